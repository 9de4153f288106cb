import { useState } from 'react'
import { withQuery } from '../../api/client.ts'
import { useText } from '../../text/index.tsx'
import { Button } from '../../ui/Button.tsx'

/** Copy the address, download the data, print. */
export function PageActions({ path, moment }: { path: string; moment: { asOf: string; knownAt: string } }) {
  const { t } = useText()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    // Without a secure origin there is no clipboard; the address bar still has the link.
    await navigator.clipboard?.writeText(window.location.href)
    setCopied(true)
  }
  return (
    <>
      {navigator.clipboard && <Button onClick={() => void copy()}>{t.subject.copy}</Button>}
      <a
        className="button quiet"
        href={withQuery(path, moment)}
        download={`${path.slice(path.lastIndexOf('/') + 1)}.json`}
      >
        {t.subject.download}
      </a>
      <Button onClick={() => window.print()}>{t.subject.print}</Button>
      <span className="quiet-text" role="status">
        {copied ? t.subject.copied : ''}
      </span>
    </>
  )
}
