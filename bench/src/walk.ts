import { walkChunk, walkLanes } from '../../server/src/kernel/walk.ts'
import { countDue } from '../../server/src/modules/archive/index.ts'
import { modules } from '../../server/src/modules.ts'
import { type Place, perSecond, type Result } from './place.ts'

/**
 * Walks every due subject (display, evaluation, page, hit, search row) and compares with `insert … select` of the
 * finished rows into tables of the same shape and indexes.
 */
export async function benchWalk(place: Place): Promise<Result[]> {
  const due = await countDue(place.ctx(), 50_000_000)
  const source = modules.find((m) => m.walkSource)!.walkSource!
  const started = performance.now()
  const lane = async () => {
    while ((await walkChunk(place.ctx(), modules, source)) > 0);
  }
  await Promise.all(Array.from({ length: walkLanes }, lane))
  const rate = perSecond(due, started)
  const reference = await insertReference(place, due)
  return [
    {
      path: 'walk',
      size: due,
      rate,
      unit: 'subjects/s',
      reference: { name: 'insert … select of the same rows', rate: reference },
      ratio: Math.round((rate / reference) * 100) / 100,
      target: 0.3,
    },
  ]
}

const written = ['evaluation.result', 'disclosure.page', 'disclosure.hit', 'disclosure.search']

async function insertReference({ admin }: Place, subjects: number): Promise<number> {
  for (const table of written)
    await admin.query(`create table public.reference_${table.split('.')[1]} (like ${table} including all)`)
  await admin.query('checkpoint')
  const started = performance.now()
  for (const table of written)
    await admin.query(`insert into public.reference_${table.split('.')[1]} select * from ${table}`)
  const rate = perSecond(subjects, started)
  for (const table of written) await admin.query(`drop table public.reference_${table.split('.')[1]}`)
  return rate
}
