import { bareHeaderKey, type CatalogItem, headerKey, itemForLayout } from '../../catalog/index.ts'
import { fileCleaner } from '../rules/cleaner.ts'
import type { Cleaner, CodeLookups } from '../schema.ts'

/** `today`: civil day of receipt. `layout`: name of an older layout of the catalog item. */
export type CleanerOptions = { today: string; layout?: string }

/**
 * Compiles a catalog item and a file's headers into a cleaner, once per file. `clean` is pure in its result and never
 * throws for any cells; it reuses one work area, so a cleaner must not be shared between threads.
 * Throws a RangeError when the item points at a field or a check that does not exist.
 */
export function compileCleaner(
  item: CatalogItem,
  headers: readonly string[],
  lookups: CodeLookups,
  options: CleanerOptions,
): Cleaner {
  const keys = { whole: headerKey, bare: bareHeaderKey }
  return fileCleaner(itemForLayout(item, options.layout), headers, lookups, { ...options, keys })
}
