import { type Checkpoint, parseCheckpoint, parseNote, textOf, verifyNote } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import type { Log } from '../schema.ts'
import { logSigner } from './log-signer.ts'

/** A checkpoint with the note that holds it. */
export type SignedCheckpoint = Checkpoint & { note: string }

/**
 * The newest checkpoint of a log: `signed` is what the log itself signed, `checkpoint` what was published once enough
 * witnesses had seen it. Null where there is none; 'not-ours' where it is there and not signed by this log's key.
 */
export async function readCheckpoint(
  ctx: Pick<Ctx, 'published' | 'keys' | 'settings'>,
  log: Log,
  which: 'signed' | 'checkpoint',
): Promise<SignedCheckpoint | 'not-ours' | null> {
  const bytes = await ctx.published.read(`${log}/${which}`)
  if (bytes === null) return null
  const note = textOf(bytes)
  const parsed = note === null ? null : parseNote(note)
  const checkpoint = parsed && parseCheckpoint(parsed.text)
  if (!parsed || !checkpoint) return 'not-ours'
  const { verifier } = logSigner(ctx, log)
  const isOurs = checkpoint.origin === verifier.name && verifyNote(parsed, [verifier])?.length === 1
  return isOurs ? { ...checkpoint, note: note! } : 'not-ours'
}
