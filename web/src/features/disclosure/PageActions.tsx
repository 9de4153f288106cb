import { useState } from 'react'
import { address } from '../../api/client.ts'
import { useText } from '../../text/index.tsx'
import { Button } from '../../ui/Button.tsx'

/** Copy the address, download the data, print. */
export function PageActions({ id, moment }: { id: string; moment: { asOf: string; knownAt: string } }) {
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
        href={address('/v1/subjects/{id}', { path: { id }, query: moment })}
        download={`${id}.json`}
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
