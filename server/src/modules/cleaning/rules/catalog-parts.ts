import type { CatalogItem } from '../../catalog/index.ts'

export type { CatalogItem }
/** One field of a catalog item. */
export type CatalogField = CatalogItem['fields'][number]
/** One check across fields that an item names. */
export type CatalogCheck = NonNullable<CatalogItem['checks']>[number]
/** A test of one field's value, as items use it. */
export type CatalogCondition = NonNullable<CatalogItem['withdrawnWhen']>
