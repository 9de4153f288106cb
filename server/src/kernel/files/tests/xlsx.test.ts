import { describe, expect, test } from 'vitest'
import { numberText } from '../xlsx/number-text.ts'
import { formatParts, serialText } from '../xlsx/serial-date.ts'
import { read, readOne, textRow, workbook } from './support.ts'

const head = textRow(1, 'name', 'code', 'date')
const sheetOf = (rows: string) => workbook({ sheets: { 数据: head + rows } })
const styles =
  '<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/><xf numFmtId="22"/><xf numFmtId="20"/></cellXfs>'

describe('cells keep what the sheet shows', () => {
  test.each<[name: string, row: string, cells: string[]]>([
    ['a shared string', '<row r="2"><c r="A2" t="s"><v>1</v></c></row>', ['某某有限公司', '', '']],
    [
      'rich text in one piece, phonetic hints left out',
      '<row r="2"><c r="A2" t="s"><v>2</v></c></row>',
      ['河北億隆', '', ''],
    ],
    [
      'an inline string',
      '<row r="2"><c r="B2" t="inlineStr"><is><t>914403007152672654</t></is></c></row>',
      ['', '914403007152672654', ''],
    ],
    [
      'a number with its digits',
      '<row r="2"><c r="A2"><v>440301103448669</v></c><c r="B2"><v>0.10</v></c></row>',
      ['440301103448669', '0.10', ''],
    ],
    ['a boolean', '<row r="2"><c r="A2" t="b"><v>1</v></c></row>', ['TRUE', '', '']],
    [
      'the cached value of a formula',
      '<row r="2"><c r="A2" t="str"><f>A1&amp;"x"</f><v>namex</v></c></row>',
      ['namex', '', ''],
    ],
    [
      '_x000D_ as the character it stands for',
      '<row r="2"><c r="A2" t="str"><v>a_x000D_b_x005F_x000D_</v></c></row>',
      ['a\rb_x000D_', '', ''],
    ],
    [
      'a day',
      '<row r="2"><c r="A2" s="1"><v>45293</v></c><c r="B2" s="2"><v>45293</v></c><c r="C2" s="0"><v>45293</v></c></row>',
      ['2024-01-02', '2024-01-02', '45293'],
    ],
    [
      'a day and time',
      '<row r="2"><c r="A2" s="3"><v>45293.5</v></c><c r="B2" s="4"><v>0.75</v></c></row>',
      ['2024-01-02 12:00:00', '18:00:00', ''],
    ],
    [
      'cells without references in their order',
      '<row><c><v>1</v></c><c/><c><v>3</v></c></row>',
      ['1', '', '3'],
    ],
    ['prefixed elements', '<x:row xmlns:x="m" r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row>', ['1', '', '']],
  ])('%s', async (_, row, cells) => {
    const shared =
      '<si><t>x</t></si><si><t>某某有限公司</t></si><si><r><t>河北</t></r><rPh><t>hebei</t></rPh><r><t>億隆</t></r></si>'
    const table = await readOne(await workbook({ sheets: { 数据: head + row }, shared, styles }))
    expect(table.cells).toEqual([cells])
    expect(table.problems).toEqual([undefined])
    expect(table.head).toMatchObject({
      name: '数据',
      format: 'xlsx',
      headers: ['name', 'code', 'date'],
      headerRow: 1,
    })
  })

  test('rows keep their numbers, empty rows are skipped, hidden ones are not', async () => {
    const rows =
      '<row r="3"/><row r="7" hidden="1"><c r="A7"><v>7</v></c></row><row r="9"><c r="B9" s="1"/></row>'
    const table = await readOne(await sheetOf(`${rows}${textRow(12, '', 'x')}`))
    expect(table.rows.map((row) => row.number)).toEqual([7, 12])
  })
  test('days of the 1904 calendar are those of 1904', async () => {
    const sheets = { 数据: `${head}<row r="2"><c r="A2" s="1"><v>43831</v></c></row>` }
    const table = await readOne(await workbook({ sheets, styles, workbookPr: '<workbookPr date1904="1"/>' }))
    expect(table.cells[0]![0]).toBe('2024-01-02')
  })
  test('every sheet is a table, a hidden one is marked, an empty one is none', async () => {
    const bytes = await workbook({
      sheets: { 甲: head + textRow(2, 'a'), 空: '', 乙: head + textRow(2, 'b') },
      hidden: '乙',
    })
    const { tables } = await read(bytes)
    expect(tables.map(({ head }) => [head.name, head.hidden])).toEqual([
      ['甲', undefined],
      ['乙', true],
    ])
  })
})

