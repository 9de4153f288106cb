import { Readable } from 'node:stream'
import { headersOf, type World, rows as worldRows } from '@xinqiao/test-data'
import { runOnce } from 'graphile-worker'
import { quietLogger } from '../../src/kernel/queue/quiet-logger.ts'
import { taskList } from '../../src/kernel/queue/worker.ts'
import { walkChunk } from '../../src/kernel/walk.ts'
import { batchView, fileBatch } from '../../src/modules/archive/index.ts'
import { type Receipt, receiveBatch } from '../../src/modules/intake/index.ts'
import { modules } from '../../src/modules.ts'
import { everybody, silent, type TestDatabase } from './database.ts'

export type Fields = Record<string, string>

/** Rows of a kind about companies of a world, as fields by code: clean, complete and the same each time. */
export function fieldsOf(
  kind: string,
  from: { world: World; day: string; count: number; start?: number },
): Fields[] {
  const headers = headersOf(kind, 'codes')
  return [...worldRows(kind, from)].map((cells) =>
    Object.fromEntries(headers.map((header, i) => [header, cells[i] ?? ''])),
  )
}

/** A UTF-8 CSV with the fields of the first row as headers, or with the headers named. */
export function csvOf(rows: Fields[], headers = Object.keys(rows[0] ?? {})): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('')
}

type Sent = Receipt & { now?: Date }

/** Receives a file and files it; answers the batch as its sender sees it. */
export async function fileIt(database: TestDatabase, bytes: string | Buffer, { now, ...receipt }: Sent = {}) {
  const ctx = () => database.ctx(now ? { now } : {})
  const { id } = await receiveBatch(
    ctx(),
    Readable.from([Buffer.from(bytes)]),
    receipt,
    Number.MAX_SAFE_INTEGER,
  )
  await fileBatch(ctx(), id, { sessions: 2 })
  return batchView(ctx(), id)
}

/** Recomputes every due subject, chunk after chunk; answers how many there were. */
export async function walkAll(database: TestDatabase, now?: Date, limit?: number): Promise<number> {
  const source = modules.find((m) => m.walkSource !== null)!.walkSource!
  let walked = 0
  for (let done = 1; done > 0; walked += done)
    done = await walkChunk(database.ctx(now ? { now } : {}), modules, source, limit)
  return walked
}

/** Works on everything that waits in the queue. */
export async function workQueue(database: TestDatabase, now: () => Date = () => new Date()): Promise<void> {
  const by = () => ({ now: now(), actor: everybody, log: silent })
  const jobs = modules.flatMap((m) => m.jobs)
  await runOnce({
    pgPool: database.pool,
    taskList: taskList(database.deps, by, jobs),
    logger: quietLogger,
    noHandleSignals: true,
    parsedCronItems: [],
  })
}
