import {
  decodeBundle,
  type Fetch,
  type Hash,
  hashAt,
  leafHash,
  sameBytes,
  tilePath,
  tileWidth,
} from '@xinqiao/standards/tlog'
import type { FaultList } from '../rules/fault.ts'
import { GrowingTree } from '../rules/growing-tree.ts'

/** A checkpoint that is believed: so many entries of a log with this root. */
export type Believed = { log: string; size: number; root: Hash }
/** What is told of each bundle: where it begins, and its entries; null for one that cannot be the signed one. */
export type Visit = (first: number, entries: (Uint8Array | null)[]) => Promise<void>

/** Most entries that differ from their hashes and are looked at again once it is known which of the two is right. */
const differingMax = 10_000

/** Faults after which the rest is not read: a log that claims entries without end and has none must end too. */
const giveUpAt = 100_000

/** The tree that one source of leaf hashes makes, and the stored tiles that are not of it. */
type Side = { tree: GrowingTree; wrong: Set<string> }

/**
 * Reads every entry and every tile of a log and compares them with the signed root and with each other; names each that
 * is wrong. Where entries and tiles differ, the signed root says which of them is right. Memory stays that of a bundle.
 */
export async function verifyTiles(
  fetch: Fetch,
  believed: Believed,
  faults: FaultList,
  visit: Visit,
): Promise<void> {
  const { log, size, root } = believed
  const byEntries: Side = { tree: new GrowingTree(), wrong: new Set() }
  const byTiles: Side = { tree: new GrowingTree(), wrong: new Set() }
  const differing: { position: number; entry: Uint8Array }[] = []
  for (let index = 0; index * tileWidth < size && faults.count < giveUpAt; index++) {
    const width = Math.min(tileWidth, size - index * tileWidth)
    const { entries, hashes } = await readPair(fetch, index, width, log, faults)
    const told = entries ? entries.map(leafHash) : (hashes ?? [])
    await compare(fetch, byEntries, told)
    await compare(fetch, byTiles, hashes ?? told)
    const first = index * tileWidth
    const agreed = Array.from({ length: width }, (_, i) => {
      const entry = entries?.[i] ?? null
      if (entry === null || hashes === null || sameBytes(told[i]!, hashes[i]!)) return entry
      if (differing.length < differingMax) differing.push({ position: first + i, entry })
      return null
    })
    await visit(first, agreed)
  }
  for (const side of [byEntries, byTiles]) await compare(fetch, side, [])
  const isSigned = ({ tree }: Side) => tree.size === size && sameBytes(tree.root(), root)
  const right = isSigned(byEntries) ? byEntries : isSigned(byTiles) ? byTiles : null
  if (right === null) faults.add({ code: 'root', log })
  for (const path of (right ?? byEntries).wrong) faults.add({ code: 'tile', log, path })
  for (const { position, entry } of differing)
    if (right === byEntries) await visit(position, [entry])
    else faults.add({ code: 'entry', log, position })
}

/** A bundle and the hashes of its entries; null, and a fault, for one that is missing or not whole. */
async function readPair(
  fetch: Fetch,
  index: number,
  width: number,
  log: string,
  faults: FaultList,
): Promise<{ entries: Uint8Array[] | null; hashes: Hash[] | null }> {
  const [bundlePath, hashPath] = [
    tilePath({ level: 'entries', index, width }),
    tilePath({ level: 0, index, width }),
  ]
  const [bundle, tile] = await Promise.all([fetch(bundlePath), fetch(hashPath)])
  const entries = bundle && decodeBundle(bundle)
  const isBundle = entries?.length === width
  const isTile = tile?.length === width * 32
  if (!isBundle) faults.add({ code: 'tile', log, path: bundlePath })
  if (!isTile) faults.add({ code: 'tile', log, path: hashPath })
  return {
    entries: isBundle ? entries : null,
    hashes: isTile ? Array.from({ length: width }, (_, i) => hashAt(tile, i)) : null,
  }
}

/** Lets a side grow and notes the stored tiles that are not what it makes; with no leaves, the unfinished ones. */
async function compare(fetch: Fetch, side: Side, leaves: readonly Hash[]): Promise<void> {
  const made =
    leaves.length === 0
      ? side.tree.edgeFiles()
      : side.tree.appendLeaves(leaves).filter(({ path }) => !path.includes('.p/'))
  for (const { path, bytes } of made) {
    const found = await fetch(path)
    if (found === null || !sameBytes(found, bytes)) side.wrong.add(path)
  }
}
