import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { headersOf, kindNames, rows, world } from '../src/index.ts'

type Field = {
  code: string
  title: { 'zh-CN': string }
  aliases?: string[]
  type: string
  codes?: string
  many?: string
  required?: boolean | { when: { field: string; in: string[] } }
  lengthMax?: number
}
type Item = { kind: string; fields: Field[]; layouts?: { headers: Record<string, string | null> }[] }
type Table = { entries?: { code: string; title: { 'zh-CN': string }; aliases?: string[] }[] }

const policy = new URL('../../policy/', import.meta.url)
const read = (path: string): unknown => parse(readFileSync(new URL(path, policy), 'utf8'))
const items = new Map(
  readdirSync(new URL('catalog/', policy))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => read(`catalog/${name}`) as Item)
    .map((item) => [item.kind, item]),
)
const scene = world({ seed: 3, companies: 2000 })

/** Canonical code of an enum cell, or undefined. */
function codeIn(table: string, text: string): string | undefined {
  const entries = (read(`codes/${table}.yaml`) as Table).entries ?? []
  return entries.find(({ code, title, aliases }) => [code, title['zh-CN'], ...(aliases ?? [])].includes(text))
    ?.code
}
const known = new Map<string, string | undefined>()
const canonical = (table: string, text: string) => {
  const key = `${table} ${text}`
  if (!known.has(key)) known.set(key, codeIn(table, text))
  return known.get(key)
}

describe.each(kindNames)('rows of %s', (kind) => {
  const item = items.get(kind)
  const headers = headersOf(kind, 'codes')
  const sample = [...rows(kind, { world: scene, count: 400, day: '2026-11-23' })]
  const fields = headers.map((code) => item?.fields.find((field) => field.code === code))

  test('have a catalog item, and headers it knows', () => {
    expect(item).toBeDefined()
    expect(headers.filter((_, at) => !fields[at])).toEqual([])
    const titles = item?.fields.flatMap(({ title, aliases }) => [title['zh-CN'], ...(aliases ?? [])])
    expect(headersOf(kind, 'titles').filter((title) => !titles?.includes(title))).toEqual([])
  })

  test('fill every required field, and every field required by another', () => {
    const at = (code: string) => headers.indexOf(code)
    for (const field of item?.fields ?? []) {
      if (field.required === undefined || field.required === false) continue
      const when = field.required === true ? null : field.required.when
      const asked = sample.filter((cells) => when === null || condition(when, cells))
      expect([field.code, asked.filter((cells) => !cells[at(field.code)]).length]).toEqual([field.code, 0])
    }
    function condition(when: { field: string; in: string[] }, cells: string[]): boolean {
      const field = item?.fields.find(({ code }) => code === when.field)
      const parts = (cells[at(when.field)] ?? '').split(field?.many ?? '\u0000')
      return parts.some((part) =>
        when.in.includes(field?.codes ? (canonical(field.codes, part) ?? '') : part),
      )
    }
  })

  test('write only words the code tables know, within the lengths allowed', () => {
    for (const [at, field] of fields.entries()) {
      const cells = new Set(sample.map((each) => each[at] as string).filter(Boolean))
      const long = [...cells].filter((cell) => cell.length > (field?.lengthMax ?? Number.POSITIVE_INFINITY))
      expect([field?.code, long]).toEqual([field?.code, []])
      if (field?.type !== 'enum' || !field.codes) continue
      const parts = [...cells].flatMap((cell) => (field.many ? cell.split(field.many) : [cell]))
      const unknown = parts.filter((part) => canonical(field.codes as string, part) === undefined)
      expect([field.code, unknown]).toEqual([field.code, []])
    }
  })
})

test.each(['administrative-penalty', 'administrative-license'])(
  'the old layout of %s is a layout of its catalog item',
  (kind) => {
    const layouts = items.get(kind)?.layouts ?? []
    expect(layouts.some(({ headers }) => headersOf(kind, 'old').every((header) => header in headers))).toBe(
      true,
    )
    const headers = headersOf(kind, 'old')
    const [name, number] = kind === 'administrative-penalty' ? ['CF_XDR_MC', 'CF_WSH'] : ['XK_XDR', 'XK_WSH']
    for (const cells of rows(kind, {
      world: scene,
      count: 50,
      day: '2018-03-01',
      first: '2016-01-01',
      style: 'old',
    })) {
      expect(cells).toHaveLength(headers.length)
      expect([cells[headers.indexOf(name)], cells[headers.indexOf(number)]].every(Boolean)).toBe(true)
    }
  },
)

test('a kind or a layout that does not exist is refused by name', () => {
  expect(() => headersOf('nothing', 'codes')).toThrow(/no rows of kind nothing/)
  expect(() => headersOf('honour', 'old')).toThrow(/no older layout/)
})
