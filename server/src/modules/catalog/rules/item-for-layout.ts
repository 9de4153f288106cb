import type { CatalogItem } from '../schema.ts'

const adapted = new WeakMap<CatalogItem, Map<string, CatalogItem>>()

/**
 * The item as rows of an older layout are to be read: what the layout never had is not required, and its own sign of
 * withdrawal counts. The item itself for the current layout or an unknown name; the same object every time.
 */
export function itemForLayout(item: CatalogItem, layoutName: string | undefined): CatalogItem {
  const layout = layoutName === undefined ? undefined : item.layouts?.find(({ name }) => name === layoutName)
  if (layout === undefined) return item
  const kept = adapted.get(item) ?? new Map<string, CatalogItem>()
  adapted.set(item, kept)
  const known = kept.get(layout.name)
  if (known !== undefined) return known
  const optional = new Set(layout.optional ?? [])
  const made: CatalogItem = {
    ...item,
    ...(layout.withdrawnWhen ? { withdrawnWhen: layout.withdrawnWhen } : {}),
    fields: item.fields.map((field) => {
      if (!optional.has(field.code)) return field
      const { required: _, ...rest } = field
      return rest
    }),
  }
  kept.set(layout.name, made)
  return made
}
