import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase } from '../../src/kernel/db/pool.ts'
import type { TestDatabase } from './database.ts'

/** Every row of every table of the modules as text, by table: what a backup of the database holds. */
export async function backupOf({ db }: Pick<TestDatabase, 'db'>): Promise<Map<string, string[]>> {
  const { rows: tables } = await sql<{ name: string }>`select table_schema || '.' || table_name as name
    from information_schema.tables where table_type = 'BASE TABLE'
      and table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker') and table_name <> 'migration'`.execute(
    db,
  )
  const backup = new Map<string, string[]>()
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string
    }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(db)
    backup.set(
      name,
      rows.map(({ row }) => row),
    )
  }
  return backup
}

/** A new database with the rows of a backup, opened as its owner; `close` drops it. */
export async function restored(backup: Map<string, string[]>) {
  const root = inject('databaseUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await query(root, `create database ${name} template xinqiao_template`)
  const database = openDatabase(root.replace(/\/xinqiao(\?|$)/, `/${name}$1`), { max: 4 })
  for (const [table, rows] of backup) {
    const target = sql.table(table)
    await sql`delete from ${target}`.execute(database.db)
    await sql`insert into ${target} overriding system value
      select * from jsonb_populate_recordset(null::${target}, ${`[${rows.join(',')}]`}::jsonb)`.execute(
      database.db,
    )
    if (rows.some((row) => row.includes('"seq": ')))
      await sql`select setval(pg_get_serial_sequence(${table}, 'seq'), (select max(seq) from ${target}))`.execute(
        database.db,
      )
  }
  return {
    ...database,
    close: async () => {
      await database.close()
      await query(root, `drop database ${name} with (force)`)
    },
  }
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}
