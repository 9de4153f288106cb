import { sql } from 'kysely'
import type { Database } from './pool.ts'

/** The check value of the key this database was created with; the first to ask notes their own. */
export async function notedKeyCheck({ db }: Pick<Database, 'db'>, own: string): Promise<string> {
  await sql`insert into kernel.setting (name, value) values ('key-check', ${own}) on conflict (name) do nothing`.execute(
    db,
  )
  const { rows } = await sql<{
    value: string
  }>`select value from kernel.setting where name = 'key-check'`.execute(db)
  return rows[0]!.value
}
