import { randomUUID } from 'node:crypto'
import { rootOverRows } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf, sha256Of } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { packTold, type ToldRow, toldText } from '../rules/told-rows.ts'
import { insertTold, lastTold } from '../store/told.ts'

/**
 * Tells the public log of those of the subjects whose page is another than was told last, or is none any more, in the
 * caller's transaction: one leaf for all of them, below which each can be proven. `body` is the page's text.
 */
export async function tellPages(
  ctx: Ctx,
  subjectIds: readonly string[],
  pages: readonly { subjectId: string; body: string | null }[],
): Promise<void> {
  const now = new Map(
    pages.flatMap(({ subjectId, body }) => (body === null ? [] : [[subjectId, digestOf(body)]])),
  )
  const before = await lastTold(ctx, subjectIds)
  const rows = subjectIds
    .map((subjectId): ToldRow => ({ subjectId, digest: now.get(subjectId) ?? null }))
    .filter(({ subjectId, digest }) => digest !== (before.get(subjectId) ?? null))
    .sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1))
  if (rows.length === 0) return
  const id = randomUUID()
  await insertTold(
    ctx,
    id,
    packTold(rows),
    rows.map(({ subjectId, digest }, place) => ({ subjectId, place, isShown: digest !== null })),
  )
  const shown = rows.filter(({ digest }) => digest !== null).length
  await recordLeaf(ctx, {
    action: 'disclosure.show-pages',
    object: id,
    digest: Buffer.from(rootOverRows(rows.map(toldText), sha256Of)).toString('hex'),
    detail: { shown, ended: rows.length - shown, form: 'merkle' },
    log: 'public',
  })
}
