import { tidyText } from '../text/tidy.ts'
import { namesInCell } from './aliases.ts'
import { withoutStrayMarks } from './stray-marks.ts'
import { withZero } from './zero.ts'

export type NormalisedName = {
  /** Display form: full-width brackets, no blanks between Chinese characters, folded width, no stray marks. */
  name: string
  /** What was changed, in the order of the steps: tidied, width, alias, brackets, spaces, zero, mark. */
  changes: string[]
  /** Other names in the same cell: 第一名称…第二名称…, （原名:…）, （曾用名:…）, （简称:…）. */
  aliases: string[]
}

const nameCharsMax = 2_000

/**
 * A name as it is shown. Nothing is guessed: what could be a different character stays as it is, characters are
 * never simplified, and masks (`**`) stay visible. Names beyond 2,000 characters are cut.
 */
export function normaliseName(text: string): NormalisedName {
  if (isPlain(text)) return { name: text, changes: [], aliases: [] }
  const changes: string[] = []
  const step = (change: string, before: string, after: string): string => {
    if (before !== after && !changes.includes(change)) changes.push(change)
    return after
  }
  const tidy = step('tidied', text, tidyText(text.slice(0, nameCharsMax)))
  const folded = step('width', tidy, foldWidth(tidy))
  const cell = namesInCell(folded)
  const name = polish(step('alias', folded, cell?.name ?? folded), step)
  const aliases = (cell?.aliases ?? []).map((alias) => polish(alias, (_change, _before, after) => after))
  return { name, changes, aliases: [...new Set(aliases)].filter((alias) => alias !== '' && alias !== name) }
}

type Step = (change: string, before: string, after: string) => string

function polish(text: string, step: Step): string {
  let name = text
  // Taking a mark away can bring another to the end; three rounds settle every name met, and the bound is the point.
  for (let round = 0; round < 3; round++) {
    const before = name
    name = step('brackets', name, withBrackets(name))
    name = step('spaces', name, withoutBlanks(name))
    name = step('mark', name, withoutStrayMarks(name))
    name = step('zero', name, withZero(name))
    if (name === before) break
  }
  return name
}

/** True for names of CJK ideographs, 〇 and balanced full-width brackets only, which nothing above would change. */
function isPlain(text: string): boolean {
  if (text.length > nameCharsMax) return false
  let open = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c >= 0x4e00 && c <= 0x9fff) {
      // 名 is part of every mark of a second name but 简称, which stands in brackets.
      if (c === 0x540d || (c === 0x7b80 && i > 0)) return false
    } else if (c === 0xff08) open++
    else if (c !== 0x3007 && (c !== 0xff09 || --open < 0)) return false
  }
  return open === 0
}

/** Full-width letters and digits become plain ones; brackets and Chinese punctuation stay. */
function foldWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ＆．－]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
}

/** Full-width brackets where the name is Chinese; a Latin name keeps its own. */
function withBrackets(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text
  return text.replace(/[(﹙[【〔﹝［]/g, '（').replace(/[)﹚\]】〕﹞］]/g, '）')
}

/** Blanks go beside anything but Latin letters and digits, between which one stays. */
function withoutBlanks(text: string): string {
  if (!/\s/.test(text)) return text
  return text.replace(/\s+/g, (blank, at: number) =>
    isLatin(text[at - 1]) && isLatin(text[at + blank.length]) ? ' ' : '',
  )
}

function isLatin(character: string | undefined): boolean {
  return character !== undefined && !/[\p{Script=Han}〇（）「」《》“”]/u.test(character)
}
