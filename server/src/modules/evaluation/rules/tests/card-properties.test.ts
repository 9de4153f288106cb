import { dayAfter, packDay } from '@xinqiao/standards'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArchiveRecord } from '../../../archive/index.ts'
import type { CardIndicator } from '../../schema.ts'
import { compileCard } from '../card.ts'
import { archiveOf, evaluationPacks, indicatorOf, packOf, recordOf, scoreCardOf } from './card-packs.ts'

const windowed = { from: { windowMonths: 3 } }
const decay = [
  { withinMonths: 2, percent: 100 },
  { withinMonths: 5, percent: 40 },
]
const steps: [number, number][] = [
  [0, 10],
  [1, -7],
  [2, -30],
  [5, 90],
]
const measures: [CardIndicator['measure'], Parameters<typeof indicatorOf>[2]][] = [
  [{ of: 'count' }, windowed],
  [{ of: 'exists' }, { from: { inEffect: true } }],
  [{ of: 'count', decay }, {}],
  [{ of: 'sum', field: 'N', decay }, {}],
  [{ of: 'max', field: 'N' }, windowed],
  [{ of: 'months-since-latest' }, { from: { removed: true } }],
  [{ of: 'months-since-earliest' }, windowed],
  [{ of: 'latest', field: 'N' }, windowed],
  [{ of: 'share', part: [{ field: 'N', atLeast: 2 }] }, windowed],
  [{ of: 'distinct-years' }, windowed],
]
const indicators = measures.map(([measure, part], i) =>
  indicatorOf(measure, steps, { ...part, code: `i-${i}` }),
)
const small = compileCard(packOf(scoreCardOf(indicators, { validTo: '2025-06-30' })))
const everyCard = [small, ...evaluationPacks().map(compileCard)]

const kinds = [
  ...new Set([
    'administrative-penalty',
    'unheard-of',
    ...evaluationPacks().flatMap(({ content }) =>
      content.type === 'adopt' ? [content.kind] : content.indicators.flatMap((one) => one.from.kinds),
    ),
  ]),
]
const day = fc
  .date({ min: new Date('2023-10-01'), max: new Date('2025-10-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const dayOrNone = fc.oneof({ arbitrary: day, weight: 6 }, fc.constantFrom(null, '', '9999-99-99', 'x'))
const value = fc.constantFrom('0', '1', '2.5', '90000', 'A', 'D', 'fine', '-5', '1e999', 'listed')
const record: fc.Arbitrary<ArchiveRecord> = fc
  .record({
    id: fc.uuid(),
    kind: fc.oneof(fc.constant('administrative-penalty'), fc.constantFrom(...kinds)),
    occurredOn: dayOrNone,
    effectiveFrom: dayOrNone,
    effectiveTo: dayOrNone,
    status: fc.constantFrom(
      'active' as const,
      'active' as const,
      'withdrawn' as const,
      'repaired' as const,
      'removed' as const,
    ),
    statusOn: dayOrNone,
    values: fc.dictionary(
      fc.constantFrom('N', 'CF_NR_FK', 'CF_CFLB', 'GRADE'),
      fc.oneof(value, fc.array(value, { maxLength: 3 })),
      {
        maxKeys: 4,
      },
    ),
  })
  .map((part) => recordOf(part))
const records = fc.uniqueArray(record, { selector: (one) => one.id, maxLength: 12 })

describe('whatever the archive holds', () => {
  it('an evaluation stays the same on every day before changesOn', () => {
    fc.assert(
      fc.property(records, day, (held, start) => {
        const archive = archiveOf(held)
        for (const card of everyCard) {
          const first = card.evaluate(archive, start)
          const { changesOn: announced, ...lasting } = first
          const expected = JSON.stringify(lasting)
          let next = dayAfter(packDay(start))
          // A year ahead is enough to cross every window of the small card.
          for (let i = 0; i < 400 && (announced === null || next < announced); i++) {
            const { changesOn, ...found } = card.evaluate(archive, next)
            if (JSON.stringify(found) !== expected) expect(found, `${start} → ${next}`).toEqual(lasting)
            // The announced day may move away, when what would have changed then has gone, but never nearer.
            if (changesOn !== null && (announced === null || changesOn < announced)) {
              expect(changesOn, `${start} → ${next}`).toBe(announced)
            }
            next = dayAfter(packDay(next))
          }
          expect(first.changesOn === null || first.changesOn > start).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('the order of the records does not matter', () => {
    const shuffled = records.chain((held) =>
      fc.tuple(
        fc.constant(held),
        fc.shuffledSubarray(held, { minLength: held.length, maxLength: held.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, day, ([one, other], on) => {
        for (const card of everyCard) {
          const [a, b] = [one, other].map((held) => {
            const found = card.evaluate(archiveOf(held), on)
            return {
              ...found,
              points: found.points.map((point) => ({ ...point, recordIds: [...point.recordIds].sort() })),
            }
          })
          expect(a).toEqual(b)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('the score is a whole number from 0 to 1000, the sum of its points, and the same by both entries', () => {
    fc.assert(
      fc.property(records, day, (held, on) => {
        const archive = archiveOf(held)
        for (const card of everyCard) {
          const full = card.evaluate(archive, on)
          expect(card.score(archive, on)).toEqual({
            score: full.score,
            grade: full.grade,
            changesOn: full.changesOn,
          })
          if (full.score === null) continue
          expect(Number.isInteger(full.score) && full.score >= 0 && full.score <= 1000).toBe(true)
        }
        const own = small.evaluate(archive, on)
        const sum = own.points.reduce((total, point) => total + point.points, 500)
        if (own.score !== null) expect(own.score).toBe(Math.min(1000, Math.max(0, sum)))
      }),
      { numRuns: 200 },
    )
  })

  it('withdrawn and repaired records never appear in a point', () => {
    fc.assert(
      fc.property(records, day, (held, on) => {
        const ended = held.map((one) => ({ ...one, status: 'repaired' as const, statusOn: null }))
        for (const card of everyCard) {
          for (const point of card.evaluate(archiveOf(ended), on).points) expect(point.recordIds).toEqual([])
        }
      }),
      { numRuns: 50 },
    )
  })
})
