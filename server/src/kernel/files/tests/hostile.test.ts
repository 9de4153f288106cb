import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileProblemText, readTables, rowProblemText } from '../index.ts'
import { encodeGb18030 } from '../write/gb18030.ts'
import { storedZip } from './stored-zip.ts'
import { read, readOne, textRow, workbook, zipOf } from './support.ts'

const csv = 'name,code\na,1\nb,2\n'

describe('bytes that are no table are refused with a reason', () => {
  test.each<[name: string, bytes: Buffer, code: string]>([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a mark only', Buffer.from('\ufeff'), 'empty'],
    ['a UTF-16 mark only', Buffer.from('\ufeff', 'utf16le'), 'empty'],
    ['white space', Buffer.from(' \r\n\t\n'), 'empty'],
    ['delimiters only', Buffer.from(',,,\n,,,\n'), 'empty'],
    ['NULs only', Buffer.alloc(5000), 'unknown-format'],
    ['an empty ZIP', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), 'empty'],
    ['an empty JSON list', Buffer.from('[]'), 'empty'],
    ['old Excel', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'legacy-xls'],
    ['Excel 4', Buffer.from('090406000000100000000000', 'hex'), 'legacy-xls'],
    [
      'Excel with a password',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'encrypted',
    ],
    ['PDF', Buffer.from('%PDF-1.7\n…'), 'unsupported-document'],
    [
      'a web page named .xls',
      Buffer.from('<html><table><tr><td>1</td></tr></table></html>'),
      'unsupported-document',
    ],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'unsupported-document'],
  ])('%s', async (_, bytes, code) => {
    const { tables, problem } = await read(bytes)
    expect(problem?.code).toBe(code)
    expect(tables).toEqual([])
  })
  test('a Word document and an OpenDocument file', async () => {
    const word = await zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' })
    expect((await read(word)).problem).toMatchObject({
      code: 'unsupported-document',
      params: { found: 'Word' },
    })
    const open = await zipOf({
      mimetype: 'application/vnd.oasis',
      'content.xml': '<x/>',
      'META-INF/manifest.xml': '<x/>',
    })
    expect((await read(open)).problem).toMatchObject({
      code: 'unsupported-document',
      params: { found: 'OpenDocument' },
    })
  })
  test('NUL padding at the end of a text is no row', async () => {
    expect((await readOne(Buffer.from(`${csv}${'\0'.repeat(10)}`))).rows).toHaveLength(2)
  })
})

