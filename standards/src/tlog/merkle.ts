import { sha256 } from '@noble/hashes/sha2.js'

/** A node of a Merkle tree: 32 bytes of SHA-256. */
export type Hash = Uint8Array

/** Bytes of a hash. */
export const hashBytes = 32

/** The root of a tree without leaves: SHA-256 of nothing. */
export const emptyRoot: Hash = sha256(new Uint8Array(0))

/** RFC 6962: SHA-256(0x00 || entry). */
export function leafHash(entry: Uint8Array): Hash {
  const bytes = new Uint8Array(entry.length + 1)
  bytes.set(entry, 1)
  return sha256(bytes)
}

const pair = new Uint8Array(1 + 2 * hashBytes)
pair[0] = 1

/** RFC 6962: SHA-256(0x01 || left || right). */
export function nodeHash(left: Hash, right: Hash, digest: (bytes: Uint8Array) => Hash = sha256): Hash {
  if (left.length !== hashBytes || right.length !== hashBytes) throw new RangeError('a hash has 32 bytes')
  pair.set(left, 1)
  pair.set(right, 1 + hashBytes)
  return digest(pair)
}

/** The root over leaf hashes in their order. */
export function rootOf(leaves: readonly Hash[], digest: (bytes: Uint8Array) => Hash = sha256): Hash {
  if (leaves.length === 0) return emptyRoot
  let level = leaves
  while (level.length > 1) {
    const above: Hash[] = []
    for (let i = 0; i + 1 < level.length; i += 2) above.push(nodeHash(level[i]!, level[i + 1]!, digest))
    if (level.length % 2 === 1) above.push(level.at(-1)!)
    level = above
  }
  return level[0]!
}

/**
 * A hash of the tree that never changes once its leaves are there: of leaves `index * 2^level` up to, not including,
 * `(index + 1) * 2^level`.
 */
export type Node = { level: number; index: number }

/** The nodes that together cover leaves `start` up to `end`, largest first, as RFC 6962 splits them. */
export function nodesCovering(start: number, end: number): Node[] {
  const nodes: Node[] = []
  for (let at = start; at < end; ) {
    let level = 0
    for (let width = 2; at % width === 0 && at + width <= end; width *= 2) level++
    nodes.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return nodes
}

/** One hash over adjoining nodes, folded from the right: the hash of the subtree they cover. */
export function fold(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return emptyRoot
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}
