import { dayAfter, packDay } from '@xinqiao/standards'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ArchiveRecord } from '../../../archive/index.ts'
import { itemOf, realDisplay, recordOf } from './display-packs.ts'

const displayOf = realDisplay()

const items = (
  [
    'registration',
    'judicial',
    'administrative',
    'abnormal-list',
    'serious-list',
    'honour',
    'commitment',
    'evaluation',
  ] as const
).flatMap((category) =>
  (['positive', 'neutral', 'negative'] as const).map((nature) =>
    itemOf({
      category,
      nature,
      kind:
        category === 'administrative' && nature === 'negative' ? 'administrative-penalty' : `x-${category}`,
    }),
  ),
)
const day = fc
  .date({ min: new Date('2017-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const dayOrNone = fc.oneof({ arbitrary: day, weight: 8 }, fc.constantFrom(null, '', '2024-02-31', 'x'))
const classes = fc.constantFrom(
  'warning',
  'criticism',
  'fine',
  'confiscate',
  'revoke-licence',
  'close-business',
  'other',
  '未知',
  '__proto__',
)
const record: fc.Arbitrary<ArchiveRecord> = fc
  .record({
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
    underObjection: fc.boolean(),
    values: fc.record(
      {
        CF_CFLB: fc.oneof(classes, fc.array(classes, { maxLength: 3 })),
        CF_NR_FK: fc.constantFrom('0', '49999.999999', '50000', '1000000', '1e999', 'x', ''),
        CF_CFJG: fc.constantFrom('某市市场监督管理局', '某市应急管理局', '某市税务局', ''),
        CF_CXLX: fc.constantFrom('01', '02'),
        CF_WFXW: fc.constantFrom('违反食品安全法', '违法排污'),
      },
      { requiredKeys: [] },
    ) as fc.Arbitrary<ArchiveRecord['values']>,
  })
  .map((part) => ({ ...recordOf(), ...part }))
const item = fc.constantFrom(...items)
const kind = fc.constantFrom('enterprise' as const, 'individual-business' as const, 'person' as const)

it('a decision stays the same on every day before changesOn', () => {
  fc.assert(
    fc.property(record, item, kind, day, (held, of, whose, start) => {
      const { changesOn: announced, ...lasting } = displayOf(held, of, whose, start)
      expect(announced === null || announced > start).toBe(true)
      const expected = JSON.stringify(lasting)
      let next = dayAfter(packDay(start))
      for (let i = 0; i < 1500 && (announced === null || next < announced); i++) {
        const { changesOn, ...found } = displayOf(held, of, whose, next)
        if (JSON.stringify(found) !== expected) expect(found, `${start} → ${next}`).toEqual(lasting)
        // The announced day may move away, when what would have changed then has gone, but never nearer.
        if (changesOn !== null && (announced === null || changesOn < announced)) {
          expect(changesOn, `${start} → ${next}`).toBe(announced)
        }
        next = dayAfter(packDay(next))
      }
    }),
    { numRuns: 150 },
  )
})

it('the last day of display is the last day, and a repair never has to wait for longer', () => {
  fc.assert(
    fc.property(record, item, day, (held, of, on) => {
      const found = displayOf(held, of, 'enterprise', on)
      if (!found.shown || found.lastDisplayOn === null) return
      expect(found.lastDisplayOn >= on).toBe(true)
      if (found.earliestRepairOn !== null && held.effectiveTo === null) {
        expect(found.earliestRepairOn <= dayAfter(packDay(found.lastDisplayOn))).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

it('from 2008 on every decision names its clause, and nothing adverse is shown without a class', () => {
  fc.assert(
    fc.property(record, item, kind, day, (held, of, whose, on) => {
      const found = displayOf(held, of, whose, on)
      expect(found.clauses.length).toBeGreaterThan(0)
      if (found.shown && of.nature === 'negative') expect(found.severity).not.toBeNull()
      if (found.shown) expect(whose).not.toBe('person')
    }),
    { numRuns: 1000 },
  )
})
