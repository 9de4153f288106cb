import { type Audience, type CatalogItem, fieldViews } from '../../catalog/index.ts'

/** The classes of fields of a record that an audience sees and that are not everybody's; of a person every class is. */
export function protectedClasses(
  item: CatalogItem,
  values: Record<string, string | string[]>,
  audience: Audience,
  isPersons: boolean,
): string[] {
  const seen = fieldViews(item, audience).filter(({ field }) => values[field.code] !== undefined)
  return [...new Set(seen.map((view) => view.class))].filter((name) => isPersons || name !== 'public')
}
