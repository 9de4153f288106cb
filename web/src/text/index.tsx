import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Texts } from '../api/contract.ts'
import { zhCN } from './zh-CN.ts'

/** The portal's languages in the order of the switch. */
export const languages = ['zh-CN', 'zh-Hant', 'en'] as const
export type Language = (typeof languages)[number]
/** The portal's own texts; every language has the same keys. */
export type Words = typeof zhCN

const keptAs = 'xinqiao.language'

type Spoken = { language: Language; t: Words }
type Context = Spoken & { setLanguage: (language: Language) => void }
const LanguageContext = createContext<Context>({ language: 'zh-CN', t: zhCN, setLanguage: () => {} })

const known = (value: string | null): Language | undefined => languages.find((l) => l === value)

/** Language of `?lang=`, else the kept one, else simplified Chinese. */
export function firstLanguage(search: string, kept: string | null): Language {
  return known(new URLSearchParams(search).get('lang')) ?? known(kept) ?? 'zh-CN'
}

/** The texts of a language; only simplified Chinese comes with the first load. */
async function wordsOf(language: Language): Promise<Words> {
  if (language === 'zh-Hant') return (await import('./zh-Hant.ts')).zhHant
  if (language === 'en') return (await import('./en.ts')).en
  return zhCN
}

/** The reader's language with its texts, simplified Chinese when those cannot be loaded. */
export async function firstTexts(): Promise<Spoken> {
  const language = firstLanguage(window.location.search, localStorage.getItem(keptAs))
  try {
    return { language, t: await wordsOf(language) }
  } catch {
    return { language: 'zh-CN', t: zhCN }
  }
}

/** Gives the language to the pages below and keeps the reader's choice. */
export function TextProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first)
  useEffect(() => {
    document.documentElement.lang = spoken.language
    localStorage.setItem(keptAs, spoken.language)
  }, [spoken.language])
  const value = useMemo(
    () => ({
      ...spoken,
      setLanguage: (language: Language) => {
        // A language whose texts cannot be loaded leaves the page as it is.
        wordsOf(language).then(
          (t) => setSpoken({ language, t }),
          () => {},
        )
      },
    }),
    [spoken],
  )
  return <LanguageContext.Provider value={value}>{children}</LanguageContext.Provider>
}

/** The portal's texts `t`, the language, and `pick` for texts of the API. */
export function useText() {
  const { t, language, setLanguage } = useContext(LanguageContext)
  const pick = (texts: Texts | string): string =>
    typeof texts === 'string' ? texts : (texts[language] ?? texts['zh-CN'])
  return { t, language, setLanguage, pick }
}

/** The table of a feature that brings its own texts, in the reader's language. */
export function useWords<T>(own: Record<Language, T>): T {
  return own[useContext(LanguageContext).language]
}
