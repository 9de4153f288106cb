import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, addMonths, dayAfter, packDay, packedMonth, packedYear, unpackDay } from '../src/index.ts'

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

it('packs and unpacks every day, in the order of days', () => {
  fc.assert(
    fc.property(day, day, (a, b) => {
      expect(unpackDay(packDay(a))).toBe(a)
      expect(Math.sign(packDay(a) - packDay(b))).toBe(a < b ? -1 : a > b ? 1 : 0)
      expect(packedYear(packDay(a))).toBe(Number(a.slice(0, 4)))
    }),
  )
})

it('adds months and the day after like the calendar does', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 600 }), (from, months) => {
      const packed = packDay(from) + months * packedMonth
      expect(unpackDay(packed)).toBe(addMonths(from, months))
      expect(dayAfter(packed)).toBe(addDays(addMonths(from, months), 1))
    }),
  )
})

it.each([
  '',
  '2024-1-01',
  '2024-00-10',
  '2024-13-01',
  '2024-01-32',
  '2024-01-00',
  'abcd-ef-gh',
  '2024-01-01T00',
  null,
  undefined,
])('has no number for %s', (text) => {
  expect(packDay(text)).toBe(0)
})
