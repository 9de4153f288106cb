import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { read, readOne } from './support.ts'

describe('cells are cut where a person would cut them', () => {
  test.each<[name: string, text: string, cells: string[][]]>([
    ['a comma inside quotes belongs to the cell', 'name,code\n"a,b",1\n', [['a,b', '1']]],
    ['a doubled quote is one quote', 'name,code\n"a ""b""",1\n', [['a "b"', '1']]],
    [
      'a line break inside quotes belongs to the cell',
      'name,code\n"a\r\nb",1\r\nc,2\r\n',
      [
        ['a\r\nb', '1'],
        ['c', '2'],
      ],
    ],
    [
      'LF ends a row',
      'name,code\na,1\nb,2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'CRLF ends a row',
      'name,code\r\na,1\r\nb,2\r\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'CR ends a row when there is no LF',
      'name,code\ra,1\rb,2\r',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a CR inside a value is kept when lines end in LF', 'name,code\na\rb,1\n', [['a\rb', '1']]],
    ['a last line without line end is a row', 'name,code\n"a",1', [['a', '1']]],
    ['a quote in the middle of a cell is a character', 'name,code\n5" pipe,1\n', [['5" pipe', '1']]],
    ['white space is kept', 'name,code\n a ,　1\n', [[' a ', '　1']]],
    [
      'empty lines are no rows',
      'name,code\n\na,1\n  ,\n\nb,2\n\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'empty columns at the end are dropped',
      'name,code,,\na,1,,\nb,2,,\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    [
      'tab',
      'name\tcode\na,b\t1\nc\t2\n',
      [
        ['a,b', '1'],
        ['c', '2'],
      ],
    ],
    [
      'semicolon',
      'name;code\na,b;1\nc;2\n',
      [
        ['a,b', '1'],
        ['c', '2'],
      ],
    ],
    [
      'bar',
      'name|code\na,b|1\nc|2\n',
      [
        ['a,b', '1'],
        ['c', '2'],
      ],
    ],
    ['the apostrophe that guards a formula is taken off', "name,code\n'=1+1,'x\n", [['=1+1', "'x"]]],
    ['one column', 'name\na\nb\n', [['a'], ['b']]],
    ['long numbers stay exact', 'name,code\na,914403007152672654\n', [['a', '914403007152672654']]],
  ])('%s', async (_, text, cells) => {
    expect((await readOne(text)).cells).toEqual(cells)
  })

  test('rows carry the physical line and byte where they begin', async () => {
    const text = '名称,code\n"a\nb",1\n\n丙,2\n'
    const { rows } = await readOne(text)
    expect(rows.map((row) => row.number)).toEqual([2, 5])
    expect(rows.map((row) => Buffer.from(text).subarray(row.offset).toString()[0])).toEqual(['"', '丙'])
  })
})

describe('the header is found', () => {
  test('below a title, a note and empty lines', async () => {
    const text =
      '某市行政处罚信息公示表,,,\n填报单位：某局,,,2024年\n\n名称,代码,日期,金额\n甲,1,2024-01-02,3\n'
    const { head, rows } = await readOne(text)
    expect(head.headers).toEqual(['名称', '代码', '日期', '金额'])
    expect(head.headerRow).toBe(4)
    expect(rows.map((row) => row.number)).toEqual([5])
  })
  test('by the headers the caller knows', async () => {
    const known = new Set(['甲', '乙'])
    const text = 'x,y\n甲,乙\n丙,丁\n'
    const { head } = await readOne(text, {
      isHeader: (cells) => cells.filter((cell) => known.has(cell)).length,
    })
    expect(head.headerRow).toBe(2)
  })
  test('or not at all, and then every row is data', async () => {
    const { head, rows } = await readOne(
      '甲公司,914403001922038216,2024-01-02\n乙公司,91330100799655058B,2024-01-03\n',
    )
    expect(head).toMatchObject({ headers: ['A', 'B', 'C'], headerRow: 0 })
    expect(rows).toHaveLength(2)
  })
  test('with line breaks inside a header taken out', async () => {
    expect((await readOne('"数据来源单位统一社会信用代\r码:",b\n1,2\n')).head.headers[0]).toBe(
      '数据来源单位统一社会信用代码:',
    )
  })
})

describe('what is wrong with a row is said in the row', () => {
  test.each<[name: string, text: string, problems: (string | undefined)[]]>([
    ['too few cells', 'a,b,c\n1,2\n1,2,3\n', ['cell-count', undefined]],
    ['too many cells', 'a,b,c\n1,2,3,4\n1,2,3\n', ['cell-count', undefined]],
    ['a cell below an empty header', 'a,b,\n1,2,3\n1,2,\n', ['unnamed-cell', undefined]],
    ['text after a closing quote', 'a,b\n"x"y,2\n1,2\n', ['bad-quote', undefined]],
    ['a quote that never closes', 'a,b\n"x,2\n1,2\n3,4\n', ['bad-quote', undefined, undefined]],
    ['a quote that another row closes', 'a,b\n"x,2\n"y","z"\n3,4\n', ['bad-quote', undefined, undefined]],
    ['a NUL', 'a,b\nx\0,2\n1,2\n', ['nul-removed', undefined]],
    ['a character lost long ago', 'a,b\nx\ufffd,2\n1,2\n', ['lost-characters', undefined]],
  ])('%s', async (_, text, problems) => {
    expect((await readOne(text)).problems).toEqual(problems)
  })
  test('a cell that is too long is cut', async () => {
    const { rows } = await readOne(`a,b\n${'x'.repeat(101)},2\n`, { cellCharsMax: 100 })
    expect(rows[0]).toMatchObject({ problem: { code: 'cell-too-long', found: '101', expected: '100' } })
    expect(rows[0]!.cells[0]).toHaveLength(100)
  })
  test('an unclosed quote loses no row, however far the next quote is', async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => (i === 7000 ? `"open,${i}` : `row,${i}`))
    const { rows } = await readOne(`name,number\n${lines.join('\n')}\n`)
    expect(rows).toHaveLength(20_000)
    expect(rows.filter((row) => row.problem).map((row) => [row.number, row.problem!.code])).toEqual([
      [7002, 'bad-quote'],
    ])
  })
  test('a row wider than allowed is marked and cut', async () => {
    const { rows } = await readOne(`a,b\n1,2\n${'x,'.repeat(5000)}\n3,4\n`)
    expect(rows.map((row) => row.problem?.code)).toEqual([undefined, 'cell-count', undefined])
    expect(rows[1]!.cells.length).toBeLessThanOrEqual(1001)
  })
})

describe('a file that cannot be read on says why and where', () => {
  test('a header of a million columns', async () => {
    const { problem } = await read(`${'name,'.repeat(1_000_000)}\n`)
    expect(problem).toMatchObject({ code: 'too-many-columns', params: { row: 1, limit: 1000 } })
  })
  test('more rows than allowed, after the rows before', async () => {
    const { tables, problem } = await read('a,b\n1,2\n3,4\n5,6\n', { rowsMax: 2 })
    expect(problem).toMatchObject({ code: 'too-many-rows', params: { row: 4 } })
    expect(tables[0]!.rows.map((row) => row.cells[0])).toEqual(['1', '3'])
  })
  test('a line without end is given up within a few megabytes', async () => {
    let sent = 0
    const endless = Readable.from(
      (function* () {
        yield Buffer.from('name,code\na,1\n')
        for (; sent < 2 ** 31; sent += 65_536) yield Buffer.alloc(65_536, 'x')
      })(),
    )
    const { tables, problem } = await read(endless)
    expect(problem).toMatchObject({ code: 'line-too-long', params: { line: 3, byte: 14 } })
    expect(tables[0]!.rows).toHaveLength(1)
    expect(sent).toBeLessThan(16 * 1024 * 1024)
  })
})
