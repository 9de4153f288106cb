import { identityEn } from './identity.en.ts'
import { identityZhCN } from './identity.zh-CN.ts'
import { identityZhHant } from './identity.zh-Hant.ts'
import { useText } from './index.tsx'

const tables = { 'zh-CN': identityZhCN, 'zh-Hant': identityZhHant, en: identityEn }

/** The texts `w` of signing in, accounts and people, with the portal's own `t`, `pick` and the reader's language. */
export function useIdentityText() {
  const { t, language, pick } = useText()
  return { w: tables[language], t, language, pick }
}

/** The word for a code of the API; a code of a newer server, or of the installation, is shown as it is. */
export const wordFor = (words: Record<string, string>, code: string): string => words[code] ?? code
