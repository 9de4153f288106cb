import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import type { CatalogItem } from '../../../catalog/index.ts'
import { evaluationPacks } from './card-packs.ts'

const policy = fileURLToPath(new URL('../../../../../../policy/', import.meta.url))
const read = (folder: string): unknown[] =>
  readdirSync(policy + folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parse(readFileSync(`${policy}${folder}/${file}`, 'utf8')))

const items = new Map((read('catalog') as CatalogItem[]).map((item) => [item.kind, item]))
const tables = new Map(
  (read('codes') as { table: string; entries?: { code: string }[] }[]).map(({ table, entries }) => [
    table,
    new Set(entries?.map((entry) => entry.code)),
  ]),
)

/** Kind, field and value of everything the cards look at. */
const looks = evaluationPacks().flatMap(({ content }) => {
  if (content.type === 'adopt')
    return [{ kind: content.kind, field: content.gradeField, values: content.grades }]
  return content.indicators.flatMap(({ from, measure }) => {
    const conditions = [...(from.where ?? []), ...(measure.part ?? [])].map((condition) => ({
      field: condition.field,
      values: [...(condition.in ?? []), ...(condition.notIn ?? []), ...(condition.only ?? [])],
    }))
    const measured = measure.field
      ? [{ field: measure.field, values: Object.keys(measure.values ?? {}) }]
      : []
    const looked: { field: string | null; values: string[] }[] = [...conditions, ...measured]
    if (looked.length === 0) looked.push({ field: null, values: [] })
    return from.kinds.flatMap((kind) => looked.map((look) => ({ kind, ...look })))
  })
})

it.each(looks)('the catalogue has $kind $field with $values', ({ kind, field, values }) => {
  const item = items.get(kind)
  expect(item, kind).toBeDefined()
  if (field === null) return
  const known = item!.fields.find((one) => one.code === field)
  expect(known, `${kind}.${field}`).toBeDefined()
  if (known!.codes === undefined) return
  for (const value of values)
    expect(tables.get(known!.codes)?.has(value), `${known!.codes} ${value}`).toBe(true)
})
