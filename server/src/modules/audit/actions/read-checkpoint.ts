import {
  type Checkpoint,
  formatVkey,
  parseCheckpoint,
  parseNote,
  textOf,
  type Verifier,
  verifyNote,
} from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import type { Log } from '../schema.ts'
import { logSigner } from './log-signer.ts'

/** A checkpoint with the note that holds it. */
export type SignedCheckpoint = Checkpoint & { note: string }

/** Notes whose signatures were checked, the last of each file: they are read far more often than they change. */
const checked = new WeakMap<
  object,
  Map<string, { note: string; vkey: string; is: SignedCheckpoint | 'not-ours' }>
>()

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
  if (note === null) return 'not-ours'
  const { verifier } = logSigner(ctx, log)
  const files = checked.get(ctx.published) ?? new Map()
  checked.set(ctx.published, files)
  const known = files.get(`${log}/${which}`)
  const vkey = formatVkey(verifier)
  if (known?.note === note && known.vkey === vkey) return known.is
  const is = openedBy(note, verifier)
  files.set(`${log}/${which}`, { note, vkey, is })
  return is
}

function openedBy(note: string, verifier: Verifier): SignedCheckpoint | 'not-ours' {
  const parsed = parseNote(note)
  const checkpoint = parsed && parseCheckpoint(parsed.text)
  if (!parsed || !checkpoint || checkpoint.origin !== verifier.name) return 'not-ours'
  return verifyNote(parsed, [verifier])?.length === 1 ? { ...checkpoint, note } : 'not-ours'
}
