import {
  type Runner as GraphileRunner,
  type ParsedCronItem,
  parseCronItems,
  run,
  type TaskList,
} from 'graphile-worker'
import { act, type By, type Deps } from '../db/act.ts'
import type { Job } from '../job.ts'
import { quietLogger } from './quiet-logger.ts'

export type Worker = { stop: () => Promise<void> }

/** Starts working on the queue and the schedule. Every job is logged once, with its outcome and milliseconds. */
export async function startWorker(deps: Deps, by: () => By, concurrency: number): Promise<Worker> {
  const jobs = deps.modules.flatMap((m) => m.jobs)
  const runner: GraphileRunner = await run({
    pgPool: deps.pool,
    concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: quietLogger,
    taskList: taskList(deps, by, jobs),
    parsedCronItems: cronItems(jobs),
  })
  // A lost database ends the run with an error; the process that supervises us decides, the queue is left to others.
  runner.promise.catch((error) => by().log.error({ error: (error as Error).message }, 'queue worker stopped'))
  return { stop: () => runner.stop().catch(() => {}) }
}

/** Task name → one transaction (or none, where the job opens its own). */
export function taskList(deps: Deps, by: () => By, jobs: Job[]): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown) => {
        const key = (payload as { key?: string }).key ?? ''
        const { log } = by()
        const started = performance.now()
        try {
          await act(deps, by(), job.transaction, (ctx) => job.run(ctx, key))
          log.info({ job: job.name, ms: Math.round(performance.now() - started), outcome: 'done' }, 'job')
        } catch (error) {
          log.error(
            {
              job: job.name,
              ms: Math.round(performance.now() - started),
              outcome: 'failed',
              error: (error as Error).message,
              code: (error as { code?: string }).code,
            },
            'job',
          )
          throw error
        }
      },
    ]),
  )
}

const cronItems = (jobs: Job[]): ParsedCronItem[] =>
  parseCronItems(
    jobs.flatMap((job) =>
      job.cron === null
        ? []
        : [
            {
              task: job.name,
              match: job.cron,
              identifier: job.name,
              options: { backfillPeriod: 0, maxAttempts: 3 },
            },
          ],
    ),
  )
