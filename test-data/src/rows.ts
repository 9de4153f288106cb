import { type Column, rowKind, rowKinds } from './kinds/index.ts'
import type { AuthorityKey } from './words/authorities.ts'
import { cities } from './words/regions.ts'
import type { World } from './world.ts'

/** Headers as codes, as zh-CN titles, or the layout used before 2018 (penalties and licences only). */
export type HeaderStyle = 'codes' | 'titles' | 'old'

/** Which rows: `count` rows from number `start`, nothing after `day`, events from `first` on. */
export type RowOptions = {
  world: World
  count: number
  day: string
  start?: number
  first?: string
  style?: HeaderStyle
  /** Only these column codes, in this order. */
  only?: readonly string[]
  /** Only acts of this kind of authority (penalties, licences, serious lists). */
  authority?: AuthorityKey
  /** Code of the city whose authorities act in every row. */
  city?: string
}

/** Names of all kinds rows can be made of. */
export const kindNames: readonly string[] = rowKinds.map(({ kind }) => kind)

/** The columns of a kind in a style, in file order, each with what it holds; throws RangeError for unknown ones. */
export function columnsOf(
  kind: string,
  style: HeaderStyle = 'codes',
  only?: readonly string[],
): readonly Column[] {
  const { columns, old } = rowKind(kind)
  if (style !== 'old') return only ? only.map((code) => columnAt(columns, code)) : columns
  if (!old) throw new RangeError(`kind ${kind} has no older layout`)
  return old.headers.map((code, at) => ({
    code: old.from[at] as string,
    title: code,
    role: columns.find((column) => column.code === old.from[at])?.role ?? 'text',
    required: false,
  }))
}

/** The header row of a kind. */
export function headersOf(kind: string, style: HeaderStyle, only?: readonly string[]): string[] {
  return columnsOf(kind, style, only).map(({ code, title }) => (style === 'codes' ? code : title))
}

/** Clean rows, computed one by one; row i is the same whatever rows were asked for before. */
export function* rows(kind: string, options: RowOptions): Generator<string[]> {
  const { world, day, start = 0, first = '2018-01-01', style = 'codes', only } = options
  const { draw } = rowKind(kind)
  const codes = columnsOf(kind, style, only).map(({ code }) => code)
  const random = world.random.split(kind)
  const city = cities.find((each) => each.code === options.city)
  const fixed = { world, day, first, city, authority: options.authority }
  for (let index = start; index < start + options.count; index++) {
    const values = draw({ ...fixed, index, random: random.split('row', index) })
    yield codes.map((code) => values[code] ?? '')
  }
}

function columnAt(columns: readonly Column[], code: string): Column {
  const column = columns.find((each) => each.code === code)
  if (!column) throw new RangeError(`no column ${code}`)
  return column
}
