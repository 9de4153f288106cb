import { sql } from 'kysely'
import pg from 'pg'
import type { Ctx } from '../context.ts'
import { errorForLog } from '../error-for-log.ts'

/**
 * Work that waits in tables rather than in the queue, taken in chunks by whichever process is free. `run` does one
 * portion and answers whether there may be more; it must be safe to run in several processes at once.
 */
export type Runner = { name: string; run: (ctx: Ctx, signal: AbortSignal) => Promise<boolean> }

const channel = 'xinqiao_wake'
const pollMs = 1_000

/** Wakes the named runner when the caller's transaction commits; polling is the guarantee, this only the speed. */
export const wake = async (ctx: Pick<Ctx, 'db'>, runner: string): Promise<void> => {
  await sql`select pg_notify(${channel}, ${runner})`.execute(ctx.db)
}

export type Runners = { stop: () => Promise<void> }

/** Starts the loops of all runners. Each portion gets a fresh context; a failed one is logged and tried again. */
export function startRunners(runners: Runner[], url: string, context: () => Ctx): Runners {
  const abort = new AbortController()
  const bells = new Map(runners.map((runner) => [runner.name, new Bell()]))
  const listening = listen(url, abort.signal, (name) => bells.get(name)?.ring())
  const loops = runners.map(async (runner) => {
    const bell = bells.get(runner.name)!
    for (let failures = 0; !abort.signal.aborted; ) {
      const ctx = context()
      try {
        const more = await runner.run(ctx, abort.signal)
        failures = 0
        if (!more) await bell.wait(pollMs, abort.signal)
      } catch (error) {
        if (abort.signal.aborted) break
        ctx.log.error(
          { runner: runner.name, error: errorForLog(error), code: (error as { code?: string }).code },
          'runner failed',
        )
        await bell.wait(Math.min(10_000, 200 * 2 ** failures++), abort.signal)
      }
    }
  })
  return {
    stop: async () => {
      abort.abort()
      for (const bell of bells.values()) bell.ring()
      await Promise.all([...loops, listening])
    },
  }
}

class Bell {
  #rung = false
  #wake: (() => void) | null = null
  ring(): void {
    this.#rung = true
    this.#wake?.()
  }
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted)
      await new Promise<void>((done) => {
        const timer = setTimeout(done, ms)
        this.#wake = () => {
          clearTimeout(timer)
          done()
        }
      })
    this.#wake = null
    this.#rung = false
  }
}

async function listen(url: string, signal: AbortSignal, heard: (name: string) => void): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'xinqiao-listen',
      connectionTimeoutMillis: 5_000,
    })
    const gone = new Promise<void>((done) => {
      client.on('error', () => done())
      client.on('end', () => done())
      signal.addEventListener('abort', () => done(), { once: true })
    })
    client.on('notification', (message) => heard(message.payload ?? ''))
    try {
      await client.connect()
      await client.query(`listen ${channel}`)
      await gone
    } catch {
      await new Promise((done) => setTimeout(done, 1_000))
    } finally {
      await client.end().catch(() => {})
    }
  }
}
