export { type Audience, audienceOf, audiences } from './rules/audience.ts'
export { catalogItemOf, catalogItems, itemTitle } from './rules/catalog-items.ts'
export {
  codeLookups,
  industryTitle,
  isRegionName,
  regionPath,
  regionTitle,
  regionWithin,
  workCalendarOf,
} from './rules/code-lookups.ts'
export type { CodeTable } from './rules/code-table.ts'
export {
  depths,
  type FieldClass,
  type FieldView,
  fieldClasses,
  fieldClassOf,
  fieldViews,
  recordView,
} from './rules/field-view.ts'
export { bareHeaderKey, headerKey } from './rules/header-key.ts'
export { itemForLayout } from './rules/item-for-layout.ts'
export { headerScore, type KindMatch, kindsFor } from './rules/kinds-for.ts'
export {
  type CatalogCheck,
  type CatalogField,
  CatalogItem,
  type CatalogLayout,
  type CodeLookups,
  type Condition,
  type FieldType,
  fieldTypes,
  Openness,
  Texts,
} from './schema.ts'
