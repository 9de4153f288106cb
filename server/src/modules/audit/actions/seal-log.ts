import {
  emptyRoot,
  formatCheckpoint,
  formatNote,
  type Hash,
  sameBytes,
  signNote,
  TileMissing,
  TileReader,
  utf8,
  verifyConsistency,
} from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import { entryOf } from '../rules/entry.ts'
import type { GrowingTree } from '../rules/growing-tree.ts'
import { Halt } from '../rules/halt.ts'
import { isEntryOf, refuseRollback } from '../rules/in-order.ts'
import { entriesPerTurn } from '../rules/limits.ts'
import type { Log, Sealing } from '../schema.ts'
import { countEntries, entriesFrom, holdsEpoch, noteSigned, takeEpoch } from '../store/sealing.ts'
import { loadTree } from './load-tree.ts'
import { logSigner } from './log-signer.ts'
import { placeLeaves, Superseded } from './place-leaves.ts'
import { publishCheckpoint } from './publish-checkpoint.ts'
import { readCheckpoint, type SignedCheckpoint } from './read-checkpoint.ts'
import { readTile } from './read-tile.ts'
import { removePartial } from './remove-partial.ts'

/** Where a turn of sealing stands; a test stops it there as a killed process would. */
export type Step = 'begun' | 'placed' | 'tiles' | 'signed' | 'noted' | 'published' | 'tidied'
export type StepBy = (at: Step) => unknown
export type Turn = { sealed: number; isPublished: boolean }

/** Edges of trees between turns, for each store of files; whatever fails forgets them. */
const trees = new WeakMap<object, Map<Log, GrowingTree>>()

/**
 * One turn of sealing a log, for whoever holds its lock: leaves get places, tiles are written from the bottom up, the
 * new root is proven to continue what was signed last with the code readers use, signed, kept, shown to witnesses and
 * published. It may die anywhere and be begun again: everything but the places and the salts, which are kept first,
 * is computed from them. Throws a Halt where what is here is not what was signed.
 */
export async function sealLog(ctx: Ctx, log: Log, step: StepBy = () => {}): Promise<Turn> {
  try {
    return await turn(ctx, log, step)
  } catch (error) {
    trees.get(ctx.published)?.delete(log)
    throw error
  }
}

async function turn(ctx: Ctx, log: Log, step: StepBy): Promise<Turn> {
  const sealing = await takeEpoch(ctx, log)
  await step('begun')
  const signed = await signedBefore(ctx, log, sealing)
  const known = await treeAt(ctx, log, signed)
  // Before anything new is signed in this process, witnesses must have had the chance to contradict the old.
  if (known.isNew && !(await publishCheckpoint(ctx, log, signed, true)))
    return { sealed: 0, isPublished: false }
  const tree = known.tree
  trees.get(ctx.published)!.set(log, tree)
  await ctx.inTransaction((tx) =>
    placeLeaves(tx, log, { epoch: sealing.epoch, signed: signed.size }, entriesPerTurn),
  )
  await step('placed')
  const rows = await entriesFrom(ctx, log, signed.size, entriesPerTurn)
  const entries = rows.map(({ leaf, salt, position }) => {
    if (leaf === null || salt === null) throw new Halt('database-differs', { position })
    return entryOf(leaf, salt)
  })
  let newest = signed
  if (entries.length > 0) {
    await ctx.published.write(tree.append(entries).map((file) => ({ ...file, path: `${log}/${file.path}` })))
    await step('tiles')
    await proveContinuation(ctx, log, signed, tree)
  }
  // The row of the log stays locked until what is signed is kept: whoever takes a later turn waits for that.
  await ctx.inTransaction(async (tx) => {
    if (!(await holdsEpoch(tx, log, sealing.epoch))) throw new Superseded('another process seals this log')
    if (entries.length > 0) newest = await writeSigned(ctx, log, tree.root(), tree.size)
    await step('signed')
    if (newest.size !== sealing.size || sealing.root === null)
      await noteSigned(tx, log, sealing.epoch, newest)
  })
  await step('noted')
  const isPublished = await publishCheckpoint(ctx, log, newest, false)
  await step('published')
  if (isPublished) await removePartial(ctx, log, signed.size, newest.size)
  await step('tidied')
  return { sealed: entries.length, isPublished }
}

/** What was signed last, out of the tile store. A log that never was begins with a checkpoint of no entries. */
async function signedBefore(ctx: Ctx, log: Log, sealing: Sealing): Promise<SignedCheckpoint> {
  const [signed, checkpoint] = await Promise.all([
    readCheckpoint(ctx, log, 'signed'),
    readCheckpoint(ctx, log, 'checkpoint'),
  ])
  if (signed === 'not-ours' || checkpoint === 'not-ours') throw new Halt('signed-by-another')
  const last = signed ?? { size: 0, root: emptyRoot }
  refuseRollback(sealing, last, await countEntries(ctx, log))
  if (checkpoint !== null && checkpoint.size > last.size)
    throw new Halt('store-shorter', { store: last.size, signed: checkpoint.size })
  return signed ?? writeSigned(ctx, log, emptyRoot, 0)
}

async function writeSigned(ctx: Ctx, log: Log, root: Hash, size: number): Promise<SignedCheckpoint> {
  const { verifier, sign } = logSigner(ctx, log)
  const checkpoint = { origin: verifier.name, size, root }
  const text = formatCheckpoint(checkpoint)
  const note = formatNote({ text, signatures: [signNote(text, verifier, sign)] })
  await ctx.published.write([{ path: `${log}/signed`, bytes: utf8(note) }])
  return { ...checkpoint, note }
}

/** The edge of what was signed, proven to have its root, and at the first look to be what the database says. */
async function treeAt(
  ctx: Ctx,
  log: Log,
  signed: SignedCheckpoint,
): Promise<{ tree: GrowingTree; isNew: boolean }> {
  const kept = trees.get(ctx.published) ?? new Map<Log, GrowingTree>()
  trees.set(ctx.published, kept)
  const known = kept.get(log)
  if (known?.size === signed.size && sameBytes(known.root(), signed.root))
    return { tree: known, isNew: false }
  const tree = await loadTree(ctx, log, signed.size)
  if (tree === null || !sameBytes(tree.root(), signed.root))
    throw new Halt('tiles-damaged', { size: signed.size })
  const first = signed.size - tree.lastEntries().length
  const rows = await entriesFrom(ctx, log, first, tree.lastEntries().length)
  const wrong = tree.lastEntries().findIndex((entry, i) => !rows[i] || !isEntryOf(entry, rows[i]))
  if (wrong >= 0) throw new Halt('database-differs', { position: first + wrong })
  return { tree, isNew: true }
}

/** Refuses a tree that a reader of the store would not find to continue what was signed before. */
async function proveContinuation(
  ctx: Ctx,
  log: Log,
  before: SignedCheckpoint,
  tree: GrowingTree,
): Promise<void> {
  const { size } = tree
  try {
    const reader = new TileReader((path) => readTile(ctx, log, path), size)
    const root = await reader.root()
    if (!sameBytes(root, tree.root())) throw new Halt('tiles-damaged', { size })
    const proof = await reader.consistency(before.size)
    if (before.size > 0 && !verifyConsistency(before.size, before.root, size, root, proof))
      throw new Halt('tiles-damaged', { size })
  } catch (error) {
    throw error instanceof TileMissing ? new Halt('tiles-damaged', { path: error.path }) : error
  }
}
