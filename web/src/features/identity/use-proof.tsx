import { type ReactNode, useState } from 'react'
import { ApiProblem } from '../../api/client.ts'
import { ProofDialog } from './ProofDialog.tsx'

/** The reader did not want to prove again who he or she is; nothing was done. */
export class ProofCancelled extends Error {}

export type Prove = <T>(deed: () => Promise<T>) => Promise<T>

/**
 * Runs deeds that need a recent proof: where the server asks for one, the dialog opens, and the deed is done after it.
 * The dialog is to be shown by whoever uses this. A deed of somebody who cancels throws ProofCancelled.
 */
export function useProof(): { prove: Prove; dialog: ReactNode } {
  const [asked, setAsked] = useState<{ proven: () => void; cancelled: () => void } | null>(null)
  const prove: Prove = async (deed) => {
    try {
      return await deed()
    } catch (cause) {
      if (!(cause instanceof ApiProblem) || cause.code !== 'http.proofTooOld') throw cause
    }
    await new Promise<void>((proven, refused) =>
      setAsked({ proven, cancelled: () => refused(new ProofCancelled()) }),
    ).finally(() => setAsked(null))
    return deed()
  }
  const dialog = asked && <ProofDialog onProven={asked.proven} onCancel={asked.cancelled} />
  return { prove, dialog }
}
