import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { archiveKnownAt, archivesOf } from '../../archive/index.ts'
import { evaluatorOn } from '../../evaluation/index.ts'
import { packSet } from '../../policy/index.ts'
import { problem } from '../problems.ts'
import { lawOf } from '../rules/law.ts'
import { buildPage } from '../rules/page.ts'
import type { PageBody } from '../schema.ts'
import { findPage } from '../store/pages.ts'

export type ReadPage = { body: PageBody; asOf: string; knownAt: string | null; changesOn: string | null }

/**
 * The public page of a subject: the stored one when it is asked for today and time has not overtaken it, else
 * computed from the archive for the day and from what was known at the instant. Problems: subjectUnknown, dayInvalid.
 */
export async function readPage(
  ctx: Ctx,
  subjectId: string,
  asked: { asOf: string | undefined; knownAt: string | undefined },
): Promise<ReadPage> {
  const today = dayOf(ctx.now)
  const asOf = asked.asOf === undefined ? today : civilDay(asked.asOf)
  const knownAt = asked.knownAt === undefined ? null : instant(asked.knownAt)
  if (asOf === today && knownAt === null) {
    const stored = await findPage(ctx, subjectId)
    if (!stored) throw problem.subjectUnknown({ id: subjectId })
    if (stored.changesOn === null || stored.changesOn > today) {
      if (stored.body === null) throw problem.subjectUnknown({ id: subjectId })
      return { body: stored.body, asOf, knownAt: null, changesOn: stored.changesOn }
    }
  }
  return computePage(ctx, subjectId, asOf, knownAt)
}

async function computePage(
  ctx: Ctx,
  subjectId: string,
  asOf: string,
  knownAt: Date | null,
): Promise<ReadPage> {
  const archive =
    knownAt === null
      ? (await archivesOf(ctx, [subjectId])).get(subjectId)
      : await archiveKnownAt(ctx, subjectId, knownAt)
  if (!archive) throw problem.subjectUnknown({ id: subjectId })
  const law = lawOf(await packSet(ctx))
  const evaluate = await evaluatorOn(ctx, asOf)
  // What had not happened by that day was not there to be shown.
  const until = {
    ...archive,
    records: archive.records.filter((r) => r.occurredOn === null || r.occurredOn <= asOf),
  }
  const { page } = buildPage(until, law.items(dayOf(ctx.now)), law.displayOf, evaluate, asOf)
  if (!page) throw problem.subjectUnknown({ id: subjectId })
  return { body: page.body, asOf, knownAt: knownAt?.toISOString() ?? null, changesOn: page.changesOn }
}

function civilDay(text: string): string {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  if (
    Number.isNaN(at) ||
    new Date(at).toISOString().slice(0, 10) !== text ||
    text < '1900-01-01' ||
    text > '2200-12-31'
  )
    throw problem.dayInvalid({ found: text.slice(0, 40) })
  return text
}

/** A day means its end in China, so that `knownAt` of a day includes what was learned on it. */
function instant(text: string): Date {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return new Date(`${civilDay(text)}T23:59:59.999+08:00`)
  const at = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text)
    ? new Date(text)
    : new Date(Number.NaN)
  if (Number.isNaN(at.getTime())) throw problem.dayInvalid({ found: text.slice(0, 40) })
  return at
}
