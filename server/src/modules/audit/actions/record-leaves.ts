import type { Ctx } from '../../../kernel/context.ts'
import type { Deed } from '../schema.ts'
import { insertLeaves } from '../store/leaves.ts'

const textMax = 500
const detailMax = 16_384

/**
 * Notes deeds in the caller's transaction, in one statement: they are kept exactly when what was done is, and have
 * their places in the log within seconds of the commit.
 */
export async function recordLeaves(ctx: Ctx, deeds: readonly Deed[]): Promise<void> {
  const leaves = deeds.map(({ action, object, digest, detail = {}, log = 'audit', subjectId }) => {
    const text = JSON.stringify(detail)
    if (action.length > textMax || object.length > textMax || text.length > detailMax)
      throw new RangeError('a leaf names a deed; it does not hold it')
    const subject = subjectId === undefined ? null : ctx.keys.identityOf('audit.subject', subjectId)
    return { action, object, digest, detail: text, log, subject }
  })
  if (leaves.length > 0) await insertLeaves(ctx, { at: ctx.now, actor: ctx.actor.id }, leaves)
}
