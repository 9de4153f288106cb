import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { databaseRoles } from './database-roles.ts'
import type { Database } from './pool.ts'

/**
 * Makes, or makes anew, the login of one kind of process: a member of the role of its kind and of nothing else, owner
 * of nothing. Answers its name and a fresh password, which is kept nowhere. Needs a login that may create roles.
 */
export async function databaseLogin(
  { db }: Pick<Database, 'db'>,
  kind: keyof typeof databaseRoles,
): Promise<{ user: string; password: string }> {
  const user = `xinqiao_${kind}_login`
  const password = randomBytes(24).toString('base64url')
  const { rows } = await sql<{
    known: boolean
  }>`select exists (select from pg_roles where rolname = ${user}) as known`.execute(db)
  const verb = sql.raw(rows[0]!.known ? 'alter' : 'create')
  // A password cannot be a parameter here; it is base64url, so it holds no quote.
  await sql`${verb} role ${sql.id(user)} login inherit password ${sql.lit(password)}`.execute(db)
  await sql`grant ${sql.id(databaseRoles[kind])} to ${sql.id(user)}`.execute(db)
  return { user, password }
}
