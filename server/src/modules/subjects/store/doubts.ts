import { type Selectable, sql } from 'kysely'
import { type Ctx, tables } from '../../../kernel/context.ts'
import { reached } from '../../../kernel/db/reached.ts'
import { uuidArray } from '../../../kernel/db/uuid-array.ts'
import type { SubjectClue } from '../../cleaning/index.ts'
import type { Scope } from '../../identity/index.ts'
import type { Candidate, DoubtReason } from '../schema.ts'
import type { Tables } from '../tables.ts'
import { namePlaces, openName } from './person-names.ts'

type Db = Pick<Ctx, 'db'>
type Reader = Pick<Ctx, 'db' | 'keys'>
export type DoubtState = 'open' | 'same' | 'different' | 'new' | 'dropped'

export type Doubt = {
  id: string
  seq: number
  reason: DoubtReason
  batchId: string | null
  /** Whose row it is; null for a pair of subjects, which is the platform's to judge. */
  providerId: string | null
  tableNumber: number | null
  rowNumber: number | null
  kind: string | null
  clue: SubjectClue
  rowSealed: string | null
  leftId: string | null
  candidates: Candidate[]
  state: DoubtState
  decidedSubject: string | null
  createdAt: Date
}

export type NewDoubt = Omit<Doubt, 'seq' | 'state' | 'decidedSubject' | 'createdAt'>

/** Opens doubts; one that is there already, from an earlier filing of the same row, is left as it is. */
export async function insertDoubts(ctx: Ctx, doubts: NewDoubt[]): Promise<void> {
  for (let i = 0; i < doubts.length; i += 500)
    await tables<Tables>(ctx)
      .insertInto('subjects.doubt')
      .values(
        doubts.slice(i, i + 500).map((d) => ({
          id: d.id,
          reason: d.reason,
          batch_id: d.batchId,
          provider_id: d.providerId,
          table_number: d.tableNumber,
          row_number: d.rowNumber,
          kind: d.kind,
          name_key: d.clue.nameKey.slice(0, 300),
          clue: JSON.stringify(d.clue),
          row_sealed: d.rowSealed,
          left_id: d.leftId,
          candidates: JSON.stringify(d.candidates),
          state: 'open',
          created_at: ctx.now,
        })),
      )
      .onConflict((c) => c.column('id').doNothing())
      .execute()
}

/** Open doubts of the scope in the order they came; `after` is the sequence number of the last one seen. */
export async function listOpenDoubts(
  ctx: Reader,
  page: { after: number; limit: number; scope: Scope },
): Promise<Doubt[]> {
  const query = tables<Tables>(ctx)
    .selectFrom('subjects.doubt')
    .selectAll()
    .where('state', '=', 'open')
    .where(reached(page.scope, 'provider_id', 'kind'))
    .where('seq', '>', page.after)
    .orderBy('seq')
    .limit(page.limit)
  return (await query.execute()).map((row) => doubtOf(ctx, row))
}

/** The doubt, or undefined; one of another organisation than the scope's is as unknown. */
export async function findDoubt(ctx: Reader, id: string, scope: Scope): Promise<Doubt | undefined> {
  const query = tables<Tables>(ctx)
    .selectFrom('subjects.doubt')
    .selectAll()
    .where('id', '=', id)
    .where(reached(scope, 'provider_id', 'kind'))
  const row = await query.executeTakeFirst()
  return row && doubtOf(ctx, row)
}

/** Which of these doubts are there. */
export async function knownDoubts(ctx: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{
    id: string
  }>`select id from subjects.doubt where id = any(${uuidArray(ids)}::uuid[])`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

/** The entities that people named for these doubts; doubts without an answer are absent. */
export async function findAnswers(ctx: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    decided_subject: string
  }>`select id, decided_subject from subjects.doubt
    where id = any(${uuidArray(ids)}::uuid[]) and state in ('same', 'new') and decided_subject is not null`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.id, row.decided_subject]))
}

/** Closes or reopens a doubt; false when another person was faster. */
export async function setDoubtState(
  ctx: Ctx,
  id: string,
  from: DoubtState,
  to: DoubtState,
  subjectId: string | null,
  reason: string,
): Promise<boolean> {
  const done = await tables<Tables>(ctx)
    .updateTable('subjects.doubt')
    .set({
      state: to,
      decided_subject: subjectId,
      decided_by: ctx.actor.id,
      decided_at: ctx.now,
      decided_reason: reason,
    })
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** How many doubts of the scope wait for a person. */
export async function countOpenDoubts(ctx: Db, scope: Scope): Promise<number> {
  const ofScope = reached(scope, 'provider_id', 'kind')
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from subjects.doubt where state = 'open' and ${ofScope}`.execute(ctx.db)
  return rows[0]!.n
}

const doubtOf = ({ keys }: Reader, row: Selectable<Tables['subjects.doubt']>): Doubt => ({
  id: row.id,
  seq: row.seq,
  reason: row.reason as DoubtReason,
  batchId: row.batch_id,
  providerId: row.provider_id,
  tableNumber: row.table_number,
  rowNumber: row.row_number,
  kind: row.kind,
  clue: opened(keys, row.id, row.clue as unknown as SubjectClue),
  rowSealed: row.row_sealed,
  leftId: row.left_id,
  candidates: row.candidates as unknown as Candidate[],
  state: row.state as DoubtState,
  decidedSubject: row.decided_subject,
  createdAt: row.created_at,
})

const opened = (keys: Reader['keys'], id: string, clue: SubjectClue): SubjectClue => ({
  ...clue,
  name: openName(keys, clue.name, namePlaces.doubt(id)),
})

/** The row of a doubt, opened; null when there is none or the key of its person was destroyed. */
export function openDoubtRow({ keys }: Pick<Ctx, 'keys'>, doubt: Doubt): string | null {
  if (doubt.rowSealed === null) return null
  try {
    return keys.open(doubt.rowSealed, `subjects.doubt|row|${doubt.id}`)
  } catch (error) {
    if ((error as Error).name === 'Forgotten') return null
    throw error
  }
}
