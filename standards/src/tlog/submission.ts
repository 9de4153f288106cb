import { decimalIn, fromBase64, toBase64 } from './bytes.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { type Hash, hashBytes } from './merkle.ts'
import { parseNote, verifyNote } from './note.ts'
import { proofHashesMax, verifyConsistency } from './proofs.ts'
import type { Verifier } from './vkey.ts'

/** What a log sends a witness: the size the witness saw last, the proof from there, and the new checkpoint. */
export type Submission = { oldSize: number; proof: Hash[]; checkpoint: string }

/** The body of POST add-checkpoint. */
export const formatSubmission = ({ oldSize, proof, checkpoint }: Submission): string =>
  `${[`old ${oldSize}`, ...proof.map(toBase64)].join('\n')}\n\n${checkpoint}`

/** The parts of a body; null for one that is not as it must be. */
export function parseSubmission(body: string): Submission | null {
  const end = body.indexOf('\n\n')
  if (end < 0) return null
  const [first, ...lines] = body.slice(0, end).split('\n')
  const oldSize = first!.startsWith('old ') ? decimalIn(first!.slice(4)) : null
  const proof = lines.length > proofHashesMax ? [null] : lines.map(fromBase64)
  if (oldSize === null || proof.some((hash) => hash?.length !== hashBytes)) return null
  return { oldSize, proof: proof as Hash[], checkpoint: body.slice(end + 2) }
}

/** What a witness answers; with 200 it cosigns `text`, once the checkpoint is kept. */
export type Verdict =
  | { status: 200; checkpoint: Checkpoint; text: string }
  | { status: 400 | 403 | 404 | 422 }
  | { status: 409; size: number }

/**
 * Decides a submission as c2sp.org/tlog-witness asks. `logs` are the keys of the logs this witness knows, `latest` the
 * checkpoint it cosigned last for an origin. Keeping the new checkpoint and looking at the latest must be one step.
 */
export function judgeSubmission(
  body: string,
  logs: readonly Verifier[],
  latest: (origin: string) => Checkpoint | null,
): Verdict {
  const submission = parseSubmission(body)
  const note = submission && parseNote(submission.checkpoint)
  const checkpoint = note && parseCheckpoint(note.text)
  if (!checkpoint) return { status: 400 }
  const keys = logs.filter(({ name }) => name === checkpoint.origin)
  if (keys.length === 0) return { status: 404 }
  const verified = verifyNote(note, keys)
  if (!verified || verified.length === 0) return { status: 403 }
  const { oldSize, proof } = submission
  if (oldSize > checkpoint.size) return { status: 400 }
  const known = latest(checkpoint.origin)
  if (oldSize !== (known?.size ?? 0)) return { status: 409, size: known?.size ?? 0 }
  if (oldSize === 0 && checkpoint.size > 0)
    return proof.length === 0 ? { status: 200, checkpoint, text: note.text } : { status: 422 }
  if (known !== null && oldSize === checkpoint.size && toBase64(known.root) !== toBase64(checkpoint.root))
    return { status: 409, size: known.size }
  const oldRoot = known?.root ?? checkpoint.root
  return verifyConsistency(oldSize, oldRoot, checkpoint.size, checkpoint.root, proof)
    ? { status: 200, checkpoint, text: note.text }
    : { status: 422 }
}
