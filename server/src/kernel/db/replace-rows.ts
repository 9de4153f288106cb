import { sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { Again } from './act.ts'
import { copyInto } from './copy.ts'
import { uuidArray } from './uuid-array.ts'

/**
 * Replaces the rows that a table by subject has of these subjects: theirs are deleted, `lines` copied straight into
 * the table. No staging table and no `on conflict`, whose speculative inserts write twice what a copy writes. A
 * transaction that meets another over the same subject starts anew. `table` and `columns` are fixed texts of a store.
 */
export async function replaceRows(
  ctx: Pick<Ctx, 'db'>,
  table: string,
  columns: string,
  subjectIds: readonly string[],
  lines: string | readonly string[],
): Promise<void> {
  if (subjectIds.length > 0)
    await sql`delete from ${sql.raw(table)} where subject_id = any(${uuidArray(subjectIds)}::uuid[])`.execute(
      ctx.db,
    )
  try {
    await copyInto(ctx, table, columns, lines)
  } catch (error) {
    throw (error as { code?: string }).code === uniqueViolation ? new Again() : error
  }
}

const uniqueViolation = '23505'
