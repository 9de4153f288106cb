import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { Deed, Leaf, Placed, Which } from '../schema.ts'

type Db = Pick<Ctx, 'db'>

export type LeafRow = {
  seq: string
  at: Date
  actor: string
  action: string
  object: string
  digest: string
  detail: Leaf['detail']
  log: string
  subject: string | null
}

/** The columns of a leaf, as `l`. */
export const leafColumns = sql.raw(
  "l.seq, l.at, l.actor, l.action, l.object, encode(l.digest, 'hex') as digest, l.detail, l.log, l.subject",
)

/** A leaf from its row. */
export const leafOf = ({ seq, ...row }: LeafRow): Leaf => ({ ...row, seq: Number(seq) })

/** A deed as it is written: digest as hex, detail as JSON. */
export type NewLeaf = Required<Pick<Deed, 'action' | 'object' | 'digest' | 'log'>> & {
  detail: string
  subject: string | null
}

/** Appends leaves and notes that they have no place in a log yet; the database numbers them in their order. */
export async function insertLeaves(
  ctx: Db,
  by: { at: Date; actor: string },
  leaves: readonly NewLeaf[],
): Promise<void> {
  const column = (name: keyof NewLeaf) => leaves.map((leaf) => leaf[name])
  await sql`with kept as (
      insert into audit.leaf (at, actor, action, object, digest, detail, log, subject)
      select ${by.at}, ${by.actor}, action, object, decode(digest, 'hex'), detail::jsonb, log, subject
      from unnest(${column('action')}::text[], ${column('object')}::text[], ${column('digest')}::text[],
        ${column('detail')}::text[], ${column('log')}::text[], ${column('subject')}::uuid[])
        with ordinality as t(action, object, digest, detail, log, subject, n) order by n
      returning log, seq)
    insert into audit.unsealed (log, leaf_seq) select log, seq from kept`.execute(ctx.db)
}

/** The leaves about one object, oldest first, at most 1,000. */
export async function leavesOf(ctx: Db, object: string): Promise<Leaf[]> {
  const { rows } = await sql<LeafRow>`select ${leafColumns} from audit.leaf l
    where l.object = ${object} order by l.seq limit 1000`.execute(ctx.db)
  return rows.map(leafOf)
}

const placedLeaf = sql`(select l.*, e.position, s.salt from audit.leaf l
  left join audit.entry e on e.leaf_seq = l.seq left join audit.salt s on s.leaf_seq = l.seq)`
const publicLeaf = sql`audit.public_leaf`

/** The newest leaf of an object and action whose detail has these members, with its place in its log. */
export async function newestLeaf(
  ctx: Db,
  { object, actions, detail = {}, isPublic = false }: Which,
): Promise<Placed | undefined> {
  const { rows } = await sql<LeafRow & { position: string | null; salt: Buffer | null }>`
    select ${leafColumns}, l.position, l.salt from ${isPublic ? publicLeaf : placedLeaf} l
    where l.object = ${object} and l.action = any(${actions}::text[]) and l.detail @> ${JSON.stringify(detail)}::jsonb
    order by l.seq desc limit 1`.execute(ctx.db)
  const [row] = rows
  if (!row) return undefined
  const { position, salt, ...leaf } = row
  return { leaf: leafOf(leaf), position: position === null ? null : Number(position), salt }
}

/** Leaves that neither have a place in a log nor wait for one, at most `limit`: added behind its back. */
export async function strayLeaves(ctx: Db, limit: number): Promise<{ seq: number; log: string }[]> {
  const { rows } = await sql<{ seq: string; log: string }>`select l.seq, l.log from audit.leaf l
    where not exists (select from audit.entry e where e.leaf_seq = l.seq)
      and not exists (select from audit.unsealed u where u.leaf_seq = l.seq) order by l.seq limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map(({ seq, log }) => ({ seq: Number(seq), log }))
}

/** Leaves of an action after a number, in order, at most `limit`. */
export async function leavesOfAction(ctx: Db, action: string, after: number, limit: number): Promise<Leaf[]> {
  const { rows } = await sql<LeafRow>`select ${leafColumns} from audit.leaf l
    where l.action = ${action} and l.seq > ${after} order by l.seq limit ${limit}`.execute(ctx.db)
  return rows.map(leafOf)
}

/** Destroys the salt of a leaf whose entry is signed; false where there is none. */
export async function deleteSalt(ctx: Db, seq: number): Promise<boolean> {
  const done = await sql`delete from audit.salt where leaf_seq = ${seq}
    and exists (select from audit.entry e join audit.sealing s on s.log = e.log
      where e.leaf_seq = ${seq} and e.position < s.size)`.execute(ctx.db)
  return done.numAffectedRows === 1n
}
