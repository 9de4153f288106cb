import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePieces, unitEnds } from '../decode.ts'
import { readLimits } from '../index.ts'
import { encodeGb18030 } from '../write/gb18030.ts'
import { readOne } from './support.ts'

const lines =
  '企业名称,统一社会信用代码\n某某市联通科技有限公司,914403001922038216\n𠮷野家（北京）有限公司,91330100799655058B\n'
const cells = lines
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
const wide = (text: string) => Buffer.from(text, 'utf16le')

describe('a table reads the same in every encoding', () => {
  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(lines), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${lines}`), 'utf-8-bom'],
    ['GB18030', encodeGb18030(lines), 'gb18030'],
    ['UTF-16LE with a mark', wide(`\ufeff${lines}`), 'utf-16le'],
    ['UTF-16BE with a mark', wide(`\ufeff${lines}`).swap16(), 'utf-16be'],
    ['UTF-16LE without a mark', wide(lines), 'utf-16le'],
    ['UTF-16BE without a mark', wide(lines).swap16(), 'utf-16be'],
  ])('%s', async (_, bytes, encoding) => {
    const table = await readOne(bytes)
    expect(table.head.encoding).toBe(encoding)
    expect(table.head.headers).toEqual(['企业名称', '统一社会信用代码'])
    expect(table.cells).toEqual(cells)
    expect(table.problems).toEqual([undefined, undefined])
  })

  test('联通 in GBK is not taken for UTF-8', async () => {
    const table = await readOne(encodeGb18030('name,code\n联通,1\n'))
    expect(table.cells).toEqual([['联通', '1']])
  })
  test('accents in UTF-8 are not taken for GBK', async () => {
    const table = await readOne('name,code\nJosé,1\nMünchen,2\n')
    expect(table.cells).toEqual([
      ['José', '1'],
      ['München', '2'],
    ])
  })
})

describe('a file that changes its encoding is read line by line', () => {
  const row = (i: number) => `某某市第${i}建筑工程有限公司,${i}\n`
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => row(from + i)).join('')
  test.each([
    ['GBK then UTF-8', encodeGb18030(`名称,序号\n${rows(0, 500)}`), Buffer.from(rows(500, 1000))],
    ['UTF-8 then GBK', Buffer.from(`名称,序号\n${rows(0, 500)}`), encodeGb18030(rows(500, 1000))],
    [
      'UTF-8 then GBK after the sample',
      Buffer.from(`名称,序号\n${rows(0, 60_000)}`),
      encodeGb18030(rows(60_000, 61_000)),
    ],
    [
      'one GBK line in UTF-8',
      Buffer.from(`名称,序号\n${rows(0, 10)}`),
      Buffer.concat([encodeGb18030(row(10)), Buffer.from(rows(11, 20))]),
    ],
  ])('%s', async (_, first, second) => {
    const table = await readOne(Buffer.concat([first, second]))
    expect(table.rows.every((found, i) => `${found.cells.join(',')}\n` === row(i))).toBe(true)
    expect(table.rows.filter((found) => found.problem)).toEqual([])
  })

  test.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['GB18030', encodeGb18030],
  ])('broken bytes in %s spoil their own row only', async (_, encode) => {
    const broken = Buffer.concat([
      encode('坏的这一行公司名称'),
      Buffer.from([0xff, 0xfe, 0x80]),
      encode('还有,1\n'),
    ])
    const table = await readOne(
      Buffer.concat([encode(`名称,序号\n${rows(0, 3)}`), broken, encode(rows(4, 6))]),
    )
    expect(table.problems).toEqual([undefined, undefined, undefined, 'bad-encoding', undefined, undefined])
    expect(table.cells[4]![0]).toBe('某某市第4建筑工程有限公司')
  })
})

const chinese = fc.string({
  unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((c) => String.fromCharCode(c)),
  maxLength: 12,
})

test('GB18030 written here is what the platform reads', () => {
  const decoder = new TextDecoder('gb18030', { fatal: true })
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
      (text) => {
        expect(decoder.decode(encodeGb18030(text))).toBe(text)
      },
    ),
  )
})

test('where the chunks of a stream are cut changes nothing', async () => {
  const place = {
    name: '',
    limits: readLimits,
    isHeader: undefined,
    zipDepth: 0,
    used: { bytes: 0, rows: 0, tables: 0 },
  }
  const lineOf = fc.tuple(chinese, fc.constantFrom('gb18030', 'utf-8')).map(([text, encoding]) => {
    const line = `${text}以及更多的汉字,1\n`
    return { line, bytes: encoding === 'utf-8' ? Buffer.from(line) : encodeGb18030(line) }
  })
  const input = fc.tuple(
    fc.array(lineOf, { minLength: 1, maxLength: 12 }),
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
  )
  await fc.assert(
    fc.asyncProperty(input, async ([parts, sizes]) => {
      const bytes = Buffer.concat(parts.map((part) => part.bytes))
      const cut: Buffer[] = []
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length]!
        cut.push(bytes.subarray(at, at + size))
        at += size
      }
      let text = ''
      for await (const piece of decodePieces(asyncOf(cut), 'utf-8', unitEnds.line, place)) text += piece.text
      expect(text).toBe(parts.map((part) => part.line).join(''))
    }),
  )
})

async function* asyncOf(chunks: Buffer[]) {
  yield* chunks
}
