import { proveRow, toBase64 } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { receiptOf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { toldText, unpackTold } from '../rules/told-rows.ts'
import { findTold } from '../store/told.ts'

/**
 * The receipt of a subject's public page as it stands: the page's text, and the proof that its digest was told to the
 * public log. Problems: subjectUnknown, and those of `receiptOf`.
 */
export async function pageReceipt(ctx: Ctx, subjectId: string): Promise<string> {
  const told = await findTold(ctx, subjectId)
  const rows = told && unpackTold(told.rows)
  const row = rows?.[told!.place]
  if (!told || !rows || !row || told.page === null) throw problem.subjectUnknown({ id: subjectId })
  const texts = rows.map(toldText)
  return receiptOf(
    ctx,
    { object: told.id, actions: ['disclosure.show-pages'], isPublic: true },
    {
      row: {
        text: texts[told.place]!,
        index: told.place,
        size: texts.length,
        proof: proveRow(texts, told.place).map(toBase64),
      },
      ...(digestOf(told.page) === row.digest ? { page: told.page } : {}),
    },
  )
}
