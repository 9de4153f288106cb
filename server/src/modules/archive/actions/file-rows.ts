import type { Ctx } from '../../../kernel/context.ts'
import { Again } from '../../../kernel/db/act.ts'
import type { CatalogItem } from '../../catalog/index.ts'
import type { CleanRow, Finding } from '../../cleaning/index.ts'
import {
  answersTo,
  judgementEpoch,
  openDoubts,
  type Resolution,
  type RowInDoubt,
  resolveRows,
} from '../../subjects/index.ts'
import { doubtContent } from '../rules/doubt-content.ts'
import { type Draft, draftOf } from '../rules/draft.ts'
import type { RecordRow, StoredVersion, Verdict } from '../schema.ts'
import { markDue } from '../store/due.ts'
import { addOutcomes, type RowOutcome, settleOutcome } from '../store/outcomes.ts'
import { addRecords, changeRecords, findVersions } from '../store/records.ts'
import { noteSnapshotMembers } from '../store/snapshots.ts'

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

export type Filed = { verdict: Verdict; subjectId: string | null; recordId: string | null }

/** Whom rows are about, found out in a transaction before the one that files them. */
export type Resolved = { resolutions: Resolution[]; epoch: number; isUsed: boolean }

/** Finds out whom the rows that can be filed are about. Subjects seen for the first time exist from then on. */
export async function resolveFor(ctx: Ctx, rows: FilingRow[]): Promise<Resolved> {
  const epoch = await judgementEpoch(ctx)
  const asked = rows.filter((row) => !row.clean.rejected && !row.decided)
  return {
    resolutions: await resolveRows(
      ctx,
      asked.map((row) => row.clean.subject),
    ),
    epoch,
    isUsed: false,
  }
}

/**
 * Files rows set by set inside the caller's transaction: whether they are new, changed or known, their outcomes and
 * due marks. Answers in the order of the rows. Rows already rejected are only noted. What was resolved before is
 * used unless a judgement moved subjects meanwhile.
 */
export async function fileRows(ctx: Ctx, rows: FilingRow[], before?: Resolved): Promise<Filed[]> {
  const resolved =
    before && (await judgementEpoch(ctx)) === before.epoch ? before : await resolveFor(ctx, rows)
  const drafts = new Map<FilingRow, Draft>()
  const doubts = new Map<FilingRow, RowInDoubt>()
  const added = new Map<FilingRow, Finding>()
  let next = 0
  for (const row of rows) {
    if (row.clean.rejected) continue
    const resolution: Resolution = row.decided
      ? { state: 'resolved', ...row.decided, isNew: false }
      : resolved.resolutions[next++]!
    if (resolution.state === 'resolved' && (row.decided || !isDoubtful(row))) {
      drafts.set(
        row,
        draftOf(ctx, row, resolution.isNew && resolved.isUsed ? { ...resolution, isNew: false } : resolution),
      )
      continue
    }
    doubts.set(row, inDoubt(row, resolution))
    if (resolution.state === 'doubt') added.set(row, subjectFinding(row, resolution.reason))
  }
  // A second attempt must look for records of new subjects too: the first may have lost a race to another chunk.
  resolved.isUsed = true
  const verdicts = await write(ctx, await withAnswers(ctx, rows, drafts, doubts, added))
  await openDoubts(ctx, [...doubts.values()])
  const filed = rows.map(
    (row) =>
      verdicts.get(row) ?? {
        verdict: row.clean.rejected ? ('r' as const) : ('q' as const),
        subjectId: null,
        recordId: null,
      },
  )
  const outcomes = outcomesOf(rows, filed, added)
  await addOutcomes(
    ctx,
    outcomes.filter(([row]) => !row.decided).map(([, outcome]) => outcome),
  )
  for (const [row, outcome] of outcomes) if (row.decided) await settleOutcome(ctx, outcome)
  return filed
}

/** Rows in doubt that a person has decided before are filed for whom they named; the others stay in `doubts`. */
async function withAnswers(
  ctx: Ctx,
  rows: FilingRow[],
  drafts: Map<FilingRow, Draft>,
  doubts: Map<FilingRow, RowInDoubt>,
  added: Map<FilingRow, Finding>,
): Promise<Map<FilingRow, Draft>> {
  const answers = doubts.size === 0 ? null : await answersTo(ctx, [...doubts.values()])
  if (answers === null || answers.size === 0) return drafts
  for (const [row, doubt] of doubts) {
    const answer = answers.get(doubt)
    if (!answer) continue
    drafts.set(row, draftOf(ctx, row, { ...answer, isNew: false }))
    doubts.delete(row)
    added.delete(row)
  }
  return new Map(rows.flatMap((row) => (drafts.has(row) ? [[row, drafts.get(row)!]] : [])))
}

