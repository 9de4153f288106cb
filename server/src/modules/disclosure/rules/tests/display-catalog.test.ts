import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { CatalogItem } from '../../../catalog/index.ts'
import { displayPacks, realDisplay, recordOf } from './display-packs.ts'

const policy = fileURLToPath(new URL('../../../../../../policy/', import.meta.url))
const read = (folder: string): unknown[] =>
  readdirSync(policy + folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parse(readFileSync(`${policy}${folder}/${file}`, 'utf8')))

const items = read('catalog') as CatalogItem[]
const tables = new Map(
  (read('codes') as { table: string; entries?: { code: string; title?: Record<string, string> }[] }[]).map(
    ({ table, entries }) => [
      table,
      new Set(entries?.flatMap((entry) => [entry.code, ...Object.values(entry.title ?? {})])),
    ],
  ),
)
const assignments = displayPacks().flatMap(({ code, content }) =>
  content.assignments.map((assignment) => ({ pack: code, ...assignment })),
)

describe('packs name only what the catalogue has', () => {
  it.each(assignments)('$pack $class: $text.en', ({ kinds, categories, natures, where }) => {
    for (const kind of kinds ?? []) expect(items.map((item) => item.kind)).toContain(kind)
    const concerned = items.filter(
      (item) =>
        (kinds?.includes(item.kind) ?? true) &&
        (categories?.includes(item.category) ?? true) &&
        (natures?.includes(item.nature) ?? true),
    )
    for (const { field, ...asked } of where ?? []) {
      if (field === '$organ') {
        expect(concerned.some((item) => item.organ !== undefined)).toBe(true)
        continue
      }
      const known = concerned.flatMap((item) => item.fields.filter((one) => one.code === field))
      expect(known.length, field).toBeGreaterThan(0)
      const table = tables.get(known[0]!.codes ?? '')
      for (const value of [...(asked.in ?? []), ...(asked.only ?? [])]) {
        if (table) expect(table.has(value), `${known[0]!.codes} ${value}`).toBe(true)
      }
    }
  })
})

describe('every kind the catalogue opens has a rule today', () => {
  const displayOf = realDisplay()
  const open = items.filter((item) => item.openness === 'public')
  it.each(open)('$kind', (item) => {
    const record = recordOf({ kind: item.kind, occurredOn: '2026-05-01' })
    expect(displayOf(record, item, 'enterprise', '2026-05-02').reason).toBe('shown')
  })
})
