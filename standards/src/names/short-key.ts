import { nameKey } from './name-key.ts'

const stockMarks = /^(?:\*?ST|S\*ST|SST|N|C|XD|XR|DR)(?=\p{Script=Han})/u

/** The key of a short or stock name: ST marks and the trailing class of shares are taken off. */
export function shortKey(name: string): string {
  const text = name
    .normalize('NFKC')
    .toUpperCase()
    .trim()
    .replace(stockMarks, '')
    .replace(/(?<=\p{Script=Han})(?:[AB]股?|-?[UWD]{1,3})$/u, '')
  return nameKey(text)
}

/** True when the characters of the short text stand in the long one in order, others between them allowed. */
export function isSubsequence(short: string, long: string): boolean {
  let at = 0
  for (const character of short) {
    const found = long.indexOf(character, at)
    if (found < 0) return false
    at = found + character.length
  }
  return true
}
