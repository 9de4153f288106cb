import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLimits } from '../index.ts'
import { JsonSplitter } from '../json/splitter.ts'
import { read, readOne } from './support.ts'

describe('objects become rows', () => {
  test.each<[name: string, text: string, headers: string[], cells: string[][]]>([
    [
      'a list',
      '[{"名称":"甲","n":1},{"n":2,"名称":"乙"}]',
      ['名称', 'n'],
      [
        ['甲', '1'],
        ['乙', '2'],
      ],
    ],
    ['a list in an object', '{"code":0,"rows":[{"a":"1"}],"total":1}', ['a'], [['1']]],
    ['a list deep in objects', '{"data":{"page":{"no":1},"records":[{"a":"1"}]}}', ['a'], [['1']]],
    ['JSON Lines', '{"a":"1"}\n\n{"a":"2"}\n', ['a'], [['1'], ['2']]],
    ['one object', '{\n "a": "1",\n "b": "2"\n}', ['a', 'b'], [['1', '2']]],
    [
      'digits beyond 2^53 are kept',
      '[{"a":914403007152672654123,"b":1.10,"c":1e400}]',
      ['a', 'b', 'c'],
      [['914403007152672654123', '1.10', '1e400']],
    ],
    [
      'null is empty, booleans are words',
      '[{"a":null,"b":true,"c":false}]',
      ['a', 'b', 'c'],
      [['', 'true', 'false']],
    ],
    ['escapes are decoded', '[{"a\\u0041":"x\\n\\"y\\\\"}]', ['aA'], [['x\n"y\\']]],
    [
      'nested values keep their JSON',
      '[{"a":["x",{"b":"]}"}], "c":{}}]',
      ['a', 'c'],
      [['["x",{"b":"]}"}]', '{}']],
    ],
    [
      '__proto__ is a key like any other',
      '[{"__proto__":"x","constructor":"y"}]',
      ['__proto__', 'constructor'],
      [['x', 'y']],
    ],
    [
      'missing keys are empty',
      '[{"a":"1","b":"2"},{"b":"3"}]',
      ['a', 'b'],
      [
        ['1', '2'],
        ['', '3'],
      ],
    ],
  ])('%s', async (_, text, headers, cells) => {
    const table = await readOne(text)
    expect(table.head.headers).toEqual(headers)
    expect(table.cells).toEqual(cells)
    expect(table.problems.filter(Boolean)).toEqual([])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  test('every list of an object is a table, named by its key', async () => {
    const { tables } = await read('{"许可":[{"a":1}],"处罚":[{"b":2},{"b":3}]}', {
      hint: { filename: 'f.json' },
    })
    expect(tables.map((table) => [table.head.name, table.rows.length])).toEqual([
      ['f.json/许可', 1],
      ['f.json/处罚', 2],
    ])
  })
  test('rows are numbered by place in the list, lines by line', async () => {
    expect((await readOne('[{"a":1},\n\n{"a":2}]')).rows.map((row) => row.number)).toEqual([1, 2])
    expect((await readOne('{"a":1}\n\n{"a":2}\n')).rows.map((row) => [row.number, row.offset])).toEqual([
      [1, 0],
      [3, 9],
    ])
  })
})

describe('what is wrong is said in the row', () => {
  test.each<[name: string, text: string, problems: (string | undefined)[]]>([
    [
      'an element that is no object',
      '[{"a":1},2,"x",[3],{"a":4}]',
      [undefined, 'not-an-object', 'not-an-object', 'not-an-object', undefined],
    ],
    ['an object that is not JSON', '[{"a":1},{"a":01},{"a":4}]', [undefined, 'bad-json', undefined]],
    ['a line that is not JSON', '{"a":1}\n{"a":\n{"a":2}\n', [undefined, 'bad-json', undefined]],
    ['a key that occurs twice', '[{"a":1,"a":2},{"a":3}]', ['duplicate-key', undefined]],
    ['NUL and lone surrogates', '[{"a":"x\\u0000"},{"a":"x\\ud800"}]', ['nul-removed', 'lost-characters']],
  ])('%s', async (_, text, problems) => {
    expect((await readOne(text)).problems).toEqual(problems)
  })
  test('a key that first comes late is kept beside the row', async () => {
    const { head, rows } = await readOne('[{"a":1},{"a":2},{"a":3,"b":4}]', { keyRowsMax: 2 })
    expect(head.headers).toEqual(['a'])
    expect(rows[2]).toMatchObject({
      cells: ['3'],
      extra: [['b', '4']],
      problem: { code: 'extra-key', found: 'b: 4' },
    })
  })
})

describe('a document that cannot be read on ends after the rows before', () => {
  test.each<[name: string, text: string, code: string, rows: number]>([
    ['cut off inside an object', '[{"a":1},{"a":', 'truncated', 1],
    ['cut off after an object', '[{"a":1}', 'truncated', 1],
    ['something after the end', '[{"a":1}] x', 'bad-json', 1],
    ['a brace too many', '[{"a":1}},{"a":2}]', 'bad-json', 1],
    ['a wrong bracket', '{"rows":[{"a":1}]]', 'bad-json', 1],
  ])('%s', async (_, text, code, rows) => {
    const { tables, problem } = await read(text)
    expect(problem?.code).toBe(code)
    expect(tables.flatMap((table) => table.rows)).toHaveLength(rows)
  })
  test('nesting is bounded outside of rows and harmless inside', async () => {
    expect((await read(`{"a":${'{"a":'.repeat(100)}`)).problem?.code).toBe('nested-too-deep')
    const deep = await readOne(`[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`)
    expect(deep.rows).toHaveLength(1)
  })
})

test('where a JSON text is cut into pieces changes nothing', () => {
  const place = {
    name: '',
    limits: readLimits,
    isHeader: undefined,
    zipDepth: 0,
    used: { bytes: 0, rows: 0, tables: 0 },
  }
  const input = fc.tuple(
    fc.array(fc.object({ maxDepth: 2 }), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 1, max: 7 }),
    fc.boolean(),
  )
  fc.assert(
    fc.property(input, ([objects, size, isWrapped]) => {
      const json = objects.map((object) => JSON.stringify(object))
      const text = isWrapped ? `{"n":"]}","x":{"rows" : [ ${json.join(' , ')} ]}}` : `[${json.join(',')}]`
      const found: string[] = []
      const splitter = new JsonSplitter(place, { list: () => {}, element: (element) => found.push(element) })
      for (let at = 0; at < text.length; at += size) splitter.push(text.slice(at, at + size))
      splitter.end()
      expect(found).toEqual(json)
    }),
  )
})
