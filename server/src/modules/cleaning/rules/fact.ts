import { documentNumberKey, nameKey } from '@xinqiao/standards'
import type { CatalogItem } from './catalog-parts.ts'
import { conditionTest } from './condition.ts'
import { reportRow } from './report.ts'
import { type Row, textOf, textsOf, type Value } from './row.ts'
import type { Compilation } from './subject-clue.ts'

/** What names and dates the fact itself. */
export type Fact = {
  key: string
  occurredOn: string | null
  effectiveFrom: string | null
  effectiveTo: string | null
  withdrawn: boolean
}

const separator = '\u001f'

/** Compiles the fact's key and days. A key of which nothing is filled in is an error unless the subject is part of it. */
export function factRule({ item, indexOf, lookups }: Compilation): {
  factOf: (row: Row) => Fact
  keyHasSubject: boolean
} {
  const keyHasSubject = item.key.includes('$subject')
  const parts = item.key.filter((code) => code !== '$subject').map((code) => keyPart(item, indexOf(code)))
  const day = (code: string | undefined) => (code === undefined ? () => null : dayReader(item, indexOf(code)))
  const occurredOn = day(item.occurredOn)
  const effectiveFrom = day(item.effectiveFrom)
  const effectiveTo = day(item.effectiveTo)
  const isWithdrawn =
    item.withdrawnWhen === undefined ? null : conditionTest(item.withdrawnWhen, item, indexOf, lookups)

  const factOf = (row: Row): Fact => {
    let key = ''
    let isEmpty = true
    for (let i = 0; i < parts.length; i++) {
      const part = (parts[i] as KeyPart)(row)
      if (part !== '') isEmpty = false
      key = i === 0 ? part : key + separator + part
    }
    if (isEmpty && !keyHasSubject) reportRow(row, 'error', 'key-empty', {})
    return {
      key,
      occurredOn: occurredOn(row),
      effectiveFrom: effectiveFrom(row),
      effectiveTo: effectiveTo(row),
      withdrawn: isWithdrawn?.(row) ?? false,
    }
  }
  return { factOf, keyHasSubject }
}

type KeyPart = (row: Row) => string

function keyPart(item: CatalogItem, index: number): KeyPart {
  const type = item.fields[index]?.type
  const norm = type === 'document-number' ? documentNumberKey : type === 'name' ? nameKey : null
  return (row) => {
    const value: Value = row.values[index] ?? null
    if (value === null) return ''
    if (typeof value === 'string') return norm === null ? value : norm(value)
    return textsOf(value)
      .map((text) => (norm === null ? text : norm(text)))
      .sort()
      .join(';')
  }
}

/** A month counts from its first day, a year from 1 January: the archive orders facts by day. */
function dayReader(item: CatalogItem, index: number): (row: Row) => string | null {
  const rest =
    item.fields[index]?.type === 'month' ? '-01' : item.fields[index]?.type === 'year' ? '-01-01' : ''
  return (row) => {
    const text = textOf(row.values[index])
    return text === null || rest === '' ? text : text + rest
  }
}
