import { sql } from 'kysely'
import type { TestDatabase } from './database.ts'

/** All rows of some tables as sorted texts, without the columns named. Two equal dumps are two equal states. */
export async function dump(
  { db }: Pick<TestDatabase, 'db'>,
  tables: readonly string[],
  without: readonly string[] = [],
): Promise<Record<string, string[]>> {
  const dumps: Record<string, string[]> = {}
  for (const table of tables) {
    const { rows } = await sql<{
      row: Record<string, unknown>
    }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db)
    dumps[table] = rows
      .map(({ row }) => JSON.stringify(Object.entries(row).filter(([name]) => !without.includes(name))))
      .sort()
  }
  return dumps
}

/** What one dump has and the other has not, the first ten rows of each table; empty when they are equal. */
export function differences(left: Record<string, string[]>, right: Record<string, string[]>): string[] {
  return Object.keys(left).flatMap((table) => {
    const [before, after] = [new Set(left[table]), new Set(right[table])]
    return [
      ...left[table]!.filter((row) => !after.has(row))
        .map((row) => `- ${table} ${row}`)
        .slice(0, 10),
      ...right[table]!.filter((row) => !before.has(row))
        .map((row) => `+ ${table} ${row}`)
        .slice(0, 10),
    ]
  })
}
