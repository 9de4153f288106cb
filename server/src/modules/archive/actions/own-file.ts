import type { Ctx } from '../../../kernel/context.ts'
import { findIdentifiers } from '../../subjects/index.ts'
import { problem } from '../problems.ts'
import { sealMark } from '../rules/payload.ts'
import { archivesOf } from './archives-of.ts'

/** Records told at once; the newest ones. */
const recordsMax = 1_000

/**
 * The file of the subject the actor signed in as, and of no other: whom it is about comes from the account alone.
 * Numbers that are kept sealed are not told, not even to their owner. Problem: subjectUnknown.
 */
export async function ownFile(ctx: Ctx) {
  const key = ctx.actor.own ?? null
  const known = key === null ? undefined : (await findIdentifiers(ctx, [key])).get(key)
  const archive = known && (await archivesOf(ctx, [known.subjectId])).get(known.subjectId)
  if (!archive) throw problem.subjectUnknown()
  const { id, kind, name } = archive.subject
  return {
    subject: { id, kind, name },
    records: archive.records.slice(-recordsMax).map((record) => ({
      id: record.id,
      kind: record.kind,
      occurredOn: record.occurredOn,
      status: record.status,
      providerId: record.providerId,
      knownFrom: record.knownFrom,
      values: Object.fromEntries(Object.entries(record.values).map(([field, value]) => [field, told(value)])),
    })),
  }
}

const told = (value: string | string[]): string | null => {
  const text = Array.isArray(value) ? value.join('；') : value
  return text.includes(sealMark) ? null : text
}
