import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { wake } from '../../../kernel/queue/runner.ts'
import { recordLeaves } from '../../audit/index.ts'
import { catalogItems } from '../../catalog/index.ts'
import type { Finding } from '../../cleaning/index.ts'
import { ensureOrganisation } from '../../identity/index.ts'
import {
  type Batch,
  insertBatches,
  type Message,
  type NewBatch,
  noRows,
  type RowCounts,
  receiveMessages,
} from '../../intake/index.ts'
import { packSet } from '../../policy/index.ts'
import { isAboutPerson, isPersonal } from '../../subjects/index.ts'
import { problem } from '../problems.ts'
import type { LedgerRow } from '../rules/chunk-rows.ts'
import { type OpenTable, openTable, type ReadingRoom } from '../rules/open-table.ts'
import { type Verdict, verdicts } from '../schema.ts'
import { addChunks, findOutcome } from '../store/outcomes.ts'
import { chunkDeed, tally } from './file-chunk.ts'
import { type FilingRow, fileRows } from './file-rows.ts'
import { readingRoom } from './reading-room.ts'

export type Pushed = {
  batchId: string
  verdict: (typeof verdicts)[Verdict]
  recordId: string | null
  subjectId: string | null
  findings: Finding[]
  table: OpenTable
}

/**
 * Files single records in the caller's transaction, all with the same few statements. Answers in the order of the
 * messages: what became of each, or the Problem that refused it.
 */
export async function pushRecords(ctx: Ctx, messages: Message[]): Promise<(Pushed | Error)[]> {
  const items = catalogItems(await packSet(ctx), dayOf(ctx.now))
  const known = messages.map((m) =>
    items.has(m.receipt.kind) ? null : problem.kindUnknown({ found: m.receipt.kind.slice(0, 64) }),
  )
  const received = await receiveMessages(
    ctx,
    messages.filter((_, i) => known[i] === null),
  )
  const room = await readingRoom(ctx, { receivedOn: dayOf(ctx.now), kind: null })
  let next = 0
  const fresh: { row: FilingRow; batch: NewBatch; table: OpenTable }[] = []
  const met = new Set<NewBatch>()
  const answers = await Promise.all(
    messages.map(async (message, i): Promise<Pushed | Error | NewBatch> => {
      if (known[i]) return known[i]
      const got = received[next++]!
      if ('refused' in got) return got.refused
      if ('earlier' in got)
        return again(
          ctx,
          got.earlier,
          tableFor(room, message.receipt.kind, Object.keys(message.values).map(wellFormed)),
        )
      if (!met.has(got.fresh)) fresh.push(rowOf(room, message, got.fresh))
      met.add(got.fresh)
      return got.fresh
    }),
  )
  const filed = await fileRows(
    ctx,
    fresh.map((f) => f.row),
  )
  const pushed = new Map(
    fresh.map(({ row, batch, table }, i) => [
      batch.id,
      { ...filed[i]!, findings: row.clean.findings, batch, table, bodyOwner: ownerOf(ctx, row) },
    ]),
  )
  await keep(ctx, [...pushed.values()])
  return answers.map((answer) => {
    if (answer instanceof Error || 'batchId' in answer) return answer
    const { verdict, recordId, subjectId, findings, table } = pushed.get(answer.id)!
    return { batchId: answer.id, verdict: verdicts[verdict], recordId, subjectId, findings, table }
  })
}

const counted: Record<Verdict, keyof RowCounts> = {
  a: 'accepted',
  c: 'corrected',
  d: 'duplicate',
  q: 'inDoubt',
  r: 'rejected',
}

async function keep(
  ctx: Ctx,
  pushed: (LedgerRow & { findings: Finding[]; batch: NewBatch; bodyOwner: string | undefined })[],
): Promise<void> {
  if (pushed.length === 0) return
  for (const id of new Set(pushed.map((p) => p.batch.providerId)))
    await ensureOrganisation(ctx, { id, title: id })
  await insertBatches(
    ctx,
    pushed.map((p) => ({
      ...p.batch,
      // Of somebody who was erased not even the message is kept.
      ...(p.bodyOwner !== undefined && ctx.keys.isForgotten(p.bodyOwner) ? { body: null } : {}),
      bodyOwner: p.bodyOwner,
      rows: { ...noRows, received: 1, [counted[p.verdict]]: 1 },
    })),
  )
  await addChunks(
    ctx,
    pushed.map((p) => ({
      batchId: p.batch.id,
      number: 0,
      tableNumber: 0,
      rowFirst: 1,
      rowLast: 1,
      verdicts: p.verdict,
      findings: tally([p]),
    })),
  )
  await recordLeaves(
    ctx,
    pushed.map((p) => chunkDeed(p.batch.id, 0, [p])),
  )
  await wake(ctx, 'archive.walk')
}

/** The person whose key seals the message: the one whose number the row holds first. */
function ownerOf(ctx: Ctx, { clean }: FilingRow): string | undefined {
  const number = isAboutPerson(clean.subject) ? clean.subject.identifiers.find(isPersonal) : undefined
  return number && ctx.keys.identityOf(number.scheme, number.value)
}

function rowOf(
  room: ReadingRoom,
  { receipt, values }: Message,
  batch: NewBatch,
): { row: FilingRow; batch: NewBatch; table: OpenTable } {
  const table = tableFor(room, receipt.kind, Object.keys(values).map(wellFormed))
  const clean = table.cleaner!.clean(Object.values(values).map(wellFormed))
  return {
    batch,
    table,
    row: {
      batchId: batch.id,
      providerId: batch.providerId,
      bulk: false,
      tableNumber: 0,
      rowNumber: 1,
      item: table.item!,
      clean,
    },
  }
}

/** Half a surrogate pair, which only an escape of JSON can write, is kept by no database. */
const wellFormed = (text: string): string => text.toWellFormed()

/** The compiled cleaner for a set of fields, remembered. */
function tableFor(room: ReadingRoom, kind: string, headers: string[]): OpenTable {
  const name = `${kind}\u001f${headers.join('\u001f')}`
  const cached = compiled.room === room.items ? compiled.tables.get(name) : undefined
  if (cached) return cached
  if (compiled.room !== room.items || compiled.tables.size >= tablesMax) {
    compiled.room = room.items
    compiled.tables = new Map()
  }
  const table = openTable({ ...room, kind, isMessage: true }, 0, {
    name: 'message',
    format: 'json',
    encoding: 'utf-8',
    headers,
    headerRow: 0,
  })
  compiled.tables.set(name, table)
  return table
}

const tablesMax = 500
const compiled: { room: unknown; tables: Map<string, OpenTable> } = { room: null, tables: new Map() }

/** The answer of an earlier request with the same key, told again. */
async function again(ctx: Ctx, batch: Batch, table: OpenTable): Promise<Pushed> {
  const outcome = await findOutcome(ctx, batch.id, 0, 1)
  const verdict = Object.entries(counted).find(([, name]) => batch.rows?.[name] === 1)?.[0] as
    | Verdict
    | undefined
  return {
    batchId: batch.id,
    verdict: verdicts[verdict ?? 'a'],
    recordId: outcome?.recordId ?? null,
    subjectId: outcome?.subjectId ?? null,
    findings: outcome?.findings ?? [],
    table,
  }
}
