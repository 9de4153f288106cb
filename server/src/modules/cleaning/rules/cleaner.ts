import type { Cells, Cleaner, CleanRow, CodeLookups, Finding } from '../schema.ts'
import type { CatalogField, CatalogItem } from './catalog-parts.ts'
import { cellReader } from './cell.ts'
import { compileChecks } from './checks/check-rules.ts'
import { extraReader } from './extra.ts'
import { factRule } from './fact.ts'
import { fieldIndex } from './field-index.ts'
import { type HeaderKeys, type HeaderMatch, matchHeaders } from './header-match.ts'
import type { Spot } from './report.ts'
import { requiredRule } from './required.ts'
import { newRow, type Row, startRow } from './row.ts'
import { shiftRule } from './shifted-columns.ts'
import { maskOf } from './shown.ts'
import { type Compilation, subjectRule } from './subject-clue.ts'
import { valuesBuilder } from './values-builder.ts'

/** `today`: civil day of receipt. `layout`: name of an older layout whose headers count. */
export type FileOptions = { today: string; layout?: string; keys: HeaderKeys }

/** The cleaner of a file with these headers, for an item as its layout has it; see compileCleaner. */
export function fileCleaner(
  item: CatalogItem,
  headers: readonly string[],
  lookups: CodeLookups,
  options: FileOptions,
): Cleaner {
  const match = matchHeaders(item, headers, options.keys, options.layout)
  const compilation = compilationOf(item, match, lookups, options.today)
  const clean = rowCleaner(compilation, match, headers)
  return {
    columns: match.fields.map((index) => (index < 0 ? null : (item.fields[index]?.code ?? null))),
    headers,
    missing: item.fields
      .filter((field, index) => field.required === true && (compilation.columns[index] as number) < 0)
      .map((field) => field.code),
    warnings: match.warnings,
    clean,
  }
}

function compilationOf(
  item: CatalogItem,
  match: HeaderMatch,
  lookups: CodeLookups,
  today: string,
): Compilation {
  const columns = item.fields.map((_, index) => match.fields.indexOf(index))
  const spots: Spot[] = item.fields.map((field, index) => ({ index, code: field.code, mask: maskOf(field) }))
  return { item, spots, columns, indexOf: fieldIndex(item), lookups, today }
}

function rowCleaner(
  compilation: Compilation,
  match: HeaderMatch,
  headers: readonly string[],
): Cleaner['clean'] {
  const { item, spots, columns, indexOf, lookups } = compilation
  const codes = item.fields.map((field) => field.code)
  const readCells = cellsReader(compilation, match)
  const findShift = shiftRule(item, match.fields, lookups, compilation.today)
  const checks = compileChecks(compilation)
  const subjectOf = subjectRule(compilation)
  const { factOf, keyHasSubject } = factRule(compilation)
  const checkRequired = requiredRule(item, spots, columns, indexOf, lookups)
  const extraOf = extraReader(match.fields, headers)
  const width = match.fields.length
  const buildValues = valuesBuilder(codes, columns)
  const row = newRow(codes.length)

  return (cells) => {
    startRow(row, cells)
    readCells(cells, row)
    for (let i = 0; i < checks.length; i++) (checks[i] as (row: Row) => void)(row)
    const subject = subjectOf(row)
    checkRequired(row, subject.identifiers.length > 0)
    const fact = factOf(row)
    if (row.findings !== null || cells.length > width) findShift(row)
    return {
      values: buildValues(row.values),
      extra: extraOf === null ? null : extraOf(cells),
      subject,
      key: fact.key,
      keyHasSubject,
      occurredOn: fact.occurredOn,
      effectiveFrom: fact.effectiveFrom,
      effectiveTo: fact.effectiveTo,
      withdrawn: fact.withdrawn,
      findings: row.findings ?? noFindings,
      rejected: row.rejected,
    } satisfies CleanRow
  }
}

const noFindings: Finding[] = Object.freeze<Finding[]>([]) as Finding[]

/** The day the fact arose is read first: code tables are asked as of that day. */
function cellsReader({ item, spots, columns, indexOf, lookups, today }: Compilation, match: HeaderMatch) {
  const first = indexOf(item.occurredOn)
  const nameIndex = indexOf(item.subject.name)
  const order = [first, ...item.fields.keys().filter((index) => index !== first)].filter(
    (index) => (columns[index] as number) >= 0,
  )
  const steps = order.map((index) => {
    const field = item.fields[index] as CatalogField
    const column = columns[index] as number
    const read = cellReader({
      field,
      spot: spots[index] as Spot,
      lookups,
      today,
      unit: match.units[column] ?? field.unit ?? 'yuan',
      isSubjectName: index === nameIndex,
      isKey: item.key.includes(field.code),
      isOccurredOn: index === first,
    })
    return { column, index, read }
  })
  return (cells: Cells, row: Row): void => {
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] as (typeof steps)[number]
      const raw = cells[step.column]
      row.values[step.index] = raw === undefined || raw.length === 0 ? null : step.read(raw, row)
    }
  }
}
