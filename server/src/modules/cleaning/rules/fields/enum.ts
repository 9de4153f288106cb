import { isEmptyMark } from '@xinqiao/standards'
import type { FieldCompiler, FieldContext, FieldRule } from '../field-context.ts'
import { report } from '../report.ts'
import type { Row } from '../row.ts'

/** A text that was looked up before: its code, and whether the text is the code or its title. */
type Known = { code: string; isExact: boolean }
/** Distinct texts remembered per column; a hostile column cannot make the memory grow beyond it. */
const knownMax = 512
const detail = /^(.{1,20}?)[-—－:：（(](.{1,200})$/u

/** A value of a code table, by code, title or alias; kept as the code. 其他-… is filed under 其他 and reported. */
export const enumRule: FieldCompiler = (context) => {
  const table = context.field.codes
  if (table === undefined) return (text) => text
  const known = new Map<string, Known>()
  const rule: FieldRule = (text, row) => {
    const met = known.get(text) ?? lookUp(context, table, text)
    if (met === undefined) return unknown(context, table, row, text)
    if (known.size < knownMax) known.set(text, met)
    if (!met.isExact) {
      const suggestion = context.lookups.enumTitle(table, met.code) ?? met.code
      report(row, context.spot, 'correction', 'enum-rewritten', { found: text, suggestion })
    }
    return met.code
  }
  rule.exact = (raw) => {
    const met = known.get(raw)
    return met?.isExact === true ? met.code : null
  }
  return rule
}

/** True when the text is a value of the field's table; used to try other separators. */
export const isEnumText = ({ field, lookups }: FieldContext, text: string): boolean =>
  field.codes !== undefined && lookups.enumOf(field.codes, text) !== undefined

function lookUp({ lookups }: FieldContext, table: string, text: string): Known | undefined {
  const code =
    lookups.enumOf(table, text) ?? lookups.enumOf(table, text.normalize('NFKC').replace(/\s+/gu, ''))
  if (code === undefined) return undefined
  return { code, isExact: text === code || text === lookups.enumTitle(table, code) }
}

function unknown({ lookups, spot }: FieldContext, table: string, row: Row, text: string): string | null {
  if (isEmptyMark(text)) {
    report(row, spot, 'correction', 'empty-mark', { found: text })
    return null
  }
  const head = detail.exec(text)?.[1]
  const code = head === undefined ? undefined : lookups.enumOf(table, head.trim())
  const title = code === undefined ? undefined : lookups.enumTitle(table, code)
  if (code !== undefined && title?.startsWith('其他')) {
    report(row, spot, 'correction', 'enum-detail', { found: text, suggestion: title })
    return code
  }
  report(row, spot, 'error', 'enum-unknown', { found: text, expected: table })
  return null
}