describe('containers', () => {
  test('every entry is a table under its name, leftovers of other systems are none', async () => {
    const { tables, problem } = await read(
      await zipOf({
        'a.csv': csv,
        '__MACOSX/._a.csv': 'x',
        'b/.DS_Store': 'x',
        'b/数据.jsonl': '{"a":1}\n{"a":2}\n',
        'empty.txt': '',
      }),
    )
    expect(problem).toBeNull()
    expect(tables.map((table) => [table.head.name, table.head.format])).toEqual([
      ['a.csv', 'csv'],
      ['b/数据.jsonl', 'jsonl'],
    ])
  })
  test('names in GBK are read', async () => {
    const bytes = await zipOf({ 'X1.csv': csv })
    const name = encodeGb18030('名单').subarray(0, 4)
    const renamed = Buffer.from(
      bytes.toString('latin1').replaceAll('X1.csv', `${name.toString('latin1')}.c`.slice(0, 6)),
      'latin1',
    )
    expect((await read(renamed)).tables[0]!.head.name).toBe('名单.c')
  })
  test('a workbook in a container, and a container in a container', async () => {
    const book = await workbook({ sheets: { 表一: textRow(1, 'name', 'code') + textRow(2, 'a', '1') } })
    const inner = storedZip({ '内.xlsx': book, 'x.csv': Buffer.from(csv) })
    const { tables, problem } = await read(storedZip({ 'inner.zip': inner }))
    expect(problem).toBeNull()
    expect(tables.map((table) => table.head.name)).toEqual(['inner.zip/内.xlsx/表一', 'inner.zip/x.csv'])
    const deeper = await read(storedZip({ 'b.zip': storedZip({ 'inner.zip': inner }) }))
    expect(deeper.problem?.code).toBe('zip-too-deep')
  })
  test('gzip', async () => {
    const table = await readOne(gzipSync(csv), { hint: { filename: 'a.tsv.gz' } })
    expect(table.cells).toEqual([
      ['a', '1'],
      ['b', '2'],
    ])
    expect((await read(gzipSync(Buffer.alloc(300_000, 'a,b\n1,2\n')).subarray(0, 200))).problem?.code).toBe(
      'truncated',
    )
  })
  test('a bomb is given up by ratio, by size, and by what it declares', async () => {
    const rows = Buffer.alloc(80 * 1024 * 1024, `name,code\n${'a'.repeat(20_000)},1\n`)
    expect((await read(gzipSync(rows))).problem?.code).toBe('zip-bomb')
    const zip = await zipOf({ 'a.csv': csv.repeat(10_000) })
    expect((await read(zip, { expandedBytesMax: 100_000 })).problem?.code).toBe('zip-bomb')
    const lying = Buffer.from(zip)
    lying.writeUInt32LE(10, lying.lastIndexOf('PK\x01\x02') + 24)
    expect((await read(lying)).problem?.code).toBe('zip-bomb')
  })
  test('a bomb that says how large it is gives no row at all; one that does not, few', async () => {
    const bomb = Buffer.from(await zipOf({ 'a.csv': csv }))
    bomb.writeUInt32LE(256 * 1024 * 1024, bomb.lastIndexOf('PK\x01\x02') + 24)
    expect(await read(bomb)).toMatchObject({ tables: [], problem: { code: 'zip-bomb' } })
    const rows = Buffer.alloc(20 * 1024 * 1024, `name,code\n${'a'.repeat(2_000)},1\n`)
    const { tables, problem } = await read(gzipSync(rows))
    expect(problem?.code).toBe('zip-bomb')
    expect(tables[0]!.rows.length).toBeLessThan(10_000)
  })
  test('too many entries, passwords and wrong checksums are named', async () => {
    const many = await zipOf(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${i}.csv`, csv])))
    expect((await read(many, { zipEntriesMax: 20 })).problem?.code).toBe('too-many-entries')
    expect((await read(many, { tablesMax: 20 })).problem?.code).toBe('too-many-tables')
    const zip = await zipOf({ 'a.csv': csv })
    const at = zip.lastIndexOf('PK\x01\x02')
    const locked = Buffer.from(zip)
    locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8)
    expect((await read(locked)).problem).toMatchObject({ code: 'encrypted', params: { file: 'a.csv' } })
    const wrong = Buffer.from(zip)
    wrong.writeUInt32LE(1, at + 16)
    const result = await read(wrong)
    expect(result.problem?.code).toBe('damaged')
  })
})

/** Seeds of every format, cut and changed below. */
let seeds: Buffer[] = []
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-test-'))
  const rows =
    textRow(1, 'name', 'code') +
    Array.from({ length: 50 }, (_, i) => textRow(i + 2, `公司${i}`, `${i}`)).join('')
  const lines = Array.from({ length: 50 }, (_, i) => `"公司, ${i}",${i}`).join('\n')
  seeds = [
    Buffer.from(`名称,code\n${lines}\n`),
    encodeGb18030(`名称,code\n${lines}\n`),
    Buffer.from(`\ufeff名称,code\n${lines}\n`, 'utf16le'),
    await workbook({ sheets: { a: rows }, shared: '<si><t>x</t></si>' }),
    Buffer.from(`[${Array.from({ length: 50 }, (_, i) => `{"名称":"公司${i}","n":${i}}`).join(',\n')}]`),
    Buffer.from(Array.from({ length: 50 }, (_, i) => `{"名称":"公司${i}","n":${i}}`).join('\n')),
    Buffer.from(
      `<r>${Array.from({ length: 50 }, (_, i) => `<x><名称>公司${i}</名称><n>${i}</n></x>`).join('')}</r>`,
    ),
    gzipSync(`名称,code\n${lines}\n`),
    await zipOf({ 'a.csv': csv, 'b.json': '[{"a":1}]' }),
  ]
})
afterAll(() => rm(folder, { recursive: true }))

/** What must hold for any bytes: rows or a FileProblem (`read` lets nothing else pass), all of it sayable. */
async function survive(bytes: Buffer): Promise<void> {
  const { tables, problem } = await read(bytes)
  for (const { head, rows } of tables) {
    let last = 0
    for (const row of rows) {
      if (!row.problem) expect(row.cells).toHaveLength(head.headers.length)
      else expect(rowProblemText(row.problem, 'zh-CN', row.number)).not.toContain('undefined')
      expect(row.number).toBeGreaterThan(last)
      last = row.number
      expect(row.cells.join('')).not.toMatch(/\0/)
      expect(row.cells.join('').isWellFormed()).toBe(true)
    }
  }
  if (problem) expect(fileProblemText(problem, 'en')).not.toMatch(/undefined|NaN/)
}

describe('any bytes end in rows or in a reason', () => {
  test('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), (bytes) => survive(Buffer.from(bytes))),
      { numRuns: 300 },
    )
  })
  test('random bytes behind the beginning of any format', async () => {
    const input = fc.tuple(fc.nat(8), fc.nat(), fc.uint8Array({ maxLength: 300 }))
    await fc.assert(
      fc.asyncProperty(input, ([which, cut, noise]) => {
        const seed = seeds[which]!
        return survive(
          Buffer.concat([seed.subarray(0, cut % seed.length), noise, seed.subarray(cut % seed.length)]),
        )
      }),
      { numRuns: 300 },
    )
  })
  test('any format with some bytes changed', async () => {
    const input = fc.tuple(
      fc.nat(8),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
    )
    await fc.assert(
      fc.asyncProperty(input, ([which, changes]) => {
        const bytes = Buffer.from(seeds[which]!)
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        return survive(bytes)
      }),
      { numRuns: 400 },
    )
  })
  test('a container or document cut off anywhere is never taken for a whole one', async () => {
    for (const which of [3, 4, 6, 7, 8]) {
      const seed = seeds[which]!
      for (let size = 4; size < seed.length - 1; size += Math.ceil(seed.length / 60)) {
        const { problem } = await read(seed.subarray(0, size))
        expect(problem, `seed ${which} cut to ${size}`).not.toBeNull()
      }
    }
  })
  test('rows full of stray quotes lose no row', async () => {
    const line = fc
      .array(fc.constantFrom('"', ',', 'a', '甲', '""', ' '), { minLength: 1, maxLength: 12 })
      .map((parts) => `${parts.join('')}x`)
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), async (lines) => {
        const { rows } = await readOne(`name,code\n${lines.join('\n')}\n`, {
          isHeader: (cells) => (cells[0] === 'name' ? 2 : 0),
        })
        const text = rows
          .map((row) => row.cells.join())
          .join()
          .replaceAll('"', '')
        // Every line ends in an x that no quote may swallow, and every row begins at a line of its own.
        expect(text.split('x').length - 1).toBe(lines.length)
      }),
    )
  })
})

describe('what was opened is closed', () => {
  test('a reader that stops early leaves no temporary file and ends the stream', async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith('spool-')).length
    const zip = await zipOf({ 'a.csv': csv, 'b.csv': csv })
    const stream = Readable.from([zip])
    for await (const event of readTables(stream)) if ('rows' in event) break
    expect(stream.destroyed).toBe(true)
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('spool-')).length).toBe(before)
  })
  test('a stored file is read by its path', async () => {
    const path = join(folder, 'stored')
    await writeFile(path, await zipOf({ 'a.csv': csv }))
    const events = []
    for await (const event of readTables(path, { filename: 'x.zip' })) events.push(event)
    expect(events).toHaveLength(2)
  })
  test('a missing file is an error of the disk, not of the file', async () => {
    await expect(readTables(join(folder, 'absent')).next()).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
