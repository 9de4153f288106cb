import { rootOverRows } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import { type LedgerFault, leavesOfAction } from '../../audit/index.ts'
import { toldText, unpackTold } from '../rules/told-rows.ts'
import { toldRows, untruePages } from '../store/told.ts'

const leavesRead = 500

/**
 * Compares what is kept of every leaf about pages with the leaf's digest, and every stored page with what the public
 * log was told of it last; names leaves and subjects that differ, at most `max` of each.
 */
export async function verifyPages(ctx: Ctx, max: number): Promise<LedgerFault[]> {
  const faults: LedgerFault[] = []
  for (let after = 0; ; ) {
    const leaves = await leavesOfAction(ctx, 'disclosure.show-pages', after, leavesRead)
    for (const { seq, object, digest } of leaves) {
      const kept = await toldRows(ctx, object)
      const root = kept && Buffer.from(rootOverRows(unpackTold(kept).map(toldText))).toString('hex')
      if (root !== digest && faults.length < max)
        faults.push({ code: 'rows', log: 'public', leaf: seq, told: `pages told as ${object}` })
    }
    if (leaves.length < leavesRead) break
    after = leaves.at(-1)!.seq
  }
  const untrue = await untruePages(ctx, max)
  return [
    ...faults,
    ...untrue.map((id): LedgerFault => ({ code: 'page', log: 'public', told: `subject ${id}` })),
  ]
}
