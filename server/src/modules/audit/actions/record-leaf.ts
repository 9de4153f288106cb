import type { Ctx } from '../../../kernel/context.ts'
import type { Deed } from '../schema.ts'
import { insertLeaves } from '../store/leaves.ts'

const textMax = 500
const detailMax = 16_384

/**
 * Notes a deed, or several done at once, in the caller's transaction: they are kept exactly when the deeds are, and
 * have their places in the log within seconds of the commit.
 */
export async function recordLeaf(ctx: Ctx, ...deeds: Deed[]): Promise<void> {
  await insertLeaves(
    ctx,
    deeds.map(({ action, object, digest, detail = {}, log = 'audit', subjectId }) => {
      if (action.length > textMax || object.length > textMax || JSON.stringify(detail).length > detailMax)
        throw new RangeError('a leaf names a deed; it does not hold it')
      const subject = subjectId === undefined ? null : ctx.keys.identityOf('audit.subject', subjectId)
      return { at: ctx.now, actor: ctx.actor.id, action, object, digest, detail, log, subject }
    }),
  )
}
