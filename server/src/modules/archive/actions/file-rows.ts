import type { Ctx } from '../../../kernel/context.ts'
import { Again } from '../../../kernel/db/act.ts'
import type { CatalogItem } from '../../catalog/index.ts'
import type { CleanRow, Finding, SubjectClue } from '../../cleaning/index.ts'
import {
  answersTo,
  judgementEpoch,
  openDoubts,
  type Resolution,
  type RowInDoubt,
  resolveRows,
  type SubjectMemory,
} from '../../subjects/index.ts'
import type { LedgerRow } from '../rules/chunk-rows.ts'
import { doubtContent } from '../rules/doubt-content.ts'
import { type Draft, draftOf } from '../rules/draft.ts'
import { unreadFinding } from '../rules/list-notes.ts'
import { erasedFinding, subjectFinding } from '../rules/subject-finding.ts'
import type { RecordRow, StoredVersion } from '../schema.ts'
import { markDue } from '../store/due.ts'
import { addOutcomes, type RowOutcome, settleOutcome } from '../store/outcomes.ts'
import { addNewRecords, addRecords, changeRecords, findVersions } from '../store/records.ts'
import { noteSnapshotMembers } from '../store/snapshots.ts'
import { keepListed } from './keep-listed.ts'

/** A cleaned row on its way into the archive, with where it came from. */
export type FilingRow = {
  batchId: string
  providerId: string
  bulk: boolean
  tableNumber: number
  rowNumber: number
  item: CatalogItem
  clean: CleanRow
  /** A person's answer to an earlier doubt about this row. */
  decided?: { subjectId: string; entityId: string }
}

/** What a row became; `digest` is that of the record's content. */
export type Filed = LedgerRow & { subjectId: string | null }

/** Whom rows are about, found out in a transaction before the one that files them. */
export type Resolved = { resolutions: Resolution[]; epoch: number; isUsed: boolean }

/** What the chunks of one filing tell each other. */
export type Filing = {
  memory: SubjectMemory
  /** Whether the last chunk held only facts never told before: then the next is written without looking first. */
  expectsNew: boolean
}

/** Finds out whom the rows that can be filed are about. Subjects seen for the first time exist from then on. */
export async function resolveFor(ctx: Ctx, rows: FilingRow[], memory?: SubjectMemory): Promise<Resolved> {
  const epoch = await judgementEpoch(ctx)
  memory?.at(epoch)
  const clues: SubjectClue[] = []
  for (const row of rows) if (!row.clean.rejected && !row.decided) clues.push(row.clean.subject)
  return { resolutions: await resolveRows(ctx, clues, memory), epoch, isUsed: false }
}

/**
 * Where each row stands on its way: a draft once it is known whom it is about, a doubt, or refused since the person was
 * erased. Indexed as the rows.
 */
export type Course = {
  drafts: (Draft | null)[]
  doubts: Map<number, RowInDoubt>
  erased: Set<number>
  added: Map<number, Finding[]>
}

/**
 * Files rows set by set inside the caller's transaction: whether they are new, changed or known, their outcomes and
 * due marks. Answers in the order of the rows. Rows already rejected are only noted. What was resolved before is
 * used unless a judgement moved subjects meanwhile.
 */
export async function fileRows(
  ctx: Ctx,
  rows: FilingRow[],
  before?: Resolved,
  filing?: Filing,
): Promise<Filed[]> {
  const resolved =
    before && (await judgementEpoch(ctx)) === before.epoch ? before : await resolveFor(ctx, rows)
  const course = courseOf(ctx, rows, resolved)
  // A second attempt must look for records of new subjects too: the first may have lost a race to another chunk.
  resolved.isUsed = true
  if (course.doubts.size > 0) await takeAnswers(ctx, rows, course)
  const filed = await write(ctx, rows, course.drafts, filing)
  for (const i of course.erased) filed[i] = rejected
  await openDoubts(ctx, [...course.doubts.values()])
  const unread = await keepListed(ctx, rows, filed, course)
  for (const i of unread) course.added.set(i, [...(course.added.get(i) ?? []), unreadFinding])
  await noteOutcomes(ctx, rows, filed, course.added)
  return filed
}

