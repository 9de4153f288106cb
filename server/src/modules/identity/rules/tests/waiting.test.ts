import { describe, expect, test } from 'vitest'
import { isTooEarly, placeOf } from '../waiting.ts'

const now = new Date('2026-06-01T00:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000)

describe('waiting after failures', () => {
  test('five tries are free, each further one waits twice as long, never more than a quarter of an hour', () => {
    for (let count = 1; count <= 5; count++) expect(isTooEarly(count, ago(0), now)).toBe(false)
    for (const [count, wait] of [
      [6, 2],
      [7, 4],
      [10, 32],
      [15, 900],
      [1_000_000, 900],
    ] as const) {
      expect([count, isTooEarly(count, ago(wait - 1), now)]).toEqual([count, true])
      expect([count, isTooEarly(count, ago(wait), now)]).toEqual([count, false])
    }
  })

  test('tries of which nobody knows when the one before was are too early', () =>
    expect(isTooEarly(6, null, now)).toBe(true))
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:DB8:1:2:ffff::', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['2001:db8::', '2001:db8:0:0'],
])('%s is at the place %s', (address, place) => expect(placeOf(address)).toBe(place))
