import { filledWidth } from './cells.ts'

const headerCharsMax = 100

/** A header as it is compared and shown: no line breaks, no white space around. */
export const headerText = (cell: string): string => cell.replace(/[\r\n\ufeff]+/g, '').trim()

/**
 * The index of the header among the first rows of a table; -1 when every row looks like data. Titles and notes
 * above the header fill fewer cells than the table is wide. `known` counts the headers the caller knows.
 */
export function headerIndex(
  rows: readonly (readonly string[])[],
  known?: (cells: string[]) => number,
): number {
  const width = usualWidth(rows)
  if (known) {
    const best = bestKnown(rows, known)
    if (best.score >= Math.min(2, width)) return best.index
  }
  return rows.findIndex((cells) => looksLikeHeader(cells, width))
}

function bestKnown(rows: readonly (readonly string[])[], known: (cells: string[]) => number) {
  const best = { index: -1, score: 0 }
  rows.forEach((cells, index) => {
    const score = known(cells.map(headerText))
    if (score > best.score) Object.assign(best, { index, score })
  })
  return best
}

/** The width most rows have, empty cells at the end aside; the larger of two equally frequent ones. */
export function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const cells of rows) {
    const width = filledWidth(cells)
    if (width > 0) counts.set(width, (counts.get(width) ?? 0) + 1)
  }
  let usual = 0
  for (const [width, count] of counts) {
    const most = counts.get(usual) ?? 0
    if (count > most || (count === most && width > usual)) usual = width
  }
  return usual
}

function looksLikeHeader(cells: readonly string[], width: number): boolean {
  const filled = cells.map(headerText).filter((cell) => cell !== '')
  if (filled.length < Math.min(2, width) || filled.length * 2 < width) return false
  // Half of the columns is a header only without gaps; 填报单位：…,,,2024年 is a note.
  if (filled.length * 2 === width && filledWidth(cells) > filled.length) return false
  let words = 0
  for (const cell of filled) {
    if (cell.length > headerCharsMax || isSurelyData(cell)) return false
    if (/[\p{L}]/u.test(cell)) words++
  }
  return words * 2 >= filled.length && new Set(filled).size >= Math.min(2, width)
}

/** Days, decimals and long numbers stand in data rows, never in a header. */
const isSurelyData = (cell: string): boolean =>
  /\d{6}/.test(cell) || /^[-+]?\d+\.\d+$/.test(cell) || /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}/.test(cell)

/** Names for the columns of a table without a header row: A, B, … AA, as a spreadsheet names them. */
export function columnLetters(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    let letters = ''
    for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
    }
    return letters
  })
}
