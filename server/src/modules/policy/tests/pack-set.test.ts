import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packSetOf } from '../rules/pack-set.ts'
import { packsInForce } from '../rules/packs-in-force.ts'
import type { Pack } from '../schema.ts'

const pack = (code: string, version: string, validFrom: string, validTo: string | null = null): Pack => ({
  area: 'repair',
  code: `repair/${code}`,
  version,
  validFrom,
  validTo,
  sha256: '',
  content: { version },
})
const trial = pack('order', '58', '2023-05-01', '2026-03-31')
const final = pack('order', '36', '2026-04-01')
const other = pack('banks', '1', '2020-01-01')

describe('what was in force on a day', () => {
  test.each([
    ['2019-12-31', []],
    ['2023-04-30', ['1']],
    ['2023-05-01', ['1', '58']],
    ['2026-03-31', ['1', '58']],
    ['2026-04-01', ['1', '36']],
    ['2999-01-01', ['1', '36']],
  ])('on %s', (day, versions) => {
    expect(packsInForce([final, trial, other], 'repair', day).map(({ version }) => version)).toEqual(versions)
  })

  test('an older version does not come back when the newer one has ended', () => {
    const short = pack('order', '2', '2024-01-01', '2024-12-31')
    const packs = [pack('order', '1', '2020-01-01'), short]
    expect(packsInForce(packs, 'repair', '2024-06-01')).toEqual([short])
    expect(packsInForce(packs, 'repair', '2025-01-01')).toEqual([])
  })

  test('of versions of the same first day the higher counts, by number and not by letter', () => {
    const packs = ['2018.9', '2018.10', '2018.2'].map((version) => pack('order', version, '2018-01-01'))
    expect(packsInForce(packs, 'repair', '2020-01-01').map(({ version }) => version)).toEqual(['2018.10'])
  })

  test('there is at most one version of a code, it has begun and not ended, and the order of loading is without effect', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `2024-02-${String(n).padStart(2, '0')}`)
    const some = fc.record({
      code: fc.constantFrom('a', 'b', 'c'),
      version: fc.nat(9).map(String),
      from: day,
      length: fc.option(fc.nat(5)),
    })
    const packs = fc
      .uniqueArray(some, { selector: ({ code, version }) => code + version, maxLength: 12 })
      .map((list) =>
        list.map(({ code, version, from, length }) =>
          pack(code, version, from, length === null ? null : `2024-03-0${length + 1}`),
        ),
      )
    fc.assert(
      fc.property(packs, day, fc.infiniteStream(fc.nat()), (list, on, noise) => {
        const found = packsInForce(list, 'repair', on)
        expect(new Set(found.map(({ code }) => code)).size).toBe(found.length)
        for (const one of found) expect(one.validFrom <= on && (one.validTo ?? '9999') >= on).toBe(true)
        const shuffled = list
          .map((one) => [noise.next().value as number, one] as const)
          .sort((a, b) => a[0] - b[0])
        expect(
          packsInForce(
            shuffled.map(([, one]) => one),
            'repair',
            on,
          ),
        ).toEqual(found)
      }),
    )
  })
})

test('a set answers by area, day and code, and gives the same list for the same day', () => {
  const set = packSetOf([trial, other, final])
  expect(set.areas()).toEqual(['repair'])
  expect(set.all('repair').map(({ version }) => version)).toEqual(['1', '36', '58'])
  expect(set.inForce('repair', '2026-04-01')).toBe(set.inForce('repair', '2026-04-01'))
  expect(set.byCode('repair/order')).toBe(final)
  expect(set.byCode('repair/order', '58')).toBe(trial)
  expect(set.byCode('repair/none')).toBeUndefined()
  expect(set.inForce('none', '2026-04-01')).toEqual([])
})
