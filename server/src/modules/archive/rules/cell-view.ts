import { type Audience, type CatalogItem, fieldViews } from '../../catalog/index.ts'

/**
 * How cells as they were sent are shown: by the mask of the field the column was understood as; null where the
 * audience may not see it. Secret fields stay out for everybody: a raw cell may hold more than its field, and
 * unmasking gives one value at a time. Columns nobody knows stay out as well: records keep them sealed.
 */
export function cellView(
  item: CatalogItem | undefined,
  audience: Audience,
): (field: string | null, cell: string) => string | null {
  const views = new Map(
    item
      ? fieldViews(item, audience).flatMap((v) => (v.class === 'secret' ? [] : [[v.field.code, v.show]]))
      : [],
  )
  return (field, cell) => (field === null ? null : (views.get(field)?.(cell) ?? null))
}
