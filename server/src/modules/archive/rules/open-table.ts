import { maskIn } from '@xinqiao/standards'
import type { TableHead } from '../../../kernel/files/index.ts'
import { type CatalogItem, kindsFor } from '../../catalog/index.ts'
import { type Cleaner, type CodeLookups, compileCleaner } from '../../cleaning/index.ts'
import type { BatchTable } from '../../intake/index.ts'

/** What is needed to understand the tables of one batch: the catalog of the day it was received. */
export type ReadingRoom = {
  items: Map<string, CatalogItem>
  lookups: CodeLookups
  /** Kind the sender named; tables of other kinds are then read as this one. */
  kind: string | null
  today: string
  /** A single message: fields it lacks are told one by one instead of refusing the table. */
  isMessage?: true
  /** How many of these cells are headers the catalog knows. */
  knowsHeaders: (cells: string[]) => number
}

/** A table with its compiled cleaner; without one when no kind fits or required columns are missing. */
export type OpenTable = { record: BatchTable; item: CatalogItem | null; cleaner: Cleaner | null }

/** Decides of which kind a table is and how its columns are understood. */
export function openTable(room: ReadingRoom, number: number, head: TableHead): OpenTable {
  const match = kindsFor(head.headers, room.kind === null ? room.items : onlyOf(room.items, room.kind))[0]
  const item = room.items.get(match?.kind ?? room.kind ?? '') ?? null
  const cleaner = item
    ? compileCleaner(item, head.headers, room.lookups, {
        today: room.today,
        ...(match?.layout ? { layout: match.layout } : {}),
      })
    : null
  const usable = cleaner !== null && (room.isMessage === true || cleaner.missing.length === 0)
  return {
    item,
    cleaner: usable ? cleaner : null,
    record: {
      number,
      name: maskIn(head.name).slice(0, 255),
      kind: item?.kind ?? null,
      format: head.format,
      encoding: head.encoding,
      delimiter: head.delimiter ?? null,
      headerRow: head.headerRow,
      // The first row of a file without headers is read as headers, and may hold anything.
      headers: head.headers.map(maskIn),
      columns: cleaner?.columns ?? head.headers.map(() => null),
      missing: cleaner?.missing ?? [],
      layout: match?.layout ?? null,
    },
  }
}

const onlyOf = (items: Map<string, CatalogItem>, kind: string) =>
  new Map([...items].filter(([name]) => name === kind))
