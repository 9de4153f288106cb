import { createHash } from 'node:crypto'
import { recordLeaves, takeTurns } from '../../server/src/modules/audit/index.ts'
import { type Place, perSecond, type Result } from './place.ts'

const backlog = 40_000
const probes = 150

/**
 * How fast waiting leaves become entries of a signed and published checkpoint, and how long one leaf takes from its
 * commit to that checkpoint while twenty deeds a second are noted beside it and a turn is taken every second.
 */
export async function benchSeal(place: Place): Promise<Result[]> {
  const deed = (i: number) => ({
    action: 'bench.deed',
    object: `deed-${i}`,
    digest: createHash('sha256').update(String(i)).digest('hex'),
    detail: { chunk: i, rows: 4_000 },
  })
  const note = (from: number, count: number) =>
    place.ctx().inTransaction((tx) =>
      recordLeaves(
        tx,
        Array.from({ length: count }, (_, i) => deed(from + i)),
      ),
    )
  while (await takeTurns(place.ctx()));
  for (let i = 0; i < backlog; i += 1_000) await note(i, 1_000)
  const cpu = process.cpuUsage()
  const started = performance.now()
  while (await takeTurns(place.ctx()));
  const rate = perSecond(backlog, started)
  const used = process.cpuUsage(cpu)
  const hashed = performance.now()
  for (let i = 0; i < backlog * 5; i++) createHash('sha256').update('x'.repeat(65)).digest()
  const reference = Math.round(backlog / ((performance.now() - hashed) / 1000))
  const waits = await waitsOf(place, note)
  const at = (share: number) =>
    Math.round(waits[Math.min(waits.length - 1, Math.floor(share * waits.length))]!)
  return [
    {
      path: 'seal entries',
      size: backlog,
      rate,
      unit: 'entries/s',
      reference: { name: 'five SHA-256 an entry', rate: reference },
      ratio: Math.round((rate / reference) * 100) / 100,
      target: 5_000,
      note: `${Math.round((used.user + used.system) / backlog)} µs of this process's CPU an entry`,
    },
    {
      path: 'entry to signed checkpoint p99',
      size: waits.length,
      rate: at(0.99),
      unit: 'ms',
      reference: null,
      ratio: null,
      target: 5_000,
      note: `median ${at(0.5)} ms, worst ${at(1)} ms`,
    },
  ]
}

/** Milliseconds from a leaf's commit to a published checkpoint that has it, in growing order. */
async function waitsOf(
  place: Place,
  note: (from: number, count: number) => Promise<void>,
): Promise<number[]> {
  const waits: number[] = []
  let isOver = false
  const sealing = (async () => {
    while (!isOver) if (!(await takeTurns(place.ctx()))) await new Promise((done) => setTimeout(done, 1_000))
  })()
  let size = await published(place)
  const waiting: { size: number; since: number }[] = []
  for (let i = 0; i < probes; i++) {
    await note(backlog + i, 1)
    waiting.push({ size: ++size, since: performance.now() })
    await new Promise((done) => setTimeout(done, 50))
    await settle(place, waiting, waits)
  }
  while (waiting.length > 0) {
    await new Promise((done) => setTimeout(done, 20))
    await settle(place, waiting, waits)
  }
  isOver = true
  await sealing
  return waits.sort((a, b) => a - b)
}

async function settle(
  place: Place,
  waiting: { size: number; since: number }[],
  waits: number[],
): Promise<void> {
  const size = await published(place)
  while (waiting.length > 0 && waiting[0]!.size <= size)
    waits.push(performance.now() - waiting.shift()!.since)
}

async function published(place: Place): Promise<number> {
  const bytes = await place.installation.deps.published.read('audit/checkpoint')
  return Number(
    Buffer.from(bytes ?? '')
      .toString()
      .split('\n')[1] ?? 0,
  )
}
