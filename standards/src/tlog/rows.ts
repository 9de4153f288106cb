import { sha256 } from '@noble/hashes/sha2.js'
import { utf8 } from './bytes.ts'
import { type Hash, leafHash, nodeHash, rootOf } from './merkle.ts'

/** SHA-256 of bytes; a server passes its native one, which costs half. */
export type Sha256 = (bytes: Uint8Array) => Hash

/** The root over texts of rows in their order: one hash that stands for them all. */
export function rootOverRows(rows: readonly string[], digest: Sha256 = sha256): Hash {
  let bytes = new Uint8Array(512)
  const leaves = rows.map((row) => {
    if (bytes.length <= row.length * 3) bytes = new Uint8Array(row.length * 3 + 1)
    bytes[0] = 0
    return digest(bytes.subarray(0, 1 + encoder.encodeInto(row, bytes.subarray(1)).written))
  })
  return rootOf(leaves, digest)
}

const encoder = new TextEncoder()

/** The hashes that lead from one row to the root over all, for `verifyInclusion`; from the row upwards. */
export function proveRow(rows: readonly string[], index: number): Hash[] {
  if (!Number.isInteger(index) || index < 0 || index >= rows.length)
    throw new RangeError('there is no such row')
  const proof: Hash[] = []
  let level: Hash[] = rows.map((row) => leafHash(utf8(row)))
  for (let at = index; level.length > 1; at = Math.floor(at / 2)) {
    const beside = level[at % 2 === 1 ? at - 1 : at + 1]
    if (beside) proof.push(beside)
    const above: Hash[] = []
    for (let i = 0; i < level.length; i += 2)
      above.push(i + 1 < level.length ? nodeHash(level[i]!, level[i + 1]!) : level[i]!)
    level = above
  }
  return proof
}
