import type { Ctx } from '../../../kernel/context.ts'
import { organisationsOf } from '../../identity/index.ts'
import { problem } from '../problems.ts'
import { purposes } from '../schema.ts'
import { entriesOf } from '../store.ts'

/**
 * Who looked at a subject's file, newest first, as the subject is told it: body, purpose, time and classes, never the
 * officer. Problem: cursorInvalid.
 */
export async function accessesOf(
  ctx: Pick<Ctx, 'db'>,
  subjectId: string,
  { limit, cursor }: { limit: number; cursor: string | undefined },
) {
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw problem.cursorInvalid()
  const before = cursor === undefined ? null : Number(cursor)
  const entries = await entriesOf(ctx, subjectId, { before, limit: limit + 1 })
  const shown = entries.slice(0, limit)
  const bodies = await organisationsOf(ctx, [...new Set(shown.flatMap((e) => e.orgId ?? []))])
  return {
    items: shown.map((e) => ({
      at: e.at.toISOString(),
      body: { id: e.orgId, title: bodies.get(e.orgId ?? '')?.title ?? e.orgId },
      purpose: { code: e.purpose, title: purposes[e.purpose]! },
      classes: e.classes,
      kind: e.kind,
    })),
    next: entries.length > limit ? String(shown.at(-1)!.seq) : null,
  }
}
