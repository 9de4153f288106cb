import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { paths } from '../../paths.ts'
import { useIdentityText } from '../../text/identity.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { FactorForm } from './FactorForm.tsx'
import { useSession } from './use-session.ts'

/** Asks for a factor again before something that a left-open browser must not do. */
export function ProofDialog({ onProven, onCancel }: { onProven: () => void; onCancel: () => void }) {
  const { w } = useIdentityText()
  const { session } = useSession()
  const client = useQueryClient()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    // A browser that knows no modal dialogs shows it in its place on the page.
    if (dialog.current?.showModal) dialog.current.showModal()
    else dialog.current?.setAttribute('open', '')
  }, [])
  const methods = session?.methods ?? []
  return (
    <dialog
      ref={dialog}
      className="proof"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onCancel()
      }}
    >
      <h2 id={id}>{w.proof.title}</h2>
      {methods.length > 0 ? (
        <>
          <p>{w.proof.lead}</p>
          <FactorForm
            methods={methods}
            onReply={async () => {
              await client.invalidateQueries({ queryKey: ['session'] })
              onProven()
            }}
          />
        </>
      ) : (
        <>
          <p>{w.proof.none}</p>
          <ButtonLink to={paths.signIn()}>{w.signIn.title}</ButtonLink>
        </>
      )}
      <Button onClick={onCancel}>{w.proof.cancel}</Button>
    </dialog>
  )
}
