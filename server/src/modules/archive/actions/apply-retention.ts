import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { recordLeaf } from '../../audit/index.ts'
import { catalogItems } from '../../catalog/index.ts'
import { packSet } from '../../policy/index.ts'
import { holdLock } from '../../protection/index.ts'
import { findSubjects } from '../../subjects/index.ts'
import { type RetentionStage, type RetentionTask, retentionTasks } from '../rules/retention.ts'
import { markDue } from '../store/due.ts'
import { type Aged, type AgedPlace, eraseValues, findAged, moveToCold } from '../store/retention.ts'
import { endRecords } from './end-records.ts'
import { heldAmong } from './held-among.ts'

const pageRows = 500
/** Records one run may change; what is left waits for the next day. */
const changedMax = 50_000
const nowhere: AgedPlace = {
  subjectId: '00000000-0000-0000-0000-000000000000',
  id: '00000000-0000-0000-0000-000000000000',
}

/** What was done, or would be, with the records of one kind at one stage, and on which ground. */
export type RetentionLine = {
  stage: RetentionStage
  kind: string
  records: number
  /** Left alone because a hold stands on them. */
  held: number
  pack: string
  version: string
  article: string
}

/**
 * Hides, archives and erases what the packs in force say is old enough, chunk by chunk, a transaction each; what is
 * under a hold is left alone. A dry run changes nothing and tells the same lines. A run leaves a leaf.
 */
export async function applyRetention(
  ctx: Ctx,
  { dryRun = false, max = changedMax }: { dryRun?: boolean; max?: number } = {},
): Promise<{ day: string; lines: RetentionLine[]; isComplete: boolean }> {
  const day = dayOf(ctx.now)
  const packs = await packSet(ctx)
  const kinds = [...catalogItems(packs, day).keys()]
  const lines = new Map<string, RetentionLine>()
  let left = dryRun ? Number.POSITIVE_INFINITY : max
  for (const task of retentionTasks(packs, day, kinds)) {
    for (let after: AgedPlace | null = nowhere; after !== null && left > 0; ) {
      const place: AgedPlace = after
      const limit = Math.min(pageRows, left)
      const page = dryRun
        ? await pageOf(ctx, task, day, place, limit)
        : await ctx.inTransaction((tx) => doPage(tx, task, day, place, limit))
      count(lines, task, page)
      left -= page.free.length
      after = page.next
    }
  }
  const done = { day, lines: [...lines.values()], isComplete: left > 0 }
  if (!dryRun) await ctx.inTransaction((tx) => noteRun(tx, done))
  return done
}

type Page = { free: Aged[]; held: Aged[]; next: AgedPlace | null }

async function pageOf(
  ctx: Ctx,
  task: RetentionTask,
  day: string,
  after: AgedPlace,
  limit: number,
): Promise<Page> {
  const found = await findAged(ctx, { ...task, day }, after, limit)
  const subjects = await findSubjects(ctx, [...new Set(found.map((one) => one.subjectId))])
  const persons = new Set(subjects.filter(({ kind }) => kind === 'person').map(({ id }) => id))
  const own = found.filter((one) => persons.has(one.subjectId) === (task.subjects === 'person'))
  const held = await heldAmong(ctx, own)
  return {
    free: own.filter((one) => !held.has(one)),
    held: own.filter((one) => held.has(one)),
    next: found.length < limit ? null : found.at(-1)!,
  }
}

async function doPage(
  ctx: Ctx,
  task: RetentionTask,
  day: string,
  after: AgedPlace,
  limit: number,
): Promise<Page> {
  await lock(ctx, holdLock)
  const page = await pageOf(ctx, task, day, after, limit)
  if (page.free.length === 0) return page
  const records = page.free.map(({ subjectId, id }) => ({ subjectId, recordId: id }))
  if (task.stage === 'hide')
    await endRecords(ctx, records, { status: 'expired', on: day, bulk: true, object: `${task.pack}@${day}` })
  else if (task.stage === 'archive') await moveToCold(ctx, page.free)
  else await eraseValues(ctx, page.free)
  if (task.stage !== 'hide') {
    await markDue(
      ctx,
      page.free.map(({ subjectId }) => subjectId),
      true,
    )
    await recordLeaf(ctx, {
      action: `archive.retention-${task.stage}`,
      object: `${task.pack}@${day}`,
      digest: digestOf(records.map((one) => `${one.subjectId}/${one.recordId}`).join('\n')),
      detail: { records: records.length, version: task.version },
    })
  }
  return page
}

function count(lines: Map<string, RetentionLine>, task: RetentionTask, { free, held }: Page): void {
  for (const [list, field] of [
    [free, 'records'],
    [held, 'held'],
  ] as const)
    for (const { kind } of list) {
      const key = `${task.stage} ${kind} ${task.pack} ${task.article}`
      const { stage, pack, version, article } = task
      const line = lines.get(key) ?? { stage, kind, records: 0, held: 0, pack, version, article }
      line[field]++
      lines.set(key, line)
    }
}

const noteRun = (ctx: Ctx, run: { day: string; lines: RetentionLine[]; isComplete: boolean }) =>
  recordLeaf(ctx, {
    action: 'archive.apply-retention',
    object: run.day,
    digest: digestOf(JSON.stringify(run)),
    detail: {
      records: run.lines.reduce((sum, line) => sum + line.records, 0),
      held: run.lines.reduce((sum, line) => sum + line.held, 0),
      complete: run.isComplete ? 1 : 0,
    },
  })
