import { sql } from 'kysely'
import type { Database } from './pool.ts'

type Db = Pick<Database, 'db'>

/** Begins to reseal classes from their first row. */
export async function startReseals({ db }: Db, sealClasses: string[]): Promise<void> {
  await sql`insert into kernel.reseal (class, after, changed)
    select name, null, 0 from unnest(${sealClasses}::text[]) as t(name)
    on conflict (class) do update set after = null, changed = 0, finished_at = null`.execute(db)
}

/** Classes that are being resealed, with how far that has come. */
export async function openReseals({ db }: Db): Promise<{ sealClass: string; after: string | null }[]> {
  const { rows } = await sql<{ sealClass: string; after: string | null }>`select class as "sealClass", after
    from kernel.reseal where finished_at is null order by class`.execute(db)
  return rows
}

/** All classes that were or are being resealed. */
export async function resealsOf({
  db,
}: Db): Promise<{ sealClass: string; changed: number; finishedAt: Date | null }[]> {
  const { rows } = await sql<{ sealClass: string; changed: number; finishedAt: Date | null }>`
    select class as "sealClass", changed::int as changed, finished_at as "finishedAt" from kernel.reseal order by class`.execute(
    db,
  )
  return rows
}

/** Keeps how far a class has come. */
export async function noteReseal(
  { db }: Db,
  sealClass: string,
  after: string,
  changed: number,
): Promise<void> {
  await sql`update kernel.reseal set after = ${after}, changed = changed + ${changed} where class = ${sealClass}`.execute(
    db,
  )
}

/** Closes a class. */
export async function finishReseal({ db }: Db, sealClass: string, changed: number): Promise<void> {
  await sql`update kernel.reseal set after = null, changed = changed + ${changed}, finished_at = now() where class = ${sealClass}`.execute(
    db,
  )
}
