import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlight } from '../src/features/disclosure/highlight.ts'

const hits = (text: string, marks: [number, number][]) =>
  highlight(text, marks)
    .filter((p) => p.hit)
    .map((p) => p.text)

describe('highlight', () => {
  it.each([
    ['one mark', '青石食品有限公司', [[2, 2]], ['食品']],
    [
      'two marks apart',
      '青石食品有限公司',
      [
        [0, 1],
        [6, 2],
      ],
      ['青', '公司'],
    ],
    [
      'overlapping and unsorted marks are one',
      '青石食品有限公司',
      [
        [2, 3],
        [1, 2],
      ],
      ['石食品有'],
    ],
    ['a mark beyond the end stops at the end', '青石', [[1, 9]], ['石']],
    ['a mark before the start begins at the start', '青石', [[-3, 4]], ['青']],
    ['no marks', '青石', [], []],
    ['a character of two units is marked whole', '𠮷野家', [[0, 2]], ['𠮷']],
    ['half a character of two units marks all of it', '𠮷野家', [[1, 1]], ['𠮷']],
  ] as [string, string, [number, number][], string[]][])('%s', (_, text, marks, expected) => {
    expect(hits(text, marks)).toEqual(expected)
  })

  it('never changes the text, whatever the marks', () => {
    const marks = fc.array(fc.tuple(fc.integer({ min: -9, max: 40 }), fc.integer({ min: -9, max: 40 })))
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), marks, (text, some) => {
        expect(
          highlight(text, some as [number, number][])
            .map((p) => p.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })
})
