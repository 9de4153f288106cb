import { useEffect, useRef } from 'react'
import type { OneTime } from '../../api/contract.ts'
import { paths } from '../../paths.ts'
import { useIdentityText } from '../../text/identity.ts'
import { instant } from '../../ui/instant.ts'
import { CopyButton } from './CopyButton.tsx'

/** The link that opens an account once; shown this once. */
export function OneTimeLink({ name, token }: { name: string; token: OneTime }) {
  const { w, language } = useIdentityText()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const link = `${window.location.origin}${paths.invitation}#${token.token}`
  return (
    <section ref={box} className="notice good" aria-labelledby="link" tabIndex={-1}>
      <h2 id="link">{w.people.link}</h2>
      <p>{w.people.invited(name)}</p>
      <p className="code invitation-link">{link}</p>
      <p>{w.people.linkHint(instant(token.expiresAt, language))}</p>
      <p className="actions">
        <CopyButton text={link} label={w.people.copy} done={w.people.copied} />
      </p>
    </section>
  )
}
