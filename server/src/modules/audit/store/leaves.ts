import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { Deed, Leaf, Placed } from '../schema.ts'

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

/** Appends leaves in the order given and notes that they have no place in a log yet; the database numbers them. */
export async function insertLeaves(
  ctx: Db,
  leaves: (Required<Pick<Deed, 'action' | 'object' | 'digest' | 'detail' | 'log'>> & {
    at: Date
    actor: string
    subject: string | null
  })[],
): Promise<void> {
  if (leaves.length === 0) return
  await sql`with kept as (
      insert into audit.leaf (at, actor, action, object, digest, detail, log, subject)
      select (l->>'at')::timestamptz, l->>'actor', l->>'action', l->>'object', decode(l->>'digest', 'hex'),
        l->'detail', l->>'log', (l->>'subject')::uuid
      from jsonb_array_elements(${JSON.stringify(leaves)}::jsonb) with ordinality as given(l, place) order by place
      returning log, seq)
    insert into audit.unsealed (log, leaf_seq) select log, seq from kept`.execute(ctx.db)
}

/** The leaves about one object, oldest first, at most 1,000. */
export async function leavesOf(ctx: Db, object: string): Promise<Leaf[]> {
  const { rows } = await sql<LeafRow>`select ${leafColumns} from audit.leaf l
    where l.object = ${object} order by l.seq limit 1000`.execute(ctx.db)
  return rows.map(leafOf)
}

/** The newest leaf of an object and action, with its place in its log. */
export async function newestLeaf(ctx: Db, object: string, action: string): Promise<Placed | undefined> {
  const { rows } = await sql<LeafRow & { position: string | null; salt: Buffer | null }>`
    select ${leafColumns}, e.position, s.salt from audit.leaf l
    left join audit.entry e on e.leaf_seq = l.seq left join audit.salt s on s.leaf_seq = l.seq
    where l.object = ${object} and l.action = ${action} order by l.seq desc limit 1`.execute(ctx.db)
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

/** Objects and details of all leaves of an action, at most 100,000. */
export async function leavesOfAction(
  ctx: Db,
  action: string,
): Promise<{ object: string; detail: Leaf['detail'] }[]> {
  const { rows } = await sql<{ object: string; detail: Leaf['detail'] }>`select object, detail from audit.leaf
    where action = ${action} order by seq limit 100000`.execute(ctx.db)
  return rows
}

/** Destroys the salt of a leaf; false when there was none. */
export async function deleteSalt(ctx: Db, seq: number): Promise<boolean> {
  const done = await sql`delete from audit.salt where leaf_seq = ${seq}`.execute(ctx.db)
  return done.numAffectedRows === 1n
}
