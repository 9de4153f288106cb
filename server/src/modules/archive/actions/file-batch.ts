import { maskIn } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { FileProblem } from '../../../kernel/files/index.ts'
import { wake } from '../../../kernel/queue/runner.ts'
import { recordLeaf } from '../../audit/index.ts'
import {
  type Batch,
  findBatch,
  insertTable,
  markFiling,
  markFinished,
  type RowCounts,
} from '../../intake/index.ts'
import { SubjectMemory } from '../../subjects/index.ts'
import { batchFiled } from '../events.ts'
import { chunksOf, type TableChunk } from '../rules/chunks.ts'
import { type OpenTable, openTable, type ReadingRoom } from '../rules/open-table.ts'
import { countVerdicts, filedChunks } from '../store/outcomes.ts'
import { fileChunk, prepareChunk } from './file-chunk.ts'
import type { Filing } from './file-rows.ts'
import { readingRoom } from './reading-room.ts'
import { removeMissing } from './remove-missing.ts'
import { tableEvents } from './table-events.ts'

export type FilingOptions = {
  /** Chunks filed side by side, each in its own transaction. */
  sessions: number
  /** Called after each filed chunk with the number of its rows. */
  progress?: (rows: number) => void
}

/**
 * Files a received batch chunk by chunk; chunks already filed are passed over, so a killed filing goes on where it
 * stopped. Every row gets a verdict; a file that cannot be read on ends with a problem and keeps what was filed.
 * Runs outside a transaction and opens one for each chunk.
 */
export async function fileBatch(
  ctx: Ctx,
  batchId: string,
  options: FilingOptions,
  signal?: AbortSignal,
): Promise<RowCounts> {
  const batch = await findBatch(ctx, batchId, null)
  if (!batch) throw new Error(`there is no batch ${batchId}`)
  const started = performance.now()
  await ctx.inTransaction((tx) => markFiling(tx, batchId))
  const problem = await fileTables(ctx, batch, options, signal)
  if (signal?.aborted) throw new Error('filing was interrupted')
  return ctx.inTransaction(async (tx) => {
    const rows = countsOf((await countVerdicts(tx, [batchId])).get(batchId))
    const notes = problem === null ? await removeMissing(tx, batch) : []
    const status = problem !== null && rows.received === 0 ? 'refused' : 'filed'
    const seconds = (performance.now() - started) / 1000
    await markFinished(tx, batchId, { status, rows, seconds, problem, notes })
    await recordLeaf(tx, {
      action: 'archive.file-batch',
      object: batchId,
      digest: digestOf(`${batch.sha256}|${JSON.stringify(rows)}`),
      detail: { status, received: rows.received },
    })
    await tx.tell(batchFiled({ batchId }))
    await wake(tx, 'archive.walk')
    return rows
  })
}

/** Row counts from verdict letters. */
export function countsOf(letters: Record<'a' | 'c' | 'd' | 'q' | 'r', number> | undefined): RowCounts {
  const { a = 0, c = 0, d = 0, q = 0, r = 0 } = letters ?? {}
  return { received: a + c + d + q + r, accepted: a, corrected: c, duplicate: d, inDoubt: q, rejected: r }
}

/** Reads and files; answers what stopped the reading, or null. */
async function fileTables(
  ctx: Ctx,
  batch: Batch,
  options: FilingOptions,
  signal?: AbortSignal,
): Promise<Batch['problem']> {
  const room = await readingRoom(ctx, batch)
  const done = await filedChunks(ctx, batch.id)
  const lanes = new Lanes(options.sessions)
  const filing: Filing = { memory: new SubjectMemory(), expectsNew: true }
  try {
    for await (const chunk of chunksOf(tablesOf(ctx, batch, room))) {
      if (signal?.aborted) break
      if (done.has(chunk.number)) continue
      // Subjects are settled chunk after chunk, so that lanes never wait for each other's new subjects.
      const prepared = await ctx.inTransaction((tx) => prepareChunk(tx, batch, chunk, filing))
      filing.memory.settle()
      await lanes.add(async () => {
        await ctx.inTransaction((tx) => fileChunk(tx, batch, prepared, filing))
        options.progress?.(chunk.rows.length)
      })
    }
    return null
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    return { code: error.code, params: maskedParams(error.params) }
  } finally {
    await lanes.finished()
  }
}

async function* tablesOf(
  ctx: Ctx,
  batch: Batch,
  room: ReadingRoom,
): AsyncGenerator<{ table: OpenTable } | { rows: TableChunk['rows'] }> {
  let number = 0
  for await (const event of tableEvents(ctx, batch, room)) {
    if ('rows' in event) {
      yield { rows: event.rows }
      continue
    }
    const table = openTable(room, number++, event.head)
    await ctx.inTransaction((tx) => insertTable(tx, batch.id, table.record))
    yield { table }
  }
}

/** At most `width` tasks at a time; the first failure stops the taking of new ones and is thrown. */
class Lanes {
  readonly #running = new Set<Promise<void>>()
  readonly #width: number
  #failure: unknown
  constructor(width: number) {
    this.#width = width
  }
  async add(task: () => Promise<void>): Promise<void> {
    if (this.#failure) throw this.#failure
    const running = task()
      .catch((error) => {
        this.#failure ??= error
      })
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
    if (this.#running.size >= this.#width) await Promise.race(this.#running)
  }
  async finished(): Promise<void> {
    await Promise.all(this.#running)
    if (this.#failure) throw this.#failure
  }
}

/** What stopped the reading may quote the file. */
const maskedParams = (params: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? maskIn(value) : value]),
  )
