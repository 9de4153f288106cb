import { codeLines } from './code-lines.ts'

export type IndustryIndex = {
  titles: ReadonlyMap<string, string>
  find: (text: string) => string | undefined
}

const coded = /^([A-T])?(\d{2,4})?(?:\.0+)?$/u
const textMax = 200

/** Arranges the industry table: codes carry their section letter (F5132); data has 5132, 5132.0, F5132 or a title. */
export function industryIndex(lines: string): IndustryIndex {
  const titles = new Map<string, string>()
  const byDigits = new Map<string, string>()
  const byTitle = new Map<string, string>()
  for (const { code, title } of codeLines(lines)) {
    titles.set(code, title)
    byDigits.set(code.slice(1), code)
    const key = titleKey(title)
    const known = byTitle.get(key)
    // A class alone in its group bears the group's title: the wider code is right for both.
    if (known === undefined || known.startsWith(code)) byTitle.set(key, code)
    else if (!code.startsWith(known)) byTitle.set(key, '')
  }
  return {
    titles,
    find: (text) => {
      const tidy = text.slice(0, textMax).normalize('NFKC').replace(/\s+/gu, '')
      const met = coded.exec(tidy.toUpperCase())
      if (met !== null && tidy !== '') return fromCode(met[1], met[2], titles, byDigits)
      return byTitle.get(titleKey(tidy)) || undefined
    },
  }
}

function fromCode(
  letter: string | undefined,
  digits: string | undefined,
  titles: ReadonlyMap<string, string>,
  byDigits: ReadonlyMap<string, string>,
): string | undefined {
  if (digits === undefined) return letter !== undefined && titles.has(letter) ? letter : undefined
  const code = byDigits.get(digits)
  return code !== undefined && (letter === undefined || code.startsWith(letter)) ? code : undefined
}

const titleKey = (title: string): string => title.normalize('NFKC').replace(/[\s、,，和及()（）]+/gu, '')
