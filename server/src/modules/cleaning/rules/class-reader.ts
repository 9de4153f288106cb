import type { CodeLookups } from '../schema.ts'
import type { CatalogItem } from './catalog-parts.ts'
import { type Row, textOf } from './row.ts'
import { type ClassKind, classKindOf } from './subject-kind.ts'

/** Distinct class texts remembered per cleaner. */
const rememberedMax = 256

/** Compiles how the class column is read: by the title of its code, or by its own words. */
export function classReader(
  item: CatalogItem,
  indexOf: (code: string) => number,
  lookups: CodeLookups,
): (row: Row) => ClassKind | null {
  const { class: code } = item.subject
  if (code === undefined) return () => onlyKind(item)
  const index = indexOf(code)
  const table = item.fields[index]?.codes
  const known = new Map<string, ClassKind | null>()
  return (row) => {
    const text = textOf(row.values[index])
    if (text === null) return onlyKind(item)
    const met = known.get(text)
    if (met !== undefined) return met
    const title = table === undefined ? text : (lookups.enumTitle(table, text) ?? text)
    const kind = classKindOf(title)
    if (known.size < rememberedMax) known.set(text, kind)
    return kind
  }
}

/** An item about persons only needs no class column. */
const onlyKind = ({ subjectKinds }: CatalogItem): ClassKind | null =>
  subjectKinds.length === 1 && subjectKinds[0] === 'person' ? 'person' : null
