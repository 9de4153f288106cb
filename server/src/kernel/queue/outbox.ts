import { type Kysely, sql } from 'kysely'
import type { Told } from '../event.ts'
import type { Module } from '../module.ts'

/** Queues one job per listener and key, inside the teller's transaction and in one call per listener. */
export const tellFrom = (modules: Module[], db: Kysely<unknown>) => async (told: Told) => {
  for (const job of modules.flatMap((m) => m.jobs).filter((j) => j.on === told.type)) {
    const keys = [...new Set(job.keys(told.data as never))]
    if (keys.length === 0) continue
    await sql`select from graphile_worker.add_jobs(array(
      select row(${job.name}, json_build_object('key', key), null, null, 5, ${job.name} || ':' || key, null, null)
        ::graphile_worker.job_spec from unnest(${keys}::text[]) key))`.execute(db)
  }
}
