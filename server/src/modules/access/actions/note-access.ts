import { maskIn } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { purposes, type Read } from '../schema.ts'
import { insertEntries } from '../store.ts'

const readsMax = 1_000

/**
 * Notes who looks at whose file, in the caller's transaction: kept exactly when the answer is given. At most 1,000
 * readings at a time; an unknown purpose is a mistake of the caller.
 */
export async function noteAccess(ctx: Ctx, reads: Read[]): Promise<void> {
  if (reads.length === 0) return
  if (reads.length > readsMax) throw new RangeError(`at most ${readsMax} readings are noted at once`)
  const strange = reads.find((read) => !Object.hasOwn(purposes, read.purpose))
  if (strange) throw new RangeError(`there is no purpose ${strange.purpose}`)
  await insertEntries(
    ctx,
    reads.map((read) => (read.reason === undefined ? read : { ...read, reason: maskIn(read.reason) })),
  )
}
