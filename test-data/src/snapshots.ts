import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dayOf, monthStart, serialOf } from './calendar.ts'
import { type FileEncoding, type FileFormat, writeFile } from './files/write-file.ts'
import type { Random } from './random.ts'
import { rows } from './rows.ts'
import { world } from './world.ts'

const kind = 'labour-violation-snapshot'
const [nameAt, organAt, dayAt, clauseAt, summaryAt, remarkAt, updatedAt] = [0, 2, 3, 4, 5, 6, 7] as const

/** One month's full list and what changed since the month before; entries are named by `snapshotKey`. */
export type SnapshotFile = {
  path: string
  month: string
  receivedOn: string
  rows: number
  added: string[]
  corrected: string[]
  removed: string[]
}

/** `until` is the last month (YYYY-MM); about `entries` stand on each list. */
export type SnapshotOptions = {
  seed: number
  until?: string
  entries?: number
  companies?: number
  format?: FileFormat
  encoding?: FileEncoding
}

/**
 * Writes one full list per month. Each month 3–13.5 % of the entries go and as many come (6–27 % turnover), one in
 * fifty is corrected in its summary or remark, never in what names it.
 */
export async function snapshotFiles(
  dir: string,
  months: number,
  options: SnapshotOptions,
): Promise<SnapshotFile[]> {
  const { seed, until = '2026-11', entries = 400, format = 'csv', encoding = 'utf-8' } = options
  await mkdir(dir, { recursive: true })
  const scene = world({ seed, companies: options.companies ?? 3000 })
  const random = scene.random.split('snapshots')
  const files: SnapshotFile[] = []
  let listed = new Map<string, string[]>()
  for (let turn = 0; turn < months; turn++) {
    const first = monthStart(`${until}-01`, turn - months + 1)
    const receivedOn = dayOf(serialOf(first) + 9)
    const fresh = rows(kind, {
      world: scene,
      count: entries * 2,
      start: turn * entries * 2,
      day: dayOf(serialOf(first) - 1),
      first: dayOf(serialOf(monthStart(first, turn === 0 ? -14 : -2))),
    })
    const change =
      turn === 0 ? opening(fresh, entries) : turnOver(listed, fresh, random.split('month', turn), first)
    listed = change.listed
    const month = first.slice(0, 7)
    const path = join(dir, `labour-violations-${month}.${format}`)
    const written = await writeFile(path, { kind, format, encoding }, listed.values())
    files.push({
      path,
      month,
      receivedOn,
      rows: written,
      added: change.added,
      corrected: change.corrected,
      removed: change.removed,
    })
  }
  return files
}

/** What names an entry: day, authority, clause and party, as the catalog's key does. */
export function snapshotKey(cells: readonly string[]): string {
  return [cells[dayAt], cells[organAt], cells[clauseAt], cells[nameAt]].join('|')
}

type Change = { listed: Map<string, string[]>; added: string[]; corrected: string[]; removed: string[] }

function opening(fresh: Iterable<string[]>, entries: number): Change {
  const listed = new Map<string, string[]>()
  for (const cells of fresh) if (listed.size < entries) listed.set(snapshotKey(cells), cells)
  return { listed, added: [...listed.keys()], corrected: [], removed: [] }
}

function turnOver(
  before: Map<string, string[]>,
  fresh: Iterable<string[]>,
  random: Random,
  today: string,
): Change {
  const share = 0.03 + random.float() * 0.105
  const change: Change = { listed: new Map(), added: [], corrected: [], removed: [] }
  for (const [key, cells] of before) {
    if (random.chance(share)) change.removed.push(key)
    else if (random.chance(0.02)) {
      change.listed.set(key, correctedEntry(cells, random, today))
      change.corrected.push(key)
    } else change.listed.set(key, cells)
  }
  let wanted = Math.round(before.size * share)
  for (const cells of fresh) {
    const key = snapshotKey(cells)
    if (wanted === 0) break
    if (before.has(key) || change.listed.has(key)) continue
    change.listed.set(key, cells)
    change.added.push(key)
    wanted--
  }
  return change
}

function correctedEntry(cells: readonly string[], random: Random, today: string): string[] {
  const out = cells.slice()
  if (random.chance(0.5)) out[summaryAt] = `${out[summaryAt]}（更正）`
  else out[remarkAt] = out[remarkAt] === '已改正' ? '已改正并复查' : '已改正'
  out[updatedAt] = today
  return out
}
