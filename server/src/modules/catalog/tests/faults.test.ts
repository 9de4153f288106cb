import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packSetOf, readPackFolder } from '../../policy/index.ts'
import { catalog } from '../module.ts'
import { catalogItems } from '../rules/catalog-items.ts'
import { policyDir } from './policy.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'catalog-'))
  for (const area of ['catalog', 'codes'])
    await cp(join(policyDir, area), join(dir, area), { recursive: true })
})
afterAll(() => rm(dir, { recursive: true }))

/** Reads the folder with one file changed, and puts it back. */
async function changed(file: string, from: string | RegExp, to: string) {
  const path = join(dir, file)
  const before = await readFile(path, 'utf8')
  const after = before.replace(from, to)
  expect(after, 'the text to change must be there').not.toBe(before)
  await writeFile(path, after)
  const { faults } = await readPackFolder(dir, catalog.policy)
  await writeFile(path, before)
  const line =
    after.split('\n').findIndex((text) => to !== '' && text.includes(to.split('\n').at(-1) as string)) + 1
  return { faults, line }
}

describe('a catalogue item that cannot be meant is refused with file and line', () => {
  test.each([
    ['a key field that does not exist', 'honour', 'key: [RYMC,', 'key: [RYMX,', 'key.0'],
    ['a subject field that does not exist', 'honour', 'uscc: TYSHXYDM', 'uscc: TYSHXYDX', 'subject.uscc'],
    ['a date field that does not exist', 'honour', 'occurredOn: RDRQ', 'occurredOn: RDRX', 'occurredOn'],
    [
      'a table that does not exist',
      'honour',
      'codes: honour-levels',
      'codes: honour-levelz',
      'fields.7.codes',
    ],
    [
      'a check over a field that does not exist',
      'honour',
      'fields: [RDRQ, YXQZI]',
      'fields: [RDRQ, YXQZX]',
      'checks.1.fields.1',
    ],
    [
      'a header of another field',
      'honour',
      'aliases: [表彰名称,',
      'aliases: [荣誉级别,',
      'fields.5.aliases.0',
    ],
    [
      'a header twice in one field',
      'honour',
      'aliases: [表彰名称,',
      'aliases: [荣誉称号,',
      'fields.5.aliases.1',
    ],
    [
      'a condition on a value the table does not have',
      'honour',
      'in: [revoked, cancelled]',
      'in: [revokt, cancelled]',
      'withdrawnWhen.in.0',
    ],
    [
      'an identity number that anybody may see',
      'serious-list',
      /openness: secret\n( {4}mask: identity-number)/,
      'openness: public\n$1',
      null,
    ],
    ['a person’s name without mask', 'honour', '    mask: person-name\n', '', null],
    [
      'a layout that leads nowhere',
      'commitment',
      '承诺类型: CNLX',
      '承诺类型: CNLZ',
      'layouts.0.headers.承诺类型',
    ],
    ['a check nobody knows', 'honour', 'check: not-future', 'check: not-futur', 'checks.0.check'],
    ['a field type nobody knows', 'honour', 'type: person-name', 'type: person-nam', null],
  ])('%s', async (_, kind, from, to, path) => {
    const { faults, line } = await changed(`catalog/${kind}.yaml`, from, to)
    expect(faults).toHaveLength(1)
    expect(faults[0]?.file).toBe(`catalog/${kind}.yaml`)
    if (path !== null) expect(faults[0]).toMatchObject({ path, line })
  })
})

describe('a code table that cannot be meant is refused with file and line', () => {
  test.each([
    ['an alias of another value', 'penalty-kinds', 'aliases: [没收非法所得', 'aliases: [罚款'],
    [
      'a successor that does not exist',
      'regions',
      '110103 崇文区 ..2010 >110101',
      '110103 崇文区 ..2010 >110999',
    ],
    ['a code twice', 'regions', '110118 密云区 2016..', '110118 密云区 2016..\n  110118 密云区'],
    ['a line without a name', 'industries', 'A0111 稻谷种植', 'A0111'],
    ['a holiday that is no day', 'working-days', '2026-06-19', '2026-06-31'],
    ['a day both off and worked', 'working-days', 'makeUpDays: [2026-01-04,', 'makeUpDays: [2026-01-01,'],
  ])('%s', async (_, table, from, to) => {
    const { faults } = await changed(`codes/${table}.yaml`, from, to)
    expect(faults).toHaveLength(1)
    expect(faults[0]?.file).toBe(`codes/${table}.yaml`)
    expect(faults[0]?.line).toBeGreaterThan(5)
  })

  test('a line of a compact table is told by its own line', async () => {
    const { faults, line } = await changed(
      'codes/regions.yaml',
      '110103 崇文区 ..2010 >110101',
      '110103 崇文区 ..2010 >110999',
    )
    expect(faults).toMatchObject([{ line, found: '110999' }])
  })
})

test('a new kind is a new file, and a new version of a kind counts from its day', async () => {
  const honour = await readFile(join(dir, 'catalog/honour.yaml'), 'utf8')
  await writeFile(
    join(dir, 'catalog/volunteering.yaml'),
    honour.replace('kind: honour', 'kind: volunteering'),
  )
  await writeFile(
    join(dir, 'catalog/honour@2027.yaml'),
    honour
      .replace("version: '1'", "version: '2027'")
      .replace('validFrom: 2015-01-01', 'validFrom: 2027-01-01'),
  )
  const { packs, faults } = await readPackFolder(dir, catalog.policy)
  expect(faults).toEqual([])
  const set = packSetOf(packs)
  expect(catalogItems(set, '2026-12-31').has('volunteering')).toBe(true)
  expect(catalogItems(set, '2026-12-31').get('honour')?.version).toBe('1')
  expect(catalogItems(set, '2027-01-01').get('honour')?.version).toBe('2027')
  expect(catalogItems(set, '2001-01-01').get('honour')?.version).toBe('1')
})
