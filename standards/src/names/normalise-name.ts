import { tidyText } from '../text/tidy.ts'

export type NormalisedName = {
  /** Display form: full-width brackets, no blanks between Chinese characters, folded width, no stray marks. */
  name: string
  /** What was changed: brackets, spaces, width, zero, mark, alias, tidied. */
  changes: string[]
  /** Other names in the same cell: 第一名称…第二名称…, （原名:…）, （曾用名:…）. */
  aliases: string[]
}

const nameCharsMax = 2_000
const plain = /^[\p{Script=Han}〇（）]+$/u
const besideHan =
  /(?<=[\p{Script=Han}〇（）])[ \t]+(?=[\p{Script=Han}〇（）0-9])|(?<=[0-9）])[ \t]+(?=[\p{Script=Han}〇（])/gu
const zero = /(?<=[一二三四五六七八九〇零])[○◯oOОо0](?=\p{Script=Han}|$)/gu
const strayEnd = /(?:[*＊?？!！,，;；:：、。.…]|\s)+$/u
const strayStart = /^(?:[*＊?？!！,，;；:：、。.…]|\s)+/u
const numbered = /^第一名称[:：]?\s*(.+?)[\s;；,，]*第二名称[:：]?\s*(.+)$/u
const former =
  /[（(]\s*(?:原名称|原名|原企业名称|曾用名称|曾用名|又名|别名)\s*(?:为|是)?[:：]?\s*([^（）()]{2,200}(?:[（(][^（）()]{1,40}[）)][^（）()]{0,60})?)\s*[）)]\s*$/u

const none: string[] = []

/**
 * A name as it is shown. Nothing is guessed: what could be a different character stays as it is. Names beyond 2,000
 * characters are cut.
 */
export function normaliseName(text: string): NormalisedName {
  if (
    text.length < 200 &&
    plain.test(text) &&
    !text.includes('名称') &&
    !text.includes('原名') &&
    !text.includes('曾用名')
  )
    return { name: text, changes: none, aliases: none }
  const changes: string[] = []
  const step = (before: string, after: string, change: string) => {
    if (before !== after) changes.push(change)
    return after
  }
  let name = step(text, tidyText(text.slice(0, nameCharsMax)), 'tidied')
  name = step(name, foldWidth(name), 'width')
  const cell = cellNames(name)
  if (cell.aliases.length > 0) changes.push('alias')
  name = polish(cell.name, step)
  return {
    name,
    changes,
    aliases: cell.aliases
      .map((alias) => polish(alias, (_, after) => after))
      .filter((alias) => alias !== '' && alias !== name),
  }
}

function polish(text: string, step: (before: string, after: string, change: string) => string): string {
  let name = step(text, text.replace(strayStart, '').replace(strayEnd, ''), 'mark')
  if (/\p{Script=Han}/u.test(name)) {
    name = step(name, name.replaceAll('(', '（').replaceAll(')', '）'), 'brackets')
    name = step(name, name.replace(besideHan, ''), 'spaces')
    name = step(name, name.replace(zero, '〇'), 'zero')
  }
  return step(name, name.replace(/\s{2,}/gu, ' '), 'spaces')
}

/** Full-width letters and digits become plain ones; brackets and Chinese punctuation stay. */
const foldWidth = (text: string) =>
  /[０-９Ａ-Ｚａ-ｚ＆．－]/u.test(text)
    ? text.replace(/[０-９Ａ-Ｚａ-ｚ＆．－]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    : text

function cellNames(text: string): { name: string; aliases: string[] } {
  const two = numbered.exec(text)
  if (two) return { name: two[1]!.trim(), aliases: [two[2]!.trim()] }
  const one = /^第一名称[:：]\s*(.+)$/u.exec(text)
  if (one) return { name: one[1]!.trim(), aliases: [] }
  const was = former.exec(text)
  if (was && was.index >= 2)
    return {
      name: text.slice(0, was.index).trim(),
      aliases: was[1]!
        .split(/[、;；,，]/u)
        .map((a) => a.trim())
        .filter((a) => a.length >= 2)
        .slice(0, 10),
    }
  return { name: text, aliases: [] }
}
