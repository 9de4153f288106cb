import type { CatalogField } from '../../catalog/index.ts'

type TitleOf = (code: string) => string

/** A cleaned value as people read it: titles instead of codes, yuan with separators. */
export function fieldText(
  field: CatalogField,
  value: string | string[],
  enumTitle: (table: string, code: string) => string | undefined,
  regionTitle: TitleOf,
  industryTitle: TitleOf,
): string {
  const one = (text: string): string => {
    if (field.type === 'enum' && field.codes !== undefined) return enumTitle(field.codes, text) ?? text
    if (field.type === 'region') return regionTitle(text)
    if (field.type === 'industry') return industryTitle(text)
    return field.type === 'amount' ? `${grouped(text)} 元` : text
  }
  return Array.isArray(value) ? value.map(one).join('；') : one(value)
}

const grouped = (decimal: string) => {
  const [whole = '', part] = decimal.split('.')
  const spaced = whole.replace(/\B(?=(?:\d{3}){1,40}$)/g, ',')
  return part === undefined || /^0+$/.test(part) ? spaced : `${spaced}.${part}`
}
