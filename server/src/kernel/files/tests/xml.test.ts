import { describe, expect, test } from 'vitest'
import { encodeGb18030 } from '../write/gb18030.ts'
import { read, readOne } from './support.ts'

describe('records become rows', () => {
  test.each<[name: string, xml: string, headers: string[], cells: string[][]]>([
    [
      'root and records',
      '<r><x><a>1</a><b>2</b></x><x><b>4</b><a>3</a></x></r>',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'a head block is left out',
      '<r><head><sender>s</sender><no>1</no></head><x><a>1</a></x><x><a>2</a></x></r>',
      ['a'],
      [['1'], ['2']],
    ],
    [
      'records below a list element',
      '<r><total>2</total><data><x><a>1</a></x><x><a>2</a></x></data></r>',
      ['a'],
      [['1'], ['2']],
    ],
    [
      'a single record',
      '<r><head><no>1</no></head><data><x><a>1</a><b>2</b></x></data></r>',
      ['a', 'b'],
      [['1', '2']],
    ],
    ['a root that is the record', '<x><a>1</a><b>2</b></x>', ['a', 'b'], [['1', '2']]],
    [
      'attributes',
      '<r><x a="1" b="2"/><x a="3"/></r>',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', ''],
      ],
    ],
    [
      'attributes beside elements',
      '<r><x id="7"><a unit="元">1</a></x><x id="8"><a>2</a></x></r>',
      ['id', 'a@unit', 'a'],
      [
        ['7', '元', '1'],
        ['8', '', '2'],
      ],
    ],
    [
      'namespaces are ignored',
      '<g:r xmlns:g="u"><g:x xmlns="v"><g:a>1</g:a></g:x><x><a>2</a></x></g:r>',
      ['a'],
      [['1'], ['2']],
    ],
    [
      'nested fields get a path',
      '<r><x><s><n>甲</n></s><a>1</a></x><x><s><n>乙</n></s></x></r>',
      ['s/n', 'a'],
      [
        ['甲', '1'],
        ['乙', ''],
      ],
    ],
    [
      'named fields',
      '<r><x><field name="CF_WSH">1</field></x><x><field name="CF_WSH">2</field></x></r>',
      ['CF_WSH'],
      [['1'], ['2']],
    ],
    [
      'a single record of named fields',
      '<r><x><field name="a">1</field><field name="b">2</field></x></r>',
      ['a', 'b'],
      [['1', '2']],
    ],
    ['a field that repeats', '<r><x><a>1</a><a>2</a></x><x><a>3</a></x></r>', ['a'], [['1;2'], ['3']]],
    [
      'CDATA and entities',
      '<r><x><a><![CDATA[<b>&]]></a></x><x><a>&lt;&#20013;&amp;</a></x></r>',
      ['a'],
      [['<b>&'], ['<中&']],
    ],
    [
      'empty fields',
      '<r><x><a/><b></b></x><x><a>1</a></x></r>',
      ['a', 'b'],
      [
        ['', ''],
        ['1', ''],
      ],
    ],
  ])('%s', async (_, xml, headers, cells) => {
    const table = await readOne(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`)
    expect(table.head).toMatchObject({ format: 'xml', headers })
    expect(table.cells).toEqual(cells)
  })

  test('GBK is read whatever the declaration says', async () => {
    const xml =
      '<?xml version="1.0" encoding="GBK"?><数据><记录><名称>某某市联通公司</名称></记录><记录><名称>乙公司</名称></记录></数据>'
    const table = await readOne(encodeGb18030(xml))
    expect(table.cells).toEqual([['某某市联通公司'], ['乙公司']])
  })
  test('records of another name are another table, and none is lost', async () => {
    const { tables } = await read(
      '<r><xk><a>1</a></xk><cf><b>2</b></cf><cf><b>3</b></cf><xk><a>4</a></xk></r>',
    )
    expect(tables.map((table) => table.rows.map((row) => [row.number, ...row.cells]))).toEqual([
      [[1, '1']],
      [
        [1, '2'],
        [2, '3'],
      ],
      [[2, '4']],
    ])
  })
  test('a record larger than the sample of the file is found all the same', async () => {
    const record = (i: number) => `<x><n>${i}</n><t>${'字'.repeat(20_000)}</t></x>`
    const table = await readOne(
      `<r><data>${Array.from({ length: 40 }, (_, i) => record(i)).join('')}</data></r>`,
    )
    expect(table.rows.map((row) => row.cells[0])).toEqual(Array.from({ length: 40 }, (_, i) => String(i)))
  })
})

describe('XML that may not or cannot be read ends with its reason', () => {
  test.each<[name: string, xml: string, code: string, rows: number]>([
    ['a document type', '<!DOCTYPE r SYSTEM "file:///etc/passwd"><r><x><a>1</a></x></r>', 'xml-entities', 0],
    ['entities', '<!DOCTYPE r [<!ENTITY a "1">]><r><x><a>&a;</a></x></r>', 'xml-entities', 0],
    ['an entity nobody declared', '<r><x><a>1</a></x><x><a>&b;</a></x></r>', 'xml-entities', 1],
    ['not well-formed', '<r><x><a>1</a></x><x><a>2</b></x></r>', 'bad-xml', 1],
    ['cut off', '<r><x><a>1</a></x><x><a>2', 'truncated', 1],
    ['too deep', '<a>'.repeat(100), 'nested-too-deep', 0],
  ])('%s', async (_, xml, code, rows) => {
    const { tables, problem } = await read(xml)
    expect(problem?.code).toBe(code)
    expect(tables.flatMap((table) => table.rows)).toHaveLength(rows)
  })
  test('a record without end is given up', async () => {
    const { problem } = await read(`<r><x><a>${'x'.repeat(300_000)}</a></x></r>`, { lineBytesMax: 100_000 })
    expect(problem?.code).toBe('line-too-long')
  })
})