function courseOf(ctx: Ctx, rows: FilingRow[], { resolutions, isUsed }: Resolved): Course {
  const drafts: Course['drafts'] = []
  const doubts: Course['doubts'] = new Map()
  const erased: Course['erased'] = new Set()
  const added: Course['added'] = new Map()
  let next = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    drafts.push(null)
    if (row.clean.rejected) continue
    const resolution: Resolution = row.decided
      ? { state: 'resolved', ...row.decided, isNew: false }
      : resolutions[next++]!
    if (resolution.state === 'resolved' && (row.decided || !isDoubtful(row))) {
      drafts[i] = draftOf(ctx, row, resolution, resolution.isNew && !isUsed)
      continue
    }
    if (resolution.state === 'erased') {
      erased.add(i)
      added.set(i, [erasedFinding])
      continue
    }
    doubts.set(i, inDoubt(row, resolution))
    if (resolution.state === 'doubt') added.set(i, [subjectFinding(row.clean, resolution.reason)])
  }
  return { drafts, doubts, erased, added }
}

/** Rows in doubt that a person has decided before are filed for whom they named; the others stay in `doubts`. */
async function takeAnswers(ctx: Ctx, rows: FilingRow[], { drafts, doubts, added }: Course): Promise<void> {
  const answers = await answersTo(ctx, [...doubts.values()])
  for (const [i, doubt] of doubts) {
    const answer = answers.get(doubt)
    if (!answer) continue
    drafts[i] = draftOf(ctx, rows[i]!, answer, false)
    doubts.delete(i)
    added.delete(i)
  }
}

const isDoubtful = ({ clean }: FilingRow) =>
  clean.findings.length > 0 && clean.findings.some((f) => f.level === 'doubt')

function inDoubt(row: FilingRow, resolution: Resolution): RowInDoubt {
  const { batchId, providerId, tableNumber, rowNumber, item, clean } = row
  const open = resolution.state === 'doubt' ? resolution : { reason: 'row' as const, candidates: [] }
  return {
    batchId,
    providerId,
    tableNumber,
    rowNumber,
    kind: item.kind,
    reason: open.reason,
    candidates: open.candidates,
    clue: clean.subject,
    content: doubtContent(row),
  }
}

/** Writes drafts; where only new facts are expected, known ones are looked for once one was met. */
async function write(
  ctx: Ctx,
  rows: FilingRow[],
  drafts: (Draft | null)[],
  filing?: Filing,
): Promise<Filed[]> {
  if (filing?.expectsNew) {
    const plan = planOf(rows, drafts, new Map())
    if (await addNewRecords(ctx, plan.added)) return carryOut(ctx, rows, drafts, plan)
  }
  const stored = await findVersions(
    ctx,
    drafts.flatMap((draft) =>
      draft === null || draft.subjectIsNew ? [] : { subjectId: draft.record.subjectId, id: draft.record.id },
    ),
  )
  if (filing) filing.expectsNew = stored.size === 0
  const plan = planOf(rows, drafts, stored)
  await addRecords(ctx, plan.added)
  return carryOut(ctx, rows, drafts, plan)
}

/** What a chunk changes: records never told before, successions of versions, and whose archives are touched. */
type Plan = { filed: Filed[]; added: RecordRow[]; changes: RecordRow[][]; touched: Map<string, boolean> }

