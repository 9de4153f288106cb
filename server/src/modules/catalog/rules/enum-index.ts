import type { CodeEntry } from './code-table.ts'

export type EnumIndex = {
  codeOf: (text: string) => string | undefined
  titleOf: (code: string) => string | undefined
}

/** The form in which values of a table are compared: width, blanks and case do not count. */
export const enumKey = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()

/** Arranges a table of values. A code counts before a title, a title before an alias. */
export function enumIndex(entries: readonly CodeEntry[]): EnumIndex {
  const exact = new Map<string, string>()
  const loose = new Map<string, string>()
  const titles = new Map<string, string>()
  const add = (text: string | undefined, code: string) => {
    if (text === undefined) return
    if (!exact.has(text)) exact.set(text, code)
    const key = enumKey(text)
    if (!loose.has(key)) loose.set(key, code)
  }
  for (const { code, title } of entries) {
    titles.set(code, title['zh-CN'])
    add(code, code)
  }
  for (const { code, title } of entries) {
    add(title['zh-CN'], code)
    add(title['zh-Hant'], code)
  }
  for (const { code, aliases } of entries) for (const alias of aliases ?? []) add(alias, code)
  const valueMax = 300
  return {
    codeOf: (text) => exact.get(text) ?? (text.length > valueMax ? undefined : loose.get(enumKey(text))),
    titleOf: (code) => titles.get(code),
  }
}
