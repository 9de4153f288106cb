import { closeSync, openSync, writeSync } from 'node:fs'
import { dayOf, serialOf, yearsLater } from './calendar.ts'
import type { CompanyCore } from './company.ts'
import { dirty } from './dirt/dirty.ts'
import { csvLine } from './files/text.ts'
import { writeFile } from './files/write-file.ts'
import { inWan } from './kinds/party.ts'
import { drawSentence } from './kinds/penalty.ts'
import { type Random, weighted } from './random.ts'
import { columnsOf, headersOf, rows } from './rows.ts'
import { offences, type PenaltyClass, penaltyClasses } from './words/offences.ts'
import { type World, world } from './world.ts'

/** Columns of the benchmark's penalty file: those the catalog requires of an organisation, and nothing else. */
export const benchColumns = [
  'CF_XDR_MC',
  'CF_XDR_LB',
  'CF_XDR_SHXYM',
  'CF_WSH',
  'CF_WFXW',
  'CF_SY',
  'CF_YJ',
  'CF_CFLB',
  'CF_NR',
  'CF_NR_FK',
  'CF_JDRQ',
  'CF_YXQ',
  'CF_CFJG',
  'CF_CFJGDM',
  'CF_SJLY',
  'CF_SJLYDM',
] as const

/** How large and how dirty; rows up to 10 million, `dirt` is the share of dirty rows (default 0.01). */
export type BenchOptions = {
  rows: number
  companies: number
  seed: number
  kind?: string
  day?: string
  dirt?: number
}

const penaltyKind = 'administrative-penalty'

/** Writes a UTF-8 CSV for load tests, streaming; returns the rows written (copies made by dirt included). */
export async function benchFile(path: string, options: BenchOptions): Promise<number> {
  const { seed, companies, kind = penaltyKind, day = '2026-11-23', dirt = 0.01 } = options
  const scene = world({ seed, companies })
  if (kind !== penaltyKind) {
    const clean = rows(kind, { world: scene, count: options.rows, day })
    const spoilt = dirty(clean, { rate: dirt, columns: columnsOf(kind), world: scene, seed })
    return writeFile(path, { kind, format: 'csv', encoding: 'utf-8', style: 'codes' }, spoilt)
  }
  const columns = columnsOf(kind, 'codes', benchColumns)
  const tally = { rows: 0, spoilt: false }
  const note = () => {
    tally.spoilt = true
  }
  const spoilt = dirty(benchRows(scene, options.rows, day), { rate: dirt, columns, world: scene, seed, note })
  const file = openSync(path, 'w')
  try {
    writeFast(file, lines(spoilt, tally))
  } finally {
    closeSync(file)
  }
  return tally.rows
}

/**
 * Encodes about 16,000 characters at a time into one buffer and writes that synchronously: measured a third faster
 * than one large piece at a time through the thread pool.
 */
function writeFast(file: number, texts: Iterable<string>): void {
  const encoder = new TextEncoder()
  const buffer = new Uint8Array(1 << 20)
  let [piece, used] = ['', 0]
  const encode = () => {
    used += encoder.encodeInto(piece, buffer.subarray(used)).written
    piece = ''
  }
  const write = () => {
    for (let done = 0; done < used; ) done += writeSync(file, buffer, done, used - done)
    used = 0
  }
  for (const text of texts) {
    piece += text
    if (piece.length > 16_000) encode()
    if (used > buffer.length / 4) write()
  }
  encode()
  write()
}

/** Only spoilt rows can need quotes: clean ones hold no comma, quote or line end. */
function* lines(cells: Iterable<string[]>, tally: { rows: number; spoilt: boolean }): Generator<string> {
  yield csvLine(headersOf(penaltyKind, 'codes', benchColumns))
  for (const row of cells) {
    tally.rows++
    yield tally.spoilt ? csvLine(row) : `${row.join(',')}\r\n`
    tally.spoilt = false
  }
}

const facts = new Map(offences.map((offence) => [offence, `经查，当事人${offence.facts}。`]))
const slots = 1 << 15
const offenceOf = weighted(offences.map((offence) => [offence, offence.weight] as const))

/** The same fields as penalties made by `rows`, by a shorter way; persons do not occur. */
export function* benchRows(scene: World, count: number, day: string): Generator<string[]> {
  const random = scene.random.split('bench')
  const partyAt = keptCompanies(scene)
  const last = serialOf(day)
  for (let index = 0; index < count; index++) {
    const own = random.split(1, index)
    yield benchRow(scene, { own, index, last }, partyAt(Math.floor(scene.companies * own.float() ** 1.7)))
  }
}

/** Keeps the companies met last, since drawing one costs as much as a row. */
function keptCompanies(scene: World): (index: number) => CompanyCore {
  const kept: (CompanyCore | undefined)[] = new Array(Math.min(slots, scene.companies))
  const numbers = new Int32Array(kept.length).fill(-1)
  return (index) => {
    const slot = index % kept.length
    const known = kept[slot]
    if (known && numbers[slot] === index) return known
    const company = scene.coreAt(index)
    kept[slot] = company
    numbers[slot] = index
    return company
  }
}

const earliest = serialOf('2018-01-01')

function benchRow(
  scene: World,
  from: { own: Random; index: number; last: number },
  party: CompanyCore,
): string[] {
  const { own, index, last } = from
  const offence = offenceOf(own)
  const organ = scene.departmentOf(offence.authority, party.city)
  const first = Math.max(earliest, Math.min(party.founded + 30, last))
  const decided = dayOf(last - Math.floor((last - first) * own.float() ** 1.5))
  const sentence = drawSentence(offence, own)
  return [
    party.name,
    party.kind === 'individual-business' ? '个体工商户' : '法人及非法人组织',
    party.uscc,
    `${party.city.name[0]}${organ.mark}罚决字〔${decided.slice(0, 4)}〕${index + 1}号`,
    offence.act,
    facts.get(offence) as string,
    offence.basis,
    titlesOf(sentence.classes),
    sentence.content,
    sentence.fine ? inWan(sentence.fine) : '',
    decided,
    yearsLater(decided, sentence.years),
    organ.name,
    organ.uscc,
    organ.name,
    organ.uscc,
  ]
}

function titlesOf(classes: readonly PenaltyClass[]): string {
  if (classes.length === 1) return penaltyClasses[classes[0] as PenaltyClass]
  return classes.map((each) => penaltyClasses[each]).join(';')
}
