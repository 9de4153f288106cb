import {
  type Runner as GraphileRunner,
  type ParsedCronItem,
  parseCronItems,
  run,
  type TaskList,
} from 'graphile-worker'
import { act, type By, type Deps } from '../db/act.ts'
import { errorForLog } from '../error-for-log.ts'
import type { Job } from '../job.ts'
import { quietLogger } from './quiet-logger.ts'

export type Worker = { stop: () => Promise<void> }

const restartMs = 2_000

/**
 * Starts working on the queue and the schedule. Every job is logged once, with its outcome and milliseconds. A lost
 * database ends the run; it begins again once the database answers.
 */
export async function startWorker(deps: Deps, by: () => By, concurrency: number): Promise<Worker> {
  const jobs = deps.modules.flatMap((m) => m.jobs)
  const begin = () =>
    run({
      pgPool: deps.pool,
      concurrency,
      pollInterval: 1_000,
      noHandleSignals: true,
      logger: quietLogger,
      taskList: taskList(deps, by, jobs),
      parsedCronItems: cronItems(jobs),
    })
  let isStopping = false
  let runner: GraphileRunner | null = await begin()
  const supervised = (async () => {
    while (!isStopping) {
      await runner?.promise.catch((error) =>
        by().log.error({ error: errorForLog(error) }, 'queue worker stopped'),
      )
      if (isStopping) return
      await new Promise((done) => setTimeout(done, restartMs).unref())
      runner = isStopping ? null : await begin().catch(() => null)
    }
    await runner?.stop().catch(() => {})
  })()
  return {
    stop: async () => {
      isStopping = true
      await runner?.stop().catch(() => {})
      await Promise.race([supervised, new Promise((done) => setTimeout(done, restartMs).unref())])
    },
  }
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
              error: errorForLog(error),
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
