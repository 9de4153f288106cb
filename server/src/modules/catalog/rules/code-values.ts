import type { Texts } from '../schema.ts'
import { codeLines } from './code-lines.ts'
import type { CodeTable } from './code-table.ts'
import { isWithin, regionIndex } from './region-index.ts'

/** A value of a code table as it is listed. `ended` is true for codes no longer in use. */
export type CodeValue = {
  code: string
  title: Texts | { 'zh-CN': string }
  parent: string | null
  ended: boolean
}

const kept = new WeakMap<CodeTable, CodeValue[]>()

/** All values of a table in its order; parents of regions and industries follow from the code. */
export function codeValues(table: CodeTable): CodeValue[] {
  const known = kept.get(table)
  if (known !== undefined) return known
  const values = table.lines === undefined ? listed(table) : lined(table.table, table.lines)
  kept.set(table, values)
  return values
}

function listed({ entries = [], years = [] }: CodeTable): CodeValue[] {
  const values = entries.map(({ code, title, parent }) => ({
    code,
    title,
    parent: parent ?? null,
    ended: false,
  }))
  const calendar = years.map(({ year, notice }) => ({
    code: String(year),
    title: { 'zh-CN': notice ?? `${year}年` },
    parent: null,
    ended: false,
  }))
  return [...values, ...calendar]
}

function lined(name: string, lines: string): CodeValue[] {
  if (name === 'regions')
    return [...regionIndex(lines).byCode.values()].map(({ code, title, parent, until }) => ({
      code,
      title: { 'zh-CN': title },
      parent,
      ended: until !== undefined,
    }))
  return codeLines(lines).map(({ code, title, until }) => ({
    code,
    title: { 'zh-CN': title },
    parent: code.length === 1 ? null : code.length === 3 ? code.slice(0, 1) : code.slice(0, -1),
    ended: until !== undefined,
  }))
}

/**
 * Values of a table below a parent, or its top level, or wherever a text occurs in code or title. Ended ones only
 * when a text asks for them by their code.
 */
export function codeValuesFor(table: CodeTable, { parent, q }: { parent?: string; q?: string }): CodeValue[] {
  const values = codeValues(table)
  if (q !== undefined && q !== '') {
    const isBelow = (code: string) =>
      parent === undefined ||
      (table.table === 'regions'
        ? code !== parent && isWithin(code, parent)
        : code !== parent && code.startsWith(parent))
    return values.filter(
      ({ code, title, ended }) =>
        isBelow(code) &&
        ((code.startsWith(q) && (!ended || code === q)) || (!ended && title['zh-CN'].includes(q))),
    )
  }
  return values.filter((value) => !value.ended && value.parent === (parent ?? null))
}
