import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Reach } from '../context.ts'

/**
 * The condition that a row is within reach: of one of the bodies and of one of the kinds, of any of the parts. Null
 * reaches every row, an empty list none.
 */
export function reached(reach: readonly Reach[] | null, body: string, kind: string): RawBuilder<SqlBool> {
  if (reach === null) return sql<SqlBool>`true`
  if (reach.length === 0) return sql<SqlBool>`false`
  const among = (column: string, values: readonly string[] | null) =>
    values === null ? sql`true` : sql`${sql.ref(column)} = any(${[...values]}::text[])`
  const parts = reach.map(({ bodies, kinds }) => sql`(${among(body, bodies)} and ${among(kind, kinds)})`)
  return sql<SqlBool>`(${sql.join(parts, sql` or `)})`
}
