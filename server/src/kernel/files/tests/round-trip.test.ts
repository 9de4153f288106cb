import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guard, isFormulaLike, unguard } from '../formula-guard.ts'
import { type Encoding, type Format, writeTable } from '../index.ts'
import { readOne } from './support.ts'

const headers = ['企业名称', 'code (1)', '处罚金额', 'remark']
const isHeader = (cells: string[]) => cells.filter((cell) => headers.includes(cell)).length

/**
 * Any text but NUL, lone surrogates and U+FFFD, which the reader reports, and control characters, of which a text
 * file may hold a few only; a test of their own is below.
 */
const anyText = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom('"', ',', '\t', ';', '|', '\n', '\r', "'", '=', '-', '@', '1', 'a', '甲', ' '),
      maxLength: 12,
    }),
    fc.constantFrom(
      '914403007152672654',
      '_x000D_',
      '_x005F_',
      '-12.5',
      '+86',
      '</row>',
      ']]>',
      '&amp;',
      '{"a":1}',
      '__proto__',
      '\ufeff',
    ),
  )
  .map((text) => text.toWellFormed().replace(/[\u0000-\u0008\u000e-\u001f\ufffd]/g, '?'))
const xmlText = anyText.map((text) =>
  text.replace(/[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?'),
)

const tableOf = (cell: fc.Arbitrary<string>) =>
  fc.array(
    fc.tuple(cell, cell, cell, cell).filter((cells) => cells.some((text) => text.trim() !== '')),
    { minLength: 1, maxLength: 20 },
  )

async function* from(rows: string[][]) {
  yield* rows
}

describe('what is written reads back the same', () => {
  const encodings: Encoding[] = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be']
  const cases: [Format, Encoding, string | undefined, fc.Arbitrary<string>][] = [
    ...encodings.map(
      (encoding) =>
        ['csv', encoding, undefined, anyText] as [Format, Encoding, undefined, fc.Arbitrary<string>],
    ),
    ['csv', 'gb18030', undefined, anyText.map((text) => `${text}某市`)],
    ['csv', 'utf-8', ';', anyText],
    ['csv', 'utf-8', '|', anyText],
    ['tsv', 'utf-8', '\t', anyText],
    ['xlsx', 'utf-8', undefined, anyText],
    ['json', 'utf-8', undefined, anyText],
    ['jsonl', 'utf-8', undefined, anyText],
    ['xml', 'utf-8', undefined, xmlText],
  ]
  test.each(cases)('%s in %s with delimiter %j', async (format, encoding, delimiter, cell) => {
    const head = { headers, encoding, ...(delimiter === undefined ? {} : { delimiter }) }
    await fc.assert(
      fc.asyncProperty(tableOf(cell), async (rows) => {
        const hint = { filename: `rows.${format}` }
        const table = await readOne(writeTable(format, head, from(rows)), { isHeader, hint })
        expect(table.cells).toEqual(rows)
        expect(table.problems.filter(Boolean)).toEqual([])
        expect(table.head).toMatchObject({ format, encoding, headers })
      }),
      { numRuns: 60 },
    )
  })
})

test('control characters come through where the format can carry them', async () => {
  for (const format of ['csv', 'xlsx', 'json', 'jsonl'] as const) {
    const rows = [['a\u0001b', '\u001bx', '\u000b', '\ufffe']]
    expect((await readOne(writeTable(format, { headers, encoding: 'utf-8' }, from(rows)))).cells).toEqual(
      rows,
    )
  }
})

describe('formulas', () => {
  test.each([
    '=1+1',
    '+cmd|x',
    '-2+3',
    '@SUM(A1)',
    '\tx',
    '\r=1',
    '=HYPERLINK("http://x")',
    "'=1",
    '-',
    '+86 755',
  ])('%j is guarded', (cell) => {
    expect(guard(cell)).toBe(`'${cell}`)
  })
  test.each(['-12.5', '+3', '1,234', '-1,234.50', '', 'a=b', "it's", "'x"])('%j is left alone', (cell) => {
    expect(guard(cell)).toBe(cell)
  })
  test('the guard comes off as it went on, for any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(unguard(guard(text))).toBe(text)
      }),
    )
  })
  test('nothing that is written begins like a formula', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(guard(text).startsWith("'") || !isFormulaLike(guard(text))).toBe(true)
      }),
    )
  })
})
