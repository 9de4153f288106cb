import { checkUscc, parseDay } from '@xinqiao/standards'
import { describe, expect, test } from 'vitest'
import {
  columnsOf,
  type DirtKind,
  type DirtNote,
  dirtKinds,
  dirty,
  headersOf,
  rows,
  world,
} from '../src/index.ts'

const kind = 'administrative-penalty'
const scene = world({ seed: 11, companies: 3000 })
const columns = columnsOf(kind)
const clean = [...rows(kind, { world: scene, count: 8000, day: '2026-11-23' })]
const at = (code: string) => headersOf(kind, 'codes').indexOf(code)

function soil(rate: number, kinds?: readonly DirtKind[]) {
  const notes: DirtNote[] = []
  const out = [
    ...dirty(clean, {
      rate,
      columns,
      world: scene,
      seed: 4,
      note: (note) => notes.push(note),
      ...(kinds ? { kinds } : {}),
    }),
  ]
  return { out, notes }
}
const all = soil(0.9)

describe('dirt', () => {
  test.each(dirtKinds)('%s occurs', (each) => {
    expect(all.notes.some(({ dirts }) => dirts.some((dirt) => dirt.kind === each))).toBe(true)
  })

  test('is told truly: each note names the row, what was there and what is there now', () => {
    for (const { row, source, dirts } of all.notes) {
      const shifted = dirts.some((dirt) => dirt.kind === 'shifted-columns')
      const first = new Map<string, string>()
      const last = new Map<string, string>()
      for (const { column, before, after } of dirts.flatMap(({ changes }) => changes)) {
        if (!first.has(column)) first.set(column, before)
        last.set(column, after)
      }
      for (const [column, before] of first) expect(clean[source]?.[at(column)]).toBe(before)
      if (!shifted) for (const [column, after] of last) expect(all.out[row]?.[at(column)]).toBe(after)
    }
  })

  test('leaves all other rows as they were', () => {
    const soiled = new Set(all.notes.map(({ source }) => source))
    const untouched = clean.filter((_, index) => !soiled.has(index))
    const out = new Set(all.out)
    expect(untouched.every((cells) => out.has(cells))).toBe(true)
  })

  test('comes at the rate asked for, the same every time; rate 0 changes nothing', () => {
    const { out, notes } = soil(0.05)
    expect(new Set(notes.map(({ source }) => source)).size / clean.length).toBeCloseTo(0.05, 1)
    expect(soil(0.05).out).toEqual(out)
    expect(soil(0).out).toEqual(clean)
  })

  test('duplicates are exact copies that follow their row', () => {
    const { out, notes } = soil(0.086, ['duplicate'])
    expect(out.length - clean.length).toBe(notes.length / 2)
    expect((out.length - clean.length) / clean.length).toBeCloseTo(0.086, 1)
    for (const { row } of notes.filter((_, index) => index % 2 === 1)) expect(out[row]).toEqual(out[row - 1])
  })

  test.each(['masked-code', 'wrong-check-digit', 'letter-slip'] as const)(
    '%s leaves no valid code behind',
    (each) => {
      const { out, notes } = soil(0.3, [each])
      expect(notes.length).toBeGreaterThan(100)
      for (const { row } of notes) expect(checkUscc(out[row]?.[at('CF_XDR_SHXYM')] as string).ok).toBe(false)
    },
  )

  test('dates in other shapes still mean the same day', () => {
    const { out, notes } = soil(0.2, ['date-shape'])
    for (const { row, source } of notes) {
      const read = parseDay(out[row]?.[at('CF_JDRQ')] as string)
      expect(read.ok && read.day).toBe(clean[source]?.[at('CF_JDRQ')])
    }
  })

  test('other-spelling and short-name take every code away', () => {
    const { out, notes } = soil(0.2, ['other-spelling', 'short-name'])
    for (const { row, source } of notes) {
      expect([
        out[row]?.[at('CF_XDR_SHXYM')],
        out[row]?.[at('CF_XDR_ZZJG')],
        out[row]?.[at('CF_XDR_GSZC')],
      ]).toEqual(['', '', ''])
      expect(out[row]?.[at('CF_XDR_MC')]).not.toBe(clean[source]?.[at('CF_XDR_MC')])
    }
  })

  test('shifted rows have one cell too many', () => {
    const { out, notes } = soil(0.05, ['shifted-columns'])
    for (const { row } of notes) expect(out[row]).toHaveLength(columns.length + 1)
  })
})
