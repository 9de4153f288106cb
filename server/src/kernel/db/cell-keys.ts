import { sql } from 'kysely'
import type { Database } from './pool.ts'

type Db = Pick<Database, 'db'>

/** A data key as the database keeps it: wrapped by a key that is not in the database. */
export type StoredCellKey = {
  kid: string
  sealClass: string
  suite: 'intl' | 'gm'
  period: string
  activeFrom: Date
  wrapped: string
}

/** All data keys, oldest first. */
export async function cellKeysOf({ db }: Db): Promise<StoredCellKey[]> {
  const { rows } =
    await sql<StoredCellKey>`select kid, class as "sealClass", suite, period, active_from as "activeFrom", wrapped
    from kernel.data_key order by active_from, kid limit 5000`.execute(db)
  return rows
}

/** Keeps new data keys. Where another process made the first key of a class at the same moment, both are kept. */
export async function insertCellKeys({ db }: Db, keys: StoredCellKey[]): Promise<void> {
  for (const key of keys)
    await sql`insert into kernel.data_key (kid, class, suite, period, active_from, wrapped)
      values (${key.kid}, ${key.sealClass}, ${key.suite}, ${key.period}, ${key.activeFrom}, ${key.wrapped})`.execute(
      db,
    )
}

/** Replaces the wrapped form of a data key. */
export async function setWrapped({ db }: Db, kid: string, wrapped: string): Promise<void> {
  await sql`update kernel.data_key set wrapped = ${wrapped} where kid = ${kid}`.execute(db)
}
