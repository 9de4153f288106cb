import { catalogEn } from './catalog.en.ts'
import { catalogZhCN } from './catalog.zh-CN.ts'
import { catalogZhHant } from './catalog.zh-Hant.ts'
import { useText } from './index.tsx'
import { staffEn } from './staff.en.ts'
import { staffZhCN } from './staff.zh-CN.ts'
import { staffZhHant } from './staff.zh-Hant.ts'

/** Texts of the staff pages; every language has the same keys and the same parameters. */
export type StaffWords = typeof staffZhCN
/** Texts of the catalog pages, likewise. */
export type CatalogWords = typeof catalogZhCN

const tables = {
  'zh-CN': { ...staffZhCN, ...catalogZhCN },
  'zh-Hant': { ...staffZhHant, ...catalogZhHant },
  en: { ...staffEn, ...catalogEn },
}

/** The staff pages' texts `w`, with `pick` and the language of the reader. */
export function useStaffText() {
  const { language, pick } = useText()
  return { w: tables[language], language, pick }
}

/** The word for a code of the API; a code of a newer server is shown as it is. */
export const wordFor = (words: Record<string, string>, code: string): string => words[code] ?? code
