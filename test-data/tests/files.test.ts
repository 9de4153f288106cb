import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../src/cli.ts'
import {
  type FileEncoding,
  type FileFormat,
  gb18030Encode,
  headersOf,
  rows,
  world,
  writeFile,
} from '../src/index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinqiao-files-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const kind = 'honour'
const headers = headersOf(kind, 'titles')
const made = [...rows(kind, { world: world({ seed: 9, companies: 300 }), count: 200, day: '2026-11-23' })]
made[3] = headers.map((_, at) => (at === 0 ? '𠮷㛃〇（"引号"，, 逗号' : at === 1 ? 'a\r\nb' : ''))

async function written(format: FileFormat, encoding: FileEncoding = 'utf-8'): Promise<Buffer> {
  const path = join(folder, `${format}-${encoding}`)
  expect(
    await writeFile(path, { kind, format, encoding, style: format === 'xml' ? 'codes' : 'titles' }, made),
  ).toBe(made.length)
  return readFile(path)
}

/** Entries of an archive by its central directory, inflated. */
function unzipped(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const entries = new Map<string, string>()
  let at = archive.readUInt32LE(end + 16)
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const [packed, size, length] = [
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
    ]
    const start = archive.readUInt32LE(at + 42)
    const content = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28)
    const bytes = inflateRawSync(archive.subarray(content, content + packed))
    expect(bytes.length).toBe(size)
    entries.set(archive.toString('utf8', at + 46, at + 46 + length), bytes.toString('utf8'))
    at += 46 + length
  }
  return entries
}

const csvCells = (text: string) =>
  [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)].map(
    (match) => match[1]?.replaceAll('""', '"') ?? match[2],
  )

describe('GB18030', () => {
  test('comes back through the decoder, rare characters included', () => {
    const decoder = new TextDecoder('gb18030')
    for (const text of ['襄阳市', '𠮷', '㛃', '〇〔〕（）', 'é€ü', '砼', 'ｋ-39号', 'abc,"\r\n', '\u{2a6a5}'])
      expect(decoder.decode(gb18030Encode(text))).toBe(text)
  })

  test('comes back for any text outside the private-use area and without broken pairs', () => {
    const decoder = new TextDecoder('gb18030')
    const points = fc.integer({ min: 0x20, max: 0x10ffff }).filter((p) => !(p >= 0xd800 && p <= 0xf8ff))
    fc.assert(
      fc.property(fc.array(points, { maxLength: 40 }), (list) => {
        const text = String.fromCodePoint(...list)
        expect(decoder.decode(gb18030Encode(text))).toBe(text)
      }),
    )
  })

  test('writes a question mark for half a pair instead of failing', () => {
    expect(new TextDecoder('gb18030').decode(gb18030Encode('a\ud800b'))).toBe('a?b')
  })
})

describe('files', () => {
  test.each([
    ['utf-8', 'utf-8'],
    ['utf-8-bom', 'utf-8'],
    ['gb18030', 'gb18030'],
    ['utf-16le', 'utf-16le'],
  ] as const)('CSV in %s holds every cell', async (encoding, label) => {
    const bytes = await written('csv', encoding)
    expect(bytes[0] === 0xef).toBe(encoding === 'utf-8-bom')
    const text = new TextDecoder(label).decode(bytes)
    expect(csvCells(text)).toEqual([...headers, ...made.flat()])
  })

  test('TSV holds one line per row', async () => {
    const lines = (await written('tsv')).toString().trimEnd().split('\r\n')
    expect(lines).toHaveLength(made.length + 1)
    expect(lines[1]?.split('\t')).toEqual(made[0])
  })

  test('JSON and JSON lines hold one object per row', async () => {
    const expected = made.map((cells) => Object.fromEntries(headers.map((header, at) => [header, cells[at]])))
    expect(JSON.parse((await written('json')).toString())).toEqual(expected)
    const lines = (await written('jsonl')).toString().trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(expected)
  })

  test('XML names its elements by code and escapes what must be', async () => {
    const text = (await written('xml')).toString()
    expect(text.match(/<record>/g)).toHaveLength(made.length)
    expect(text).toContain('<ZTMC>𠮷㛃〇（&quot;引号&quot;，, 逗号</ZTMC>')
  })

  test('an archive holds the CSV', async () => {
    const plain = (await written('csv')).toString()
    expect(unzipped(await written('zip')).get('honour.csv')).toBe(plain)
  })

  test('a workbook holds every cell as text', async () => {
    const parts = unzipped(await written('xlsx'))
    expect([...parts.keys()].sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ])
    const sheet = parts.get('xl/worksheets/sheet1.xml') as string
    expect(sheet.match(/<row /g)).toHaveLength(made.length + 1)
    const first = made[0] as string[]
    for (const cell of first.filter(Boolean)) expect(sheet).toContain(`>${cell}</t>`)
  })

  test('a workbook gives amounts as numbers and serials as dates', async () => {
    const path = join(folder, 'serials.xlsx')
    const only = ['CF_XDR_SHXYM', 'CF_NR_FK', 'CF_JDRQ']
    await writeFile(path, { kind: 'administrative-penalty', format: 'xlsx', encoding: 'utf-8', only }, [
      ['914206069890792404', '0.5', '45352'],
    ])
    const sheet = unzipped(await readFile(path)).get('xl/worksheets/sheet1.xml')
    expect(sheet).toContain('<c r="B2"><v>0.5</v></c><c r="C2" s="1"><v>45352</v></c>')
    expect(sheet).toContain('<c r="A2" t="inlineStr">')
  })

  test('no rows still make a file of each format', async () => {
    for (const format of ['csv', 'tsv', 'xlsx', 'json', 'jsonl', 'xml', 'zip'] as const)
      expect(await writeFile(join(folder, `empty.${format}`), { kind, format, encoding: 'utf-8' }, [])).toBe(
        0,
      )
    expect(JSON.parse(await readFile(join(folder, 'empty.json'), 'utf8'))).toEqual([])
  })
})

describe('the command', () => {
  test('writes what it is asked for', async () => {
    const out = join(folder, 'cli.csv')
    expect(
      await run([
        '--kind',
        'inspection',
        '--rows',
        '40',
        '--out',
        out,
        '--seed',
        '3',
        '--encoding',
        'gb18030',
      ]),
    ).toBe(`${out}: 40 rows`)
    expect(new TextDecoder('gb18030').decode(await readFile(out))).toContain('检查对象名称')
  })

  test.each([
    ['--kind', 'nothing', '--rows', '1', '--out', '/dev/null'],
    ['--kind', 'honour', '--rows', 'many', '--out', '/dev/null'],
    ['--kind', 'honour', '--rows', '1', '--out', '/dev/null', '--format', 'doc'],
    ['--kind', 'honour', '--rows', '1', '--out', '/dev/null', '--dirt', '2'],
    ['--kind', 'honour', '--rows', '1'],
  ])('explains itself instead of guessing: %s %s %s %s', async (...argv) => {
    await expect(run(argv)).rejects.toThrow(/--kind KIND/)
  })
})
