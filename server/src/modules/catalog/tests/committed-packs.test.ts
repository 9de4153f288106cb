import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type PackSet, schemaFiles } from '../../policy/index.ts'
import { catalog } from '../module.ts'
import { catalogItems } from '../rules/catalog-items.ts'
import { workCalendarOf } from '../rules/code-lookups.ts'
import { codeTables } from '../rules/code-tables.ts'
import { headerTemplate } from '../rules/header-template.ts'
import { kindsFor } from '../rules/kinds-for.ts'
import { committedPacks, policyDir } from './policy.ts'

const day = '2026-11-01'
let packs: PackSet
beforeAll(async () => {
  packs = await committedPacks()
})

test('every pack of the catalogue and the code tables loads without fault', () => {
  expect(packs.all('catalog').length).toBeGreaterThanOrEqual(30)
  expect(packs.all('codes').length).toBeGreaterThanOrEqual(40)
})

test('the JSON Schemas beside the packs are those of the program', async () => {
  for (const { path, text } of schemaFiles(catalog.policy))
    expect(await readFile(join(policyDir, path), 'utf8')).toBe(text)
})

test('every kind is told from all others by its own titles and by its own codes', () => {
  const items = catalogItems(packs, day)
  for (const { kind, fields } of items.values()) {
    const byTitle = kindsFor(
      fields.map(({ title }) => title['zh-CN']),
      items,
    )[0]
    const byCode = kindsFor(
      fields.map(({ code }) => code),
      items,
    )[0]
    expect(byTitle).toMatchObject({
      kind,
      matched: fields.length,
      unknown: [],
      missing: [],
      layout: undefined,
    })
    expect(byCode).toMatchObject({ kind, matched: fields.length, layout: undefined })
  }
})

test('a template holds one column for each field and is recognised again', () => {
  const items = catalogItems(packs, day)
  for (const item of items.values()) {
    const text = headerTemplate(item)
    expect(text.startsWith('\ufeff')).toBe(true)
    const headers = text.slice(1).trimEnd().split(',')
    expect(kindsFor(headers, items)[0]).toMatchObject({ kind: item.kind, missing: [] })
  }
})

test('every field has its title in three languages and every kind names its law', () => {
  for (const item of catalogItems(packs, day).values()) {
    expect(item.legalBasis.length).toBeGreaterThan(0)
    for (const { title } of [item, ...item.fields])
      expect(title).toMatchObject({ 'zh-Hant': expect.any(String), en: expect.any(String) })
  }
})

test('every table in use holds the fields of the catalogue that name it', () => {
  const { tables } = codeTables(packs)
  const named = [...catalogItems(packs, day).values()].flatMap(({ fields }) =>
    fields.flatMap(({ codes }) => codes ?? []),
  )
  for (const table of named) expect(tables.get(table)?.entries?.length, table).toBeGreaterThan(1)
})

test.each([
  ['the day after the National Day holiday of 2026', '2026-09-30', 1, '2026-10-08'],
  ['over a Sunday that is worked', '2026-01-03', 1, '2026-01-04'],
  ['seven working days of a penalty report over the Spring Festival of 2024', '2024-02-08', 7, '2024-02-23'],
])('working days: %s', (_, from, days, to) => {
  expect(workCalendarOf(packs).addWorkingDays(from, days)).toBe(to)
})

test('a year without a published calendar is refused by name', () => {
  expect(() => workCalendarOf(packs).isWorkingDay('2031-01-05')).toThrow(/2031/)
})
