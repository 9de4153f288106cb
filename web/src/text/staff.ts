import { useText } from './index.tsx'
import { staffEn } from './staff.en.ts'
import { staffZhCN } from './staff.zh-CN.ts'
import { staffZhHant } from './staff.zh-Hant.ts'

/** Texts of the staff pages; every language has the same keys and the same parameters. */
export type StaffWords = typeof staffZhCN

const tables = { 'zh-CN': staffZhCN, 'zh-Hant': staffZhHant, en: staffEn }

/** The staff pages' texts `w`, with `pick` and the language of the reader. */
export function useStaffText() {
  const { language, pick } = useText()
  return { w: tables[language], language, pick }
}

/** The word for a code of the API; a code of a newer server is shown as it is. */
export const wordFor = (words: Record<string, string>, code: string): string => words[code] ?? code
