import { sql } from 'kysely'
import { type Ctx, tables } from '../../kernel/context.ts'
import type { Pack } from './schema.ts'
import type { Tables } from './tables.ts'

type Db = Pick<Ctx, 'db'>

/** Names the state of the table: it differs as soon as a pack was added, and between databases. */
export async function packMark(ctx: Db): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select current_database() || ' ' || coalesce(max(seq), 0) as mark from policy.pack`.execute(ctx.db)
  return rows[0]!.mark
}

/** The newest load of every version of every pack. Reads the index pack_version once. */
export async function newestPacks(ctx: Db): Promise<Pack[]> {
  const rows = await tables<Tables>(ctx)
    .selectFrom('policy.pack')
    .distinctOn(['code', 'version'])
    .select(['area', 'code', 'version', 'valid_from', 'valid_to', 'sha256', 'content'])
    .orderBy('code')
    .orderBy('version')
    .orderBy('seq', 'desc')
    .execute()
  return rows.map((row) => ({
    area: row.area,
    code: row.code,
    version: row.version,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    sha256: row.sha256.toString('hex'),
    content: row.content as unknown,
  }))
}

/** Digest of the newest load by `<code> <version>`. One loader at a time passes until its transaction ends. */
export async function lockedDigests(ctx: Db): Promise<Map<string, string>> {
  await sql`select pg_advisory_xact_lock(7031525)`.execute(ctx.db)
  const rows = await tables<Tables>(ctx)
    .selectFrom('policy.pack')
    .distinctOn(['code', 'version'])
    .select(['code', 'version', 'sha256'])
    .orderBy('code')
    .orderBy('version')
    .orderBy('seq', 'desc')
    .execute()
  return new Map(rows.map((row) => [`${row.code} ${row.version}`, row.sha256.toString('hex')]))
}

/** Appends pack versions; what was loaded before stays. */
export async function insertPacks(ctx: Pick<Ctx, 'db' | 'now'>, packs: readonly Pack[]): Promise<void> {
  if (packs.length === 0) return
  await tables<Tables>(ctx)
    .insertInto('policy.pack')
    .values(
      packs.map((pack) => ({
        area: pack.area,
        code: pack.code,
        version: pack.version,
        valid_from: pack.validFrom,
        valid_to: pack.validTo,
        sha256: Buffer.from(pack.sha256, 'hex'),
        content: JSON.stringify(pack.content),
        loaded_at: ctx.now,
      })),
    )
    .execute()
}
