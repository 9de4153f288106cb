import type { CatalogItem, CatalogLayout } from '../schema.ts'
import { bareHeaderKey, headerKey } from './header-key.ts'

/** How well a table's headers fit a record kind. */
export type KindMatch = {
  kind: string
  /** Fields that have a column. */
  matched: number
  /** Headers that stand for no field. */
  unknown: string[]
  /** Required fields without a column. */
  missing: string[]
  /** The older layout the headers follow; undefined for the current one. */
  layout: string | undefined
}

type HeaderIndex = {
  fields: Map<string, string>
  layouts: { layout: CatalogLayout; headers: Map<string, string | null> }[]
}

/** Columns looked at; wider tables are judged by their beginning. */
const headersMax = 1000
const matchedMin = 2
const indexes = new WeakMap<CatalogItem, HeaderIndex>()

/**
 * The kinds a table may belong to, best first. A kind fits when the subject's name and one more field have a column;
 * of those, most fields found and fewest required ones missing come first. When only one kind is asked about, it is
 * judged whatever it has.
 */
export function kindsFor(headers: readonly string[], items: ReadonlyMap<string, CatalogItem>): KindMatch[] {
  const keys = keysOf(headers)
  const matches: { match: KindMatch; worth: number }[] = []
  for (const item of items.values()) {
    const { match, isNamed } = bestLayout(headers, keys, item)
    if (items.size > 1 && !(isNamed && match.matched >= matchedMin)) continue
    matches.push({ match, worth: match.matched - match.missing.length / 2 })
  }
  return matches
    .sort(
      (a, b) =>
        b.worth - a.worth ||
        a.match.missing.length - b.match.missing.length ||
        (a.match.kind < b.match.kind ? -1 : 1),
    )
    .map(({ match }) => match)
}

/** How many of these cells are headers of the one kind that knows most of them; cells of data give about none. */
export function headerScore(cells: readonly string[], items: ReadonlyMap<string, CatalogItem>): number {
  const keys = keysOf(cells)
  let best = 0
  for (const item of items.values()) {
    const { fields, layouts } = indexOf(item)
    best = Math.max(
      best,
      known(keys, (key) => fields.has(key)),
    )
    for (const { headers } of layouts)
      best = Math.max(
        best,
        known(keys, (key) => headers.has(key) || fields.has(key)),
      )
  }
  return best
}

type Key = { whole: string; bare: string }

const keysOf = (headers: readonly string[]): Key[] =>
  headers.slice(0, headersMax).map((header) => {
    const whole = headerKey(header)
    return { whole, bare: bareHeaderKey(whole) }
  })

const known = (keys: readonly Key[], has: (key: string) => boolean): number =>
  keys.reduce((count, { whole, bare }) => (whole !== '' && (has(whole) || has(bare)) ? count + 1 : count), 0)

function bestLayout(headers: readonly string[], keys: readonly Key[], item: CatalogItem) {
  const { fields, layouts } = indexOf(item)
  const base = judged(item, headers, keys, (key) => fields.get(key), undefined)
  let best = base
  for (const { layout, headers: mapped } of layouts) {
    if (!isOfLayout(keys, mapped, fields)) continue
    const found = judged(
      item,
      headers,
      keys,
      (key) => (mapped.has(key) ? mapped.get(key) : fields.get(key)),
      layout,
    )
    const gain = found.match.matched - best.match.matched
    if (gain > 0 || (gain === 0 && found.match.missing.length < best.match.missing.length)) best = found
  }
  return best
}

/**
 * A file is of an older layout when a header means there what it does not mean today, or when the layout is there
 * whole. A file of today that lacks a required column is not.
 */
function isOfLayout(
  keys: readonly Key[],
  mapped: Map<string, string | null>,
  fields: Map<string, string>,
): boolean {
  const present = keys.filter(({ whole }) => mapped.has(whole))
  const differing = present.filter(({ whole }) => mapped.get(whole) !== fields.get(whole))
  return differing.length > 0 || new Set(present.map(({ whole }) => whole)).size === mapped.size
}

function judged(
  item: CatalogItem,
  headers: readonly string[],
  keys: readonly Key[],
  fieldOf: (key: string) => string | null | undefined,
  layout: CatalogLayout | undefined,
): { match: KindMatch; isNamed: boolean } {
  const met = new Set<string>()
  const unknown: string[] = []
  keys.forEach(({ whole, bare }, index) => {
    const own = fieldOf(whole)
    const field = own === undefined && whole !== bare ? fieldOf(bare) : own
    if (typeof field === 'string') met.add(field)
    else if (field === undefined && whole !== '') unknown.push(headers[index] as string)
  })
  const needed = item.fields.filter(
    ({ code, required }) => required === true && layout?.optional?.includes(code) !== true,
  )
  const missing = needed.map(({ code }) => code).filter((code) => !met.has(code))
  return {
    match: { kind: item.kind, matched: met.size, unknown, missing, layout: layout?.name },
    isNamed: met.has(item.subject.name),
  }
}

function indexOf(item: CatalogItem): HeaderIndex {
  const kept = indexes.get(item)
  if (kept !== undefined) return kept
  const fields = new Map<string, string>()
  const bare = new Map<string, string | null>()
  for (const field of item.fields)
    for (const text of [field.code, field.title['zh-CN'], field.title['zh-Hant'], ...(field.aliases ?? [])]) {
      if (text === undefined) continue
      const key = headerKey(text)
      if (!fields.has(key)) fields.set(key, field.code)
      const short = bareHeaderKey(key)
      // A short form of two fields stands for neither.
      bare.set(short, bare.has(short) && bare.get(short) !== field.code ? null : field.code)
    }
  for (const [key, code] of bare) if (code !== null && !fields.has(key)) fields.set(key, code)
  const layouts = (item.layouts ?? []).map((layout) => ({
    layout,
    headers: new Map(Object.entries(layout.headers).map(([header, code]) => [headerKey(header), code])),
  }))
  const index = { fields, layouts }
  indexes.set(item, index)
  return index
}
