import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { EntryRow, Log, Sealing } from '../schema.ts'
import { type LeafRow, leafColumns, leafOf } from './leaves.ts'

type Db = Pick<Ctx, 'db'>

type SealingRow = {
  log: Log
  epoch: string
  size: string
  root: Buffer | null
  published: string
  signed_at: Date | null
  published_at: Date | null
  halted: string | null
  halted_at: Date | null
  detail: Record<string, unknown>
}

const columns = sql.raw(
  'log, epoch, size, root, published, signed_at, published_at, halted, halted_at, detail',
)
const sealingOf = (row: SealingRow): Sealing => ({
  log: row.log,
  epoch: Number(row.epoch),
  size: Number(row.size),
  root: row.root,
  published: Number(row.published),
  signedAt: row.signed_at,
  publishedAt: row.published_at,
  halted: row.halted,
  haltedAt: row.halted_at,
  detail: row.detail,
})

/** How all logs stand, with how long the oldest leaf has waited for its place; null where none waits. */
export async function sealings(ctx: Db): Promise<(Sealing & { oldestWaiting: Date | null })[]> {
  const { rows } = await sql<SealingRow & { oldest: Date | null; waiting: boolean }>`select ${columns},
      (select l.at from audit.unsealed u left join audit.leaf l on l.seq = u.leaf_seq where u.log = s.log order by u.leaf_seq limit 1) as oldest,
      exists (select from audit.unsealed u where u.log = s.log) as waiting
    from audit.sealing s order by log`.execute(ctx.db)
  return rows.map(({ oldest, waiting, ...row }) => ({
    ...sealingOf(row),
    oldestWaiting: waiting ? (oldest ?? new Date(0)) : null,
  }))
}

/** Begins a turn of sealing: whoever took an older epoch may write nothing of this log any more. */
export async function takeEpoch(ctx: Db, log: Log): Promise<Sealing> {
  const { rows } = await sql<SealingRow>`update audit.sealing set epoch = epoch + 1 where log = ${log}
    returning ${columns}`.execute(ctx.db)
  return sealingOf(rows[0]!)
}

/** True when nobody began a later turn; the row stays locked until the transaction ends. */
export async function holdsEpoch(ctx: Db, log: Log, epoch: number): Promise<boolean> {
  const done =
    await sql`update audit.sealing set epoch = ${epoch} where log = ${log} and epoch = ${epoch}`.execute(
      ctx.db,
    )
  return done.numAffectedRows === 1n
}

/** How many entries a log has in the database. */
export async function countEntries(ctx: Db, log: Log): Promise<number> {
  const { rows } = await sql<{ size: string }>`select coalesce(max(position) + 1, 0) as size from audit.entry
    where log = ${log}`.execute(ctx.db)
  return Number(rows[0]!.size)
}

/** Leaves without a place, lowest number first. `isLost` where the leaf itself is gone. */
export async function unsealedLeaves(
  ctx: Db,
  log: Log,
  limit: number,
): Promise<{ seq: number; isLost: boolean; isPlaced: boolean }[]> {
  const { rows } = await sql<{ seq: string; lost: boolean; placed: boolean }>`select u.leaf_seq as seq,
      l.seq is null as lost, e.position is not null as placed
    from audit.unsealed u left join audit.leaf l on l.seq = u.leaf_seq left join audit.entry e on e.leaf_seq = u.leaf_seq
    where u.log = ${log} order by u.leaf_seq limit ${limit}`.execute(ctx.db)
  return rows.map((row) => ({ seq: Number(row.seq), isLost: row.lost, isPlaced: row.placed }))
}

/** Gives leaves their places from `start` on, in this order, each with its salt. */
export async function insertEntries(
  ctx: Db,
  log: Log,
  start: number,
  leaves: readonly { seq: number; salt: Buffer }[],
): Promise<void> {
  if (leaves.length === 0) return
  const seqs = leaves.map(({ seq }) => seq)
  await sql`insert into audit.entry (log, position, leaf_seq)
    select ${log}, ${start} + n - 1, seq from unnest(${seqs}::bigint[]) with ordinality as t(seq, n)`.execute(
    ctx.db,
  )
  await sql`insert into audit.salt (leaf_seq, salt)
    select * from unnest(${seqs}::bigint[], ${leaves.map(({ salt }) => salt)}::bytea[])`.execute(ctx.db)
}

/** Places of entries whose leaves the database does not know: signed before it was restored. */
export async function insertForgotten(ctx: Db, log: Log, start: number, end: number): Promise<void> {
  await sql`insert into audit.entry (log, position, leaf_seq)
    select ${log}, n, null from generate_series(${start}::bigint, ${end - 1}::bigint) n`.execute(ctx.db)
}

/** Leaves wait no longer. */
export async function deleteUnsealed(ctx: Db, log: Log, seqs: readonly number[]): Promise<void> {
  await sql`delete from audit.unsealed where log = ${log} and leaf_seq = any(${seqs}::bigint[])`.execute(
    ctx.db,
  )
}

/** Entries of a log from a position on, in order. */
export async function entriesFrom(ctx: Db, log: Log, from: number, limit: number): Promise<EntryRow[]> {
  const { rows } = await sql<
    LeafRow & { position: string; leaf_seq: string | null; salt: Buffer | null }
  >`select e.position, e.leaf_seq, s.salt, ${leafColumns}
    from audit.entry e left join audit.leaf l on l.seq = e.leaf_seq left join audit.salt s on s.leaf_seq = e.leaf_seq
    where e.log = ${log} and e.position >= ${from} order by e.position limit ${limit}`.execute(ctx.db)
  return rows.map(({ position, leaf_seq, salt, ...leaf }) => ({
    position: Number(position),
    seq: leaf_seq === null ? null : Number(leaf_seq),
    leaf: leaf.seq === null ? null : leafOf(leaf),
    salt,
  }))
}

/** Notes what was signed. */
export async function noteSigned(
  ctx: Pick<Ctx, 'db' | 'now'>,
  log: Log,
  epoch: number,
  signed: { size: number; root: Uint8Array },
): Promise<void> {
  await sql`update audit.sealing set size = ${signed.size}, root = ${Buffer.from(signed.root)}, signed_at = ${ctx.now}
    where log = ${log} and epoch = ${epoch}`.execute(ctx.db)
}

/** Notes what was published, and that sealing goes on. */
export async function notePublished(ctx: Pick<Ctx, 'db' | 'now'>, log: Log, size: number): Promise<void> {
  await sql`update audit.sealing set published = ${size}, published_at = ${ctx.now} where log = ${log}`.execute(
    ctx.db,
  )
}

/** Notes why sealing stands still, or with null that it goes on; answers whether that is news. */
export async function noteHalt(
  ctx: Pick<Ctx, 'db' | 'now'>,
  log: Log,
  reason: string | null,
  detail: Record<string, unknown>,
): Promise<boolean> {
  const done = await sql`update audit.sealing set halted = ${reason}, detail = ${JSON.stringify(detail)},
      halted_at = ${reason === null ? null : ctx.now}
    where log = ${log} and halted is distinct from ${reason}`.execute(ctx.db)
  return done.numAffectedRows === 1n
}
