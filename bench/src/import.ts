import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { benchFile } from '@xinqiao/test-data'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { fileBatch, filingSessions } from '../../server/src/modules/archive/index.ts'
import { receiveBatch } from '../../server/src/modules/intake/index.ts'
import { type Place, perSecond, type Result } from './place.ts'

/**
 * Files a CSV of penalties (17 columns, 1 % dirt) and compares with COPY of the finished rows into a table of the
 * same shape and indexes. Also: memory of the process, and the rate of the last tenth against the first.
 */
export async function benchImport(place: Place, rows: number): Promise<Result[]> {
  const file = join(place.folder, 'bench.csv')
  await benchFile(file, { rows, companies: Math.ceil(rows / 5), seed: 1, kind: 'administrative-penalty' })
  const batch = await receiveBatch(
    place.ctx(),
    createReadStream(file),
    { filename: 'bench.csv', kind: 'administrative-penalty' },
    Number.MAX_SAFE_INTEGER,
  )
  const ticks: { rows: number; at: number }[] = []
  let filed = 0
  let memory = 0
  const started = performance.now()
  const counts = await fileBatch(place.ctx(), batch.id, {
    sessions: filingSessions,
    progress: (n) => {
      filed += n
      ticks.push({ rows: filed, at: performance.now() })
      memory = Math.max(memory, process.memoryUsage().rss)
    },
  })
  const rate = perSecond(counts.received, started)
  const reference = await copyReference(place)
  const note = `${counts.accepted + counts.corrected} filed, ${counts.rejected} rejected, ${counts.inDoubt} in doubt; memory of the process at most ${Math.round(memory / 2 ** 20)} MB`
  return [
    {
      path: 'import',
      size: rows,
      rate,
      unit: 'rows/s',
      reference: { name: 'COPY of the finished rows', rate: reference },
      ratio: round(rate / reference),
      target: 0.7,
      note,
    },
    growth(ticks, started, rows),
  ]
}

/** COPY of the very rows that were filed, into a table with the same indexes. */
async function copyReference({ admin }: Place): Promise<number> {
  await admin.query('drop table if exists public.reference')
  await admin.query('create table public.reference (like archive.record including all)')
  await admin.query('checkpoint')
  const pieces: Buffer[] = []
  for await (const piece of admin.query(copyTo('copy archive.record to stdout'))) pieces.push(piece as Buffer)
  const started = performance.now()
  const stream = admin.query(copyFrom('copy public.reference from stdin'))
  for (const piece of pieces)
    if (!stream.write(piece)) await new Promise((done) => stream.once('drain', done))
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject)
    stream.on('finish', resolve)
    stream.end()
  })
  const seconds = (performance.now() - started) / 1000
  const { rows } = await admin.query<{ n: number }>('select count(*)::int as n from public.reference')
  await admin.query('drop table public.reference')
  return Math.round(rows[0]!.n / seconds)
}

/** The rate when the store is full against the rate when 100,000 rows were in it. */
function growth(ticks: { rows: number; at: number }[], started: number, rows: number): Result {
  const at = (count: number) => ticks.find((t) => t.rows >= count)?.at ?? started
  const early = Math.min(100_000, rows * 0.2)
  const first = early / ((at(early) - started) / 1000)
  const last = (rows * 0.1) / ((at(rows * 0.99) - at(rows * 0.89)) / 1000)
  return {
    path: 'import when full',
    size: rows,
    rate: Math.round(last),
    unit: 'rows/s',
    reference: { name: `first ${early} rows`, rate: Math.round(first) },
    ratio: round(last / first),
    target: 0.85,
  }
}

const round = (n: number) => Math.round(n * 100) / 100
