import type { Ctx } from '../../../kernel/context.ts'
import type { PolicyFolder } from '../../../kernel/module.ts'
import { StartProblem } from '../../../kernel/start-problem.ts'
import { recordLeaves } from '../../audit/index.ts'
import { packsLoaded } from '../events.ts'
import type { Pack } from '../schema.ts'
import { insertPacks, lockedDigests } from '../store.ts'
import { forgetPackSet } from './pack-set.ts'
import { readPackFolder } from './read-pack-folder.ts'

/** Faults spelled out when a start fails. */
const toldMax = 20

/**
 * Stores what is new or changed in the policy folder; the same files a second time change nothing. A pack that was
 * taken out of the folder stays as it was loaded: end it by its validTo. Throws a StartProblem that lists file, line
 * and reason of every fault, and stores nothing then.
 */
export async function loadPacks(
  ctx: Ctx,
  dir: string,
  folders: readonly PolicyFolder[],
): Promise<{ loaded: Pack[]; unchanged: number }> {
  const { packs, faults } = await readPackFolder(dir, folders)
  if (faults.length > 0) {
    const told = faults.slice(0, toldMax).map(({ text }) => `  ${text['zh-CN']}\n  ${text.en}`)
    const rest = faults.length > toldMax ? [`  … +${faults.length - toldMax}`] : []
    throw new StartProblem(['The policy folder has faults / 政策文件有误:', ...told, ...rest].join('\n'))
  }
  const known = await lockedDigests(ctx)
  const loaded = packs.filter((pack) => known.get(`${pack.code} ${pack.version}`) !== pack.sha256)
  await insertPacks(ctx, loaded)
  await recordLeaves(
    ctx,
    loaded.map((pack) => ({
      action: 'policy.load-pack',
      object: `${pack.code}@${pack.version}`,
      digest: pack.sha256,
      log: 'public' as const,
    })),
  )
  forgetPackSet()
  if (loaded.length > 0) await ctx.tell(packsLoaded({ codes: loaded.map((pack) => pack.code) }))
  return { loaded, unchanged: packs.length - loaded.length }
}
