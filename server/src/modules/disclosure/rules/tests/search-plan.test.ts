import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Filters } from '../../schema.ts'
import { facetsAsked, searchFacets } from '../search-facets.ts'
import { looseGrams, searchPlan } from '../search-plan.ts'

const known = (shares: [number, number][], names = 1_000_000) => ({
  shares: new Map(shares),
  rareShare: 0.0001,
  names,
})
const [rare, some, common, everywhere] = [1, 2, 3, 4]
const shares = known([
  [some, 0.005],
  [common, 0.05],
  [everywhere, 0.6],
])

const alone = (...grams: number[]) => grams.map((gram) => ({ gram, after: null }))

describe('how a query is answered', () => {
  test('a gram nobody counted is rare: its names are fetched and ordered', () => {
    expect(searchPlan(alone(rare), [], shares)).toMatchObject({ isRare: true, grams: [rare] })
    expect(searchPlan(alone(common, rare, everywhere), [], shares)).toMatchObject({
      isRare: true,
      grams: [rare],
    })
  })

  test('common words are read from the ranking, further down the rarer they are', () => {
    const [often, seldom] = [searchPlan(alone(common), [], shares), searchPlan(alone(some), [], shares)]
    expect([often.isRare, seldom.isRare]).toEqual([false, false])
    expect(seldom.rowsMax).toBeGreaterThan(often.rowsMax)
  })

  test('two words that are seldom together are asked of the index, one word that holds the other is not', () => {
    const [first, second, unit] = [11, 12, 13]
    const list = known([
      [first, 0.004],
      [second, 0.004],
      [unit, 0.3],
    ])
    expect(searchPlan(alone(first, second), [], list)).toMatchObject({ isRare: true, grams: [first, second] })
    const chain = (after: number) => [...alone(first), { gram: second, after }]
    expect(searchPlan(chain(unit), [], list).isRare).toBe(true)
    expect(searchPlan(chain(second), [], list)).toMatchObject({ isRare: false, grams: [first] })
  })

  test('a filter that few fit makes a common word rare', () => {
    expect(searchPlan(alone(common), [rare], shares)).toMatchObject({ isRare: true, grams: [rare] })
    expect(searchPlan(alone(common), [everywhere], shares).isRare).toBe(false)
  })

  test('the index is asked for few grams, the rarest first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 }), (grams) => {
        const plan = searchPlan(alone(...grams), [], known(grams.map((gram) => [gram, gram / 100])))
        expect(plan.grams[0]).toBe(Math.min(...grams))
        expect(plan.grams).toEqual([...new Set(plan.grams)].sort((a, b) => a - b))
        expect(plan.grams.length).toBeLessThanOrEqual(6)
        expect(grams).toEqual(expect.arrayContaining(plan.grams))
      }),
    )
  })

  test('of single characters the rarest suffices when it is rare, else all are asked for', () => {
    expect(looseGrams([common, rare, everywhere], [], shares)).toEqual([rare])
    expect(looseGrams([everywhere, common, common], [some], shares)).toEqual([some, common, everywhere])
    expect(looseGrams([], [], shares)).toEqual([])
  })

  test('without statistics, and among few names, everything is fetched', () => {
    expect(searchPlan(alone(common), [], { shares: new Map(), rareShare: 0, names: 0 }).isRare).toBe(true)
    expect(searchPlan(alone(everywhere), [], { ...shares, names: 1_000 }).isRare).toBe(true)
  })
})

describe('facets', () => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
  const shown = fc.record({
    kind: fc.constantFrom('enterprise', 'institution', 'individual-business'),
    regionCode: fc.option(digits(6)),
    industryCode: fc.option(fc.stringMatching(/^[A-T]\d{0,4}$/)),
    grade: fc.option(fc.constantFrom('A', 'B', 'C', 'D')),
    penalties: fc.nat(3),
  })

  test('whoever fits a filter has its facets', () => {
    fc.assert(
      fc.property(shown, fc.nat(4), fc.constantFrom(2, 4, 6), (one, letters, numbers) => {
        const filters: Filters = {
          region: one.regionCode && `${one.regionCode.slice(0, numbers)}%`,
          industry: one.industryCode && `${one.industryCode.slice(0, 1 + letters)}%`,
          kind: one.kind,
          grade: one.grade,
          hasPenalty: one.penalties > 0,
        }
        expect(searchFacets(one)).toEqual(expect.arrayContaining(facetsAsked(filters)))
      }),
    )
  })

  test('another region, line of business or grade has other facets', () => {
    const one = { kind: 'enterprise', regionCode: '330203', industryCode: 'I6513', grade: 'A', penalties: 0 }
    const none = { region: null, industry: null, kind: null, grade: null, hasPenalty: null }
    for (const other of [
      { region: '3301%' },
      { region: '330204%' },
      { region: '44%' },
      { industry: 'I64%' },
      { industry: 'A%' },
      { industry: 'I6514%' },
      { grade: 'D' },
      { kind: 'institution' },
      { hasPenalty: true },
    ])
      expect(searchFacets(one), JSON.stringify(other)).not.toEqual(
        expect.arrayContaining(facetsAsked({ ...none, ...other })),
      )
  })

  test('no facet is a gram of a name', () => {
    fc.assert(
      fc.property(shown, (one) =>
        searchFacets(one).every((facet) => facet >= 0x10000 && facet < 32 * 0x10000),
      ),
    )
  })

  test('codes that are none have no facet and break nothing', () => {
    const odd = { kind: '', regionCode: '浙江', industryCode: 'Z-1', grade: '', penalties: 0 }
    expect(searchFacets(odd)).toHaveLength(1)
  })
})
