import { formatNote, judgeCheckpoint, parseNote, TileReader, utf8 } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import type { Log } from '../schema.ts'
import { notePublished } from '../store/sealing.ts'
import { type Cosigned, cosign } from './cosign.ts'
import { logSigner } from './log-signer.ts'
import { readCheckpoint, type SignedCheckpoint } from './read-checkpoint.ts'
import { readTile } from './read-tile.ts'
import { trustPolicy } from './trust-policy.ts'

/** What witnesses are known to have seen, by log and witness key, for each store of files. */
const known = new WeakMap<object, Map<string, Map<string, number>>>()

/**
 * Asks the witnesses for a signed checkpoint and publishes it once the policy's quorum has cosigned. Answers whether
 * it stands published; while witnesses are missing the earlier checkpoint stays. One that stands already is shown to
 * them again when they must be asked. Throws a Halt when a witness proves
 * that the log's history was set back.
 */
export async function publishCheckpoint(
  ctx: Ctx,
  log: Log,
  signed: SignedCheckpoint,
  mustAsk: boolean,
): Promise<boolean> {
  const { policy } = trustPolicy(ctx)
  const before = await readCheckpoint(ctx, log, 'checkpoint')
  const isThere = before !== null && before !== 'not-ours' && before.size >= signed.size
  // What was published under another policy of witnesses may lack a quorum of today's.
  const stands = isThere && typeof judgeCheckpoint(policy, before.note) !== 'string'
  if (stands && !mustAsk) return true
  const cosigned = await cosign(policy, {
    signer: logSigner(ctx, log),
    signed,
    proofFrom: (size) => new TileReader((path) => readTile(ctx, log, path), signed.size).consistency(size),
    seen: seenOf(ctx, log),
  })
  const own = parseNote(signed.note)!
  const note = formatNote({
    text: own.text,
    signatures: [...own.signatures, ...cosigned.signatures.values()],
  })
  // The judgement every reader will make of it; what no reader would believe is not published.
  if (typeof judgeCheckpoint(policy, note) === 'string') {
    warnOf(ctx, log, signed.size, cosigned)
    return false
  }
  if (stands) return true
  await ctx.published.write([{ path: `${log}/checkpoint`, bytes: utf8(note) }])
  await notePublished(ctx, log, signed.size)
  return true
}

function seenOf({ published }: Ctx, log: Log): Map<string, number> {
  const logs = known.get(published) ?? new Map<string, Map<string, number>>()
  known.set(published, logs)
  const seen = logs.get(log) ?? new Map<string, number>()
  logs.set(log, seen)
  return seen
}

const warned = new WeakMap<object, number>()

/** Once a minute: whose cosignatures are missing. */
function warnOf(ctx: Ctx, log: Log, size: number, { failures }: Cosigned): void {
  const now = performance.now()
  if (now - (warned.get(ctx.published) ?? Number.NEGATIVE_INFINITY) < 60_000) return
  warned.set(ctx.published, now)
  ctx.log.warn({ log, size, witnesses: Object.fromEntries(failures) }, 'a checkpoint waits for witnesses')
}