const isDoubtful = ({ clean }: FilingRow) =>
  clean.findings.length > 0 && clean.findings.some((f) => f.level === 'doubt')

function inDoubt(row: FilingRow, resolution: Resolution): RowInDoubt {
  const { batchId, tableNumber, rowNumber, item, clean } = row
  const open = resolution.state === 'doubt' ? resolution : { reason: 'row' as const, candidates: [] }
  return {
    batchId,
    tableNumber,
    rowNumber,
    kind: item.kind,
    reason: open.reason,
    candidates: open.candidates,
    clue: clean.subject,
    content: doubtContent(row),
  }
}

const subjectFinding = ({ clean }: FilingRow, reason: string): Finding => ({
  code: `subject-${reason}`,
  level: 'doubt',
  field: null,
  found: clean.subject.kind === 'person' ? null : clean.subject.name,
  expected: null,
})

/** Writes drafts: the newest of those with one name wins, in row order; what was there is compared by digest. */
async function write(ctx: Ctx, drafts: Map<FilingRow, Draft>): Promise<Map<FilingRow, Filed>> {
  const stored = await findVersions(
    ctx,
    [...drafts.values()]
      .filter((d) => !d.subjectIsNew)
      .map((d) => ({ subjectId: d.record.subjectId, id: d.record.id })),
  )
  const added = new Map<string, RecordRow>()
  const changes = new Map<string, RecordRow[]>()
  const filed = new Map<FilingRow, Filed>()
  const touched = new Map<string, boolean>()
  for (const [row, { record }] of drafts) {
    const name = `${record.subjectId}/${record.id}`
    const standing = changes.get(name)?.at(-1) ?? added.get(name) ?? stored.get(name)
    const answer = { subjectId: record.subjectId, recordId: record.id }
    if (standing && same(standing, record)) {
      filed.set(row, { verdict: 'd', ...answer })
      continue
    }
    filed.set(row, {
      verdict: row.clean.findings.some((f) => f.level === 'correction') ? 'c' : 'a',
      ...answer,
    })
    touched.set(record.subjectId, (touched.get(record.subjectId) ?? true) && row.bulk)
    if (!standing) added.set(name, record)
    else changes.set(name, [...(changes.get(name) ?? []), succeed(standing, record)])
  }
  await addRecords(ctx, [...added.values()].sort(byName))
  await applyChanges(ctx, [...changes.values()])
  await noteSnapshotMembers(
    ctx,
    [...drafts]
      .filter(([row]) => row.item.feed === 'snapshot')
      .map(([row, { record }]) => ({
        kind: row.item.kind,
        providerId: row.providerId,
        recordId: record.id,
        subjectId: record.subjectId,
        batchId: row.batchId,
      })),
  )
  for (const bulk of [true, false])
    await markDue(
      ctx,
      [...touched].filter(([, b]) => b === bulk).map(([id]) => id),
      bulk,
    )
  return filed
}

const same = (standing: StoredVersion | RecordRow, record: RecordRow) =>
  standing.digest === record.digest && !(standing.status === 'removed' && record.status === 'active')

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

function outcomesOf(
  rows: FilingRow[],
  filed: Filed[],
  added: Map<FilingRow, Finding>,
): [FilingRow, RowOutcome][] {
  const outcomes: [FilingRow, RowOutcome][] = []
  rows.forEach((row, i) => {
    const { verdict, subjectId, recordId } = filed[i]!
    // Of a plainly accepted row of a file its record tells; a pushed one must be answered alike again, for ever.
    if (verdict === 'a' && row.clean.findings.length === 0 && row.bulk) return
    const more = added.get(row)
    const findings = more ? [...row.clean.findings, more] : row.clean.findings
    outcomes.push([
      row,
      {
        batchId: row.batchId,
        tableNumber: row.tableNumber,
        rowNumber: row.rowNumber,
        verdict,
        subjectId,
        recordId,
        findings,
      },
    ])
  })
  return outcomes
}
