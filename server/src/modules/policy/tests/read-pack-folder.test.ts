import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from '@sinclair/typebox'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PolicyFolder } from '../../../kernel/module.ts'
import { readPackFolder } from '../actions/read-pack-folder.ts'

const shape = Type.Object(
  {
    pack: Type.String(),
    version: Type.String(),
    validFrom: Type.String(),
    validTo: Type.Optional(Type.String()),
    rules: Type.Array(
      Type.Object(
        {
          class: Type.Union([Type.Literal('minor'), Type.Literal('serious')]),
          months: Type.Integer({ minimum: 0 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
const folder: PolicyFolder = { area: 'repair', shape, describe: 'For this test.' }
const good = `pack: repair/order-1
version: '2026.1'
validFrom: 2026-04-01
rules:
  - class: minor
    months: 3
`

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'packs-'))
  await mkdir(join(dir, 'repair'))
})
afterEach(() => rm(dir, { recursive: true }))

const put = (name: string, text: string | Buffer) => writeFile(join(dir, 'repair', name), text)
const read = (folders = [folder]) => readPackFolder(dir, folders)

test('a pack without fault is read with its dates and the digest of its file', async () => {
  await put('order-1.yaml', good)
  const { packs, faults } = await read()
  expect(faults).toEqual([])
  expect(packs).toMatchObject([
    { area: 'repair', code: 'repair/order-1', version: '2026.1', validFrom: '2026-04-01', validTo: null },
  ])
  expect(packs[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
})

describe('a typo is told by file, line, column, path, what was found and what was expected', () => {
  test.each([
    [
      'a misspelt key',
      '    months: 3',
      '    month: 3',
      { line: 6, column: 5, path: 'rules.0.month', found: 'month' },
      'months',
    ],
    [
      'a missing key',
      '    months: 3\n',
      '',
      { line: 5, column: 5, path: 'rules.0.months', found: null },
      'months',
    ],
    [
      'a value that is none of the choices',
      'class: minor',
      'class: miner',
      { line: 5, column: 12, path: 'rules.0.class', found: 'miner' },
      'minor, serious → minor',
    ],
    [
      'a word for a number',
      'months: 3',
      'months: three',
      { line: 6, column: 13, path: 'rules.0.months', found: 'three' },
      'whole number',
    ],
    [
      'a number below the bound',
      'months: 3',
      'months: -3',
      { line: 6, column: 13, path: 'rules.0.months', found: '-3' },
      'minimum 0',
    ],
    [
      'a version that lost its quotes',
      "'2026.1'",
      '2026.1',
      { line: 2, column: 10, path: 'version', found: '2026.1' },
      'text',
    ],
    [
      'a day that does not exist',
      '2026-04-01',
      '2026-04-31',
      { line: 3, column: 12, path: 'validFrom', found: '2026-04-31' },
      'YYYY-MM-DD',
    ],
    [
      'a name that is not the file’s',
      'repair/order-1',
      'repair/order-2',
      { line: 1, column: 7, path: 'pack', found: 'repair/order-2' },
      'repair/order-1',
    ],
    [
      'an end before the beginning',
      'rules:',
      'validTo: 2025-01-01\nrules:',
      { line: 4, path: 'validTo', found: '2025-01-01' },
      '2026-04-01',
    ],
  ])('%s', async (_, from, to, place, expected) => {
    await put('order-1.yaml', good.replace(from, to))
    const { packs, faults } = await read()
    expect(packs).toEqual([])
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ file: 'repair/order-1.yaml', ...place })
    expect(faults[0]?.text.en).toContain(expected)
    expect(faults[0]?.text['zh-CN']).toContain(`repair/order-1.yaml 第${place.line}行`)
    expect(faults[0]?.text['zh-Hant']).toContain('應為')
  })
})

test.each([
  ['broken YAML', 'pack: [', 1],
  ['a key twice', `${good}version: '2'\n`, 7],
  [
    'aliases that multiply',
    `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
      .split('')
      .map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`)
      .join('\n')}\n`,
    1,
  ],
  ['nesting without end', '['.repeat(50_000), 1],
  ['a NUL character', 'pack: "a\\0b"', 1],
  ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe, 0xb5, 0xc4]), 1],
  ['an empty file', '', 1],
  ['a list instead of a pack', '- 1\n', 1],
])('%s is a fault of its file and does not stop the others', async (_, text, line) => {
  await put('bad.yaml', text)
  await put('order-1.yaml', good)
  const { packs, faults } = await read()
  expect(packs.map(({ code }) => code)).toEqual(['repair/order-1'])
  expect(faults[0]).toMatchObject({ file: 'repair/bad.yaml', line })
})

test('no text makes reading throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.nat(good.length),
      async (noise, at) => {
        await put('order-1.yaml', good.slice(0, at) + noise + good.slice(at))
        const { packs, faults } = await read()
        expect(packs.length + Math.min(faults.length, 1)).toBe(1)
      },
    ),
    { numRuns: 200 },
  )
})

test('a further version is a further file, and the same version in two files is refused', async () => {
  await put('order-1.yaml', good)
  await put('order-1@2027.yaml', good.replace('2026.1', '2027.1').replace('2026-04-01', '2027-01-01'))
  expect((await read()).packs.map(({ version }) => version)).toEqual(['2026.1', '2027.1'])
  await put('order-1@again.yaml', good)
  expect((await read()).faults).toMatchObject([
    { file: 'repair/order-1@again.yaml', line: 2, path: 'version', found: '2026.1' },
  ])
})

test('only YAML files count, and a declared folder that does not exist holds nothing', async () => {
  await put('schema.json', '{}')
  await put('README.md', '#')
  expect(await read([folder, { ...folder, area: 'measures' }])).toEqual({ packs: [], faults: [] })
})

test('what a module finds beyond the shape is told with the place in the file', async () => {
  await put('order-1.yaml', good)
  const expected = { 'zh-CN': '不少于6', 'zh-Hant': '不少於6', en: 'at least 6' }
  const check: PolicyFolder['check'] = (files) =>
    files.map(({ file }) => ({ file, path: ['rules', 0, 'months'], found: '3', expected }))
  const { faults } = await read([{ ...folder, check }])
  expect(faults).toMatchObject([{ line: 6, column: 13, path: 'rules.0.months' }])
  expect(faults[0]?.text.en).toBe(
    'repair/order-1.yaml line 6, column 13 rules.0.months: found “3”, expected at least 6.',
  )
})