describe('what a sheet has lost is said', () => {
  test.each<[name: string, row: string, code: string]>([
    [
      'a code stored as a float',
      '<row r="2"><c r="B2"><v>9.1440300708461136E+17</v></c></row>',
      'number-lost-digits',
    ],
    [
      'a code stored as a number',
      '<row r="2"><c r="B2"><v>914403007152672640</v></c></row>',
      'number-lost-digits',
    ],
    ['an error value', '<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>', 'formula-error'],
    ['a text the workbook lacks', '<row r="2"><c r="A2" t="s"><v>99</v></c></row>', 'bad-reference'],
    ['a cell without a header', textRow(2, 'a', 'b', 'c', 'd'), 'unnamed-cell'],
    ['a cell beyond all columns', '<row r="2"><c r="XFD2"><v>1</v></c></row>', 'cell-count'],
  ])('%s', async (_, row, code) => {
    expect((await readOne(await sheetOf(row))).problems).toEqual([code])
  })
  test.each([
    ['no sheet at all', {}, 'not-xlsx'],
    [
      'a header beyond all columns',
      { sheets: { a: `<row r="1">${'<c t="str"><v>h</v></c>'.repeat(1002)}</row>` } },
      'too-many-columns',
    ],
    ['a document type', { sheets: { a: head }, styles: '<!DOCTYPE x>' }, 'bad-xml'],
  ])('%s ends the file', async (_, parts, code) => {
    expect((await read(await workbook(parts))).problem?.code).toBe(code)
  })
  test('shared strings are kept up to a limit only', async () => {
    const shared = '<si><t>0123456789</t></si>'.repeat(100)
    const { problem } = await read(await workbook({ sheets: { a: head }, shared }), {
      sharedStringBytesMax: 1000,
    })
    expect(problem?.code).toBe('strings-too-large')
  })
})

test.each([
  ['7.0000000000000007E-2', '0.07'],
  ['5.0000000000000002E-5', '0.00005'],
  ['1.1000000000000001', '1.1'],
  ['0.30000000000000004', '0.30000000000000004'],
  ['1.50', '1.50'],
  ['-1E-3', '-0.001'],
  ['1.2E3', '1200'],
  ['0', '0'],
  ['x', 'x'],
])('the number %s reads %s', (stored, text) => {
  expect(numberText(stored).text).toBe(text)
})

test.each([
  [1, '1900-01-01'],
  [59, '1900-02-28'],
  [60, '1900-02-29'],
  [61, '1900-03-01'],
  [45293, '2024-01-02'],
  [2958465, '9999-12-31'],
  [-1, null],
  [2958466, null],
  [Number.NaN, null],
])('the day with serial %s is %s', (serial, day) => {
  expect(serialText(serial, 'day', false)).toBe(day)
})

test.each([
  ['yyyy-mm-dd', 'day'],
  ['[$-804]yyyy"年"m"月"d"日";@', 'day'],
  ['m/d/yy h:mm', 'day-time'],
  ['h:mm:ss', 'time'],
  ['[h]:mm', 'time'],
  ['mmm', 'day'],
  ['0.00', null],
  ['#,##0"元"', null],
  ['General', null],
  ['@', null],
  ['[Red]0', null],
])('the format %s shows %s', (code, parts) => {
  expect(formatParts(code)).toBe(parts)
})
