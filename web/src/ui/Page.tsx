import { type ReactNode, useEffect } from 'react'
import { useText } from '../text/index.tsx'

type Props = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode; narrow?: boolean }

/** A page: sets the document title, shows it as the only h1, then an optional lead line and actions. */
export function Page({ title, lead, actions, children, narrow }: Props) {
  useTitle(title)
  return (
    <div className={narrow ? 'page narrow' : 'page'}>
      <header className="page-head">
        <h1>{title}</h1>
        {lead && <p className="lead">{lead}</p>}
        {actions && <div className="actions no-print">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** Sets the document title to this page and the site. */
export function useTitle(title: string): void {
  const { t } = useText()
  useEffect(() => {
    document.title =
      title === t.site.name ? `${t.site.name} · ${t.site.purpose}` : `${title} · ${t.site.name}`
  }, [title, t])
}
