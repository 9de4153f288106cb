import { sql } from 'kysely'
import type { Database } from './pool.ts'

/** A fact of the installation that all processes share; the first to ask notes their own. */
export async function notedFact({ db }: Pick<Database, 'db'>, name: string, own: string): Promise<string> {
  // Asked first: the portal's login may read facts and note none.
  const noted = await knownFact({ db }, name)
  if (noted !== null) return noted
  await sql`insert into kernel.setting (name, value) values (${name}, ${own}) on conflict (name) do nothing`.execute(
    db,
  )
  return (await knownFact({ db }, name))!
}

/** The fact, or null while nobody has noted it. */
export async function knownFact({ db }: Pick<Database, 'db'>, name: string): Promise<string | null> {
  const { rows } = await sql<{
    value: string
  }>`select value from kernel.setting where name = ${name}`.execute(db)
  return rows[0]?.value ?? null
}
