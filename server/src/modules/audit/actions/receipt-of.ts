import { canonicalJson, formatReceipt, type Json, TileReader, textOf, utf8 } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import { problem } from '../problems.ts'
import { entryOf, payloadOf } from '../rules/entry.ts'
import type { Log, Which } from '../schema.ts'
import { newestLeaf } from '../store/leaves.ts'
import { readCheckpoint } from './read-checkpoint.ts'
import { readTile } from './read-tile.ts'

/**
 * The receipt of the newest deed of this action on an object: its entry, what the entry commits to with the salt that
 * opens the commitment, and the proof that it stands in a published checkpoint. To be checked without this server.
 * `more` is added to what the receipt carries beside. Problems: leafUnknown, receiptPending.
 */
export async function receiptOf(
  ctx: Ctx,
  which: Which,
  more: { [name: string]: Json } = {},
): Promise<string> {
  const { object } = which
  const placed = await newestLeaf(ctx, which)
  if (!placed || (placed.position !== null && placed.salt === null)) throw problem.leafUnknown({ object })
  const log = placed.leaf.log as Log
  const checkpoint = await readCheckpoint(ctx, log, 'checkpoint')
  const { position, salt, leaf } = placed
  if (position === null || salt === null || checkpoint === null || checkpoint === 'not-ours')
    throw problem.receiptPending({ object })
  if (position >= checkpoint.size) throw problem.receiptPending({ object })
  const extra = {
    ...more,
    entry: textOf(entryOf(leaf, salt))!,
    payload: payloadOf(leaf),
    salt: salt.toString('hex'),
  }
  const reader = new TileReader((path) => readTile(ctx, log, path), checkpoint.size)
  return formatReceipt({
    extra: utf8(canonicalJson(extra)),
    index: position,
    proof: await reader.inclusion(position),
    checkpoint: checkpoint.note,
  })
}
