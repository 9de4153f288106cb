import { sameBytes } from './bytes.ts'
import { emptyRoot, fold, type Hash, hashBytes, type Node, nodeHash, nodesCovering } from './merkle.ts'

/** Most hashes of a proof: a tree has at most 2^53 leaves. */
export const proofHashesMax = 63

const isSize = (size: number) => Number.isSafeInteger(size) && size >= 0

/** For each hash of the inclusion proof of a leaf, from the leaf upwards, the nodes it is folded from. */
export function inclusionNodes(index: number, size: number): Node[][] {
  if (!isSize(index) || !isSize(size) || index >= size) throw new RangeError('the leaf is outside the tree')
  return pathNodes(index, 0, size)
}

function pathNodes(index: number, start: number, end: number): Node[][] {
  if (end - start <= 1) return []
  const middle = start + splitOf(end - start)
  return index < middle
    ? [...pathNodes(index, start, middle), nodesCovering(middle, end)]
    : [...pathNodes(index, middle, end), nodesCovering(start, middle)]
}

/** For each hash of the consistency proof between two sizes, in RFC 6962's order, the nodes it is folded from. */
export function consistencyNodes(oldSize: number, size: number): Node[][] {
  if (!isSize(oldSize) || !isSize(size) || oldSize > size) throw new RangeError('a tree only grows')
  return oldSize === 0 || oldSize === size ? [] : betweenNodes(oldSize, 0, size, true)
}

function betweenNodes(oldSize: number, start: number, end: number, isWholeOld: boolean): Node[][] {
  if (oldSize === end) return isWholeOld ? [] : [nodesCovering(start, end)]
  const middle = start + splitOf(end - start)
  return oldSize <= middle
    ? [...betweenNodes(oldSize, start, middle, isWholeOld), nodesCovering(middle, end)]
    : [...betweenNodes(oldSize, middle, end, false), nodesCovering(start, middle)]
}

/** The largest power of two below a width above one. */
function splitOf(width: number): number {
  let split = 1
  while (split * 2 < width) split *= 2
  return split
}

/** The hashes of a proof, each folded from its nodes. */
export const proofFrom = (parts: readonly Node[][], hashOf: (node: Node) => Hash): Hash[] =>
  parts.map((nodes) => fold(nodes.map(hashOf)))

/** True when the proof leads from a leaf's hash at its index to the root of the tree of that size. */
export function verifyInclusion(
  leaf: Hash,
  index: number,
  size: number,
  proof: readonly Hash[],
  root: Hash,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, root, ...proof])) return false
  let [at, last, hash] = [index, size - 1, leaf]
  for (const beside of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(beside, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)]
    } else hash = nodeHash(hash, beside)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameBytes(hash, root)
}

/**
 * True when the proof shows that the tree of the old size is a beginning of the tree of the new one. From an empty tree
 * nothing can be shown, save that an empty one has the root of an empty one.
 */
export function verifyConsistency(
  oldSize: number,
  oldRoot: Hash,
  size: number,
  root: Hash,
  proof: readonly Hash[],
): boolean {
  if (!isSize(oldSize) || !isSize(size) || oldSize > size || !areHashes([oldRoot, root, ...proof]))
    return false
  if (oldSize === 0 && (size > 0 || !sameBytes(root, emptyRoot))) return false
  if (oldSize === size) return proof.length === 0 && sameBytes(oldRoot, root)
  let [at, last] = [oldSize - 1, size - 1]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  // A power of two is its own first hash, and is not sent.
  const hashes = at === 0 ? [oldRoot, ...proof] : [...proof]
  if (hashes.length === 0) return false
  let [older, newer] = [hashes[0]!, hashes[0]!]
  for (const beside of hashes.slice(1)) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      older = nodeHash(beside, older)
      newer = nodeHash(beside, newer)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, half(last)]
    } else newer = nodeHash(newer, beside)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameBytes(older, oldRoot) && sameBytes(newer, root)
}

const half = (n: number) => Math.floor(n / 2)
const areHashes = (hashes: readonly Hash[]) =>
  hashes.length <= proofHashesMax + 2 && hashes.every((hash) => hash.length === hashBytes)