/** The newest of the drafts with one name wins, in row order; what was there is compared by digest. */
function planOf(rows: FilingRow[], drafts: (Draft | null)[], stored: Map<string, StoredVersion>): Plan {
  const added = new Map<string, RecordRow>()
  const changes = new Map<string, RecordRow[]>()
  const touched = new Map<string, boolean>()
  const filed = rows.map((row, i): Filed => {
    const draft = drafts[i]
    if (!draft) return row.clean.rejected ? rejected : waiting
    const { record, formerDigest } = draft
    const { subjectId, id: recordId } = record
    const name = `${subjectId}/${recordId}`
    const standing = changes.get(name)?.at(-1) ?? added.get(name) ?? stored.get(name)
    if (standing && same(standing, record, formerDigest))
      // What stands keeps the digest it was written with, and so the leaf names that one.
      return { verdict: 'd', subjectId, recordId, digest: standing.digest }
    touched.set(subjectId, (touched.get(subjectId) ?? true) && row.bulk)
    if (!standing) added.set(name, record)
    else changes.set(name, [...(changes.get(name) ?? []), succeed(standing, record)])
    const { findings } = row.clean
    const isCorrected = findings.length > 0 && findings.some((f) => f.level === 'correction')
    return { verdict: isCorrected ? 'c' : 'a', subjectId, recordId, digest: record.digest }
  })
  return { filed, added: [...added.values()].sort(byName), changes: [...changes.values()], touched }
}

const rejected: Filed = { verdict: 'r', subjectId: null, recordId: null, digest: null }
const waiting: Filed = { verdict: 'q', subjectId: null, recordId: null, digest: null }

/** Everything but the new records, which have been added. */
async function carryOut(
  ctx: Ctx,
  rows: FilingRow[],
  drafts: (Draft | null)[],
  { filed, changes, touched }: Plan,
): Promise<Filed[]> {
  await applyChanges(ctx, changes)
  await noteSnapshotMembers(
    ctx,
    rows.flatMap(({ item, providerId, batchId }, i) => {
      const record = drafts[i]?.record
      if (!record || item.feed !== 'snapshot') return []
      return { kind: item.kind, providerId, recordId: record.id, subjectId: record.subjectId, batchId }
    }),
  )
  for (const bulk of [true, false]) {
    const due: string[] = []
    for (const [id, isBulk] of touched) if (isBulk === bulk) due.push(id)
    await markDue(ctx, due, bulk)
  }
  return filed
}

const same = (standing: StoredVersion | RecordRow, record: RecordRow, formerDigest: Draft['formerDigest']) =>
  (standing.digest === record.digest || standing.digest === formerDigest?.()) &&
  !(standing.status === 'removed' && record.status === 'active')

/** The next version: a repair and an objection outlive a correction by the source, a withdrawal ends both. */
function succeed(standing: StoredVersion | RecordRow, record: RecordRow): RecordRow {
  const keepsStatus = standing.status === 'repaired' && record.status === 'active'
  return {
    ...record,
    version: standing.version + 1,
    status: keepsStatus ? 'repaired' : record.status,
    underObjection: standing.underObjection,
  }
}

/** Versions of one record one after the other, those of different records together. */
async function applyChanges(ctx: Ctx, successions: RecordRow[][]): Promise<void> {
  for (let step = 0; ; step++) {
    const now = successions.flatMap((s) => s[step] ?? []).sort(byName)
    if (now.length === 0) return
    if ((await changeRecords(ctx, now)) !== now.length) throw new Again('a record was changed meanwhile')
  }
}

const byName = (a: RecordRow, b: RecordRow) =>
  a.subjectId < b.subjectId ? -1 : a.subjectId > b.subjectId ? 1 : a.id < b.id ? -1 : 1

/** Notes what became of rows, but for plainly accepted ones of a file: of those their record tells. */
async function noteOutcomes(
  ctx: Ctx,
  rows: FilingRow[],
  filed: Filed[],
  added: Map<number, Finding[]>,
): Promise<void> {
  const outcomes: RowOutcome[] = []
  for (let i = 0; i < rows.length; i++) {
    const { batchId, tableNumber, rowNumber, clean, bulk, decided } = rows[i]!
    const { verdict, subjectId, recordId } = filed[i]!
    // A pushed row must be answered alike again, for ever.
    if (verdict === 'a' && clean.findings.length === 0 && bulk) continue
    const more = added.get(i)
    const findings = more ? [...clean.findings, ...more] : clean.findings
    const outcome = { batchId, tableNumber, rowNumber, verdict, subjectId, recordId, findings }
    if (decided) await settleOutcome(ctx, outcome)
    else outcomes.push(outcome)
  }
  await addOutcomes(ctx, outcomes)
}
