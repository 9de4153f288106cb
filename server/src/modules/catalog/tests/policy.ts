import { join } from 'node:path'
import { type PackSet, packSetOf, readPackFolder } from '../../policy/index.ts'
import { catalog } from '../module.ts'

/** The repository's policy folder. */
export const policyDir = join(import.meta.dirname, '../../../../../policy')

/** The committed catalogue and code tables; throws with every fault when there is one. */
export async function committedPacks(): Promise<PackSet> {
  const { packs, faults } = await readPackFolder(policyDir, catalog.policy)
  if (faults.length > 0) throw new Error(faults.map(({ text }) => text.en).join('\n'))
  return packSetOf(packs)
}
