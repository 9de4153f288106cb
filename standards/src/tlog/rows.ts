import { utf8 } from './bytes.ts'
import { type Hash, leafHash, nodeHash, rootOf } from './merkle.ts'

/** The root over texts of rows in their order: one hash that stands for them all. */
export const rootOverRows = (rows: readonly string[]): Hash => rootOf(rows.map((row) => leafHash(utf8(row))))

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
