import type { Finding } from '../schema.ts'
import type { CatalogItem } from './catalog-parts.ts'
import { findingOf } from './report.ts'

/** How the file's columns are understood: field positions (-1 unknown), units named by headers, and what to tell. */
export type HeaderMatch = { fields: number[]; units: ('yuan' | 'wan-yuan' | null)[]; warnings: Finding[] }

/** How headers are compared: `whole` without what files add to a header, `bare` also without brackets at its end. */
export type HeaderKeys = { whole: (header: string) => string; bare: (key: string) => string }

/** Columns read of one file; a wider file is reported. */
export const columnsMax = 1000
const none = -1

/**
 * Finds the field of every column by the chosen layout, standard code, title or alias, whatever blanks, colons,
 * brackets or unit the header carries. The first column of a field counts; later ones are unknown and reported.
 */
export function matchHeaders(
  item: CatalogItem,
  headers: readonly string[],
  keys: HeaderKeys,
  layout?: string,
): HeaderMatch {
  const match: HeaderMatch = { fields: [], units: [], warnings: [] }
  const find = finder(item, keys, layout, match.warnings)
  if (headers.length > columnsMax)
    match.warnings.push(warning('columns-too-many', String(headers.length), String(columnsMax)))
  const taken = new Set<number>()
  for (const header of headers.slice(0, columnsMax)) {
    const met = find(header)
    const isRepeated = met.field !== none && taken.has(met.field)
    if (isRepeated)
      match.warnings.push(warning('column-duplicate', header, item.fields[met.field]?.code ?? null))
    else if (met.field === none && !met.isKept) match.warnings.push(warning('column-unknown', header, null))
    const field = isRepeated ? none : met.field
    if (field !== none) taken.add(field)
    match.fields.push(field)
    match.units.push(field === none ? null : headerUnit(item, field, keys.whole(header), match.warnings))
  }
  return match
}

const warning = (code: Parameters<typeof findingOf>[2], found: string, expected: string | null): Finding =>
  findingOf(null, 'warning', code, { found, expected })

type Found = { field: number; isKept: boolean }

function finder(
  item: CatalogItem,
  keys: HeaderKeys,
  layoutName: string | undefined,
  warnings: Finding[],
): (header: string) => Found {
  const whole = new Map<string, number>()
  const bare = new Map<string, number>()
  item.fields.forEach((field, index) => {
    for (const text of [field.code, field.title['zh-CN'], field.title['zh-Hant'], ...(field.aliases ?? [])]) {
      if (text === undefined) continue
      const key = keys.whole(text)
      if (!whole.has(key)) whole.set(key, index)
      const short = keys.bare(key)
      // A short form that stands for two fields stands for none.
      bare.set(short, bare.has(short) && bare.get(short) !== index ? none : index)
    }
  })
  const layout = new Map<string, number | null>()
  const chosen = item.layouts?.find((one) => one.name === layoutName)
  if (layoutName !== undefined && chosen === undefined)
    warnings.push(warning('layout-unknown', layoutName, null))
  for (const [header, code] of Object.entries(chosen?.headers ?? {}))
    layout.set(
      keys.whole(header),
      code === null ? null : item.fields.findIndex((field) => field.code === code),
    )
  return (header) => {
    const key = keys.whole(header)
    const mapped = layout.get(key)
    if (mapped !== undefined) return { field: mapped ?? none, isKept: mapped === null }
    return {
      field: whole.get(key) ?? whole.get(keys.bare(key)) ?? bare.get(keys.bare(key)) ?? none,
      isKept: false,
    }
  }
}

const unitAtEnd = /[([【](?:单位)?(人民币)?(万)?元(人民币)?[)\]】]$|(万)元$/u

function headerUnit(
  item: CatalogItem,
  index: number,
  key: string,
  warnings: Finding[],
): 'yuan' | 'wan-yuan' | null {
  const field = item.fields[index]
  if (field?.type !== 'amount') return null
  const met = unitAtEnd.exec(key)
  if (met === null) return null
  const unit = met[2] !== undefined || met[4] !== undefined ? 'wan-yuan' : 'yuan'
  if (unit !== (field.unit ?? 'yuan'))
    warnings.push(
      findingOf({ index, code: field.code, mask: 'plain' }, 'warning', 'header-unit', {
        found: unit === 'yuan' ? '元' : '万元',
        expected: field.unit === 'wan-yuan' ? '万元' : '元',
      }),
    )
  return unit
}
