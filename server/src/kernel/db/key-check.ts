import { sql } from 'kysely'
import type { Database } from './pool.ts'

/** The check value of the key this database was created with; the first to ask notes their own. */
export async function notedKeyCheck({ db }: Pick<Database, 'db'>, own: string): Promise<string> {
  const noted = await read({ db })
  if (noted !== undefined) return noted
  await sql`insert into kernel.setting (name, value) values ('key-check', ${own}) on conflict (name) do nothing`.execute(
    db,
  )
  return (await read({ db }))!
}

async function read({ db }: Pick<Database, 'db'>): Promise<string | undefined> {
  const { rows } = await sql<{
    value: string
  }>`select value from kernel.setting where name = 'key-check'`.execute(db)
  return rows[0]?.value
}
