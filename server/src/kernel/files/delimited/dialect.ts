import { filledWidth } from '../cells.ts'
import { headerIndex, headerText } from '../header.ts'
import type { ReadLimits } from '../schema.ts'
import { type Dialect, Scanner } from './scanner.ts'

const candidates = [',', '\t', ';', '|']
const rowsLookedAt = 200
const headerRowsLookedAt = 20
const charsLookedAt = 256 * 1024

/**
 * Guesses delimiter and line end from the beginning of a text. The delimiter is the one that cuts the most rows
 * into the same number of cells; `preferred` wins a tie. Line ends are lone CR only when the text has no LF at all.
 */
export function detectDialect(
  text: string,
  limits: ReadLimits,
  known: ((cells: string[]) => number) | undefined,
  preferred: string | null,
): Dialect {
  const newline = !text.includes('\n') && text.includes('\r') ? '\r' : '\n'
  const sample = wholeLines(text.slice(0, charsLookedAt), newline)
  let best = { delimiter: preferred ?? ',', score: 0 }
  const order = preferred ? [preferred, ...candidates.filter((c) => c !== preferred)] : candidates
  for (const delimiter of order) {
    const score = uniformity(rowsOf(sample, { delimiter, newline }, limits), known)
    if (score > best.score) best = { delimiter, score }
  }
  return { delimiter: best.delimiter, newline }
}

function wholeLines(text: string, newline: string): string {
  const end = text.lastIndexOf(newline)
  return text.length < charsLookedAt || end < 0 ? text : text.slice(0, end + 1)
}

function rowsOf(text: string, dialect: Dialect, limits: ReadLimits): string[][] {
  const rows: string[][] = []
  const scanner = new Scanner(dialect, limits, (cells) => {
    if (rows.length < rowsLookedAt && filledWidth(cells) > 0) rows.push(cells)
  })
  // A few lines at a time: a sample of short lines need not be scanned to its end.
  for (let at = 0; at < text.length && rows.length < rowsLookedAt; at += 16384) {
    scanner.push({ text: text.slice(at, at + 16384), bytes: null, offset: 0, isBad: false })
  }
  scanner.end()
  return rows
}

/**
 * How well a delimiter cuts: the share of rows with the most frequent number of cells, half a point for a header of
 * that width, two points when the caller knows the header.
 */
function uniformity(rows: string[][], known: ((cells: string[]) => number) | undefined): number {
  const counts = new Map<number, number>()
  for (const cells of rows)
    if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  if (width < 2) return 0
  const header = rows[headerIndex(rows.slice(0, headerRowsLookedAt), known)]
  const isUsual = header !== undefined && header.length === width
  const isKnown = isUsual && known !== undefined && known(header.map(headerText)) >= 2
  return count / rows.length + (isUsual ? 0.5 : 0) + (isKnown ? 2 : 0) + Math.min(width, 50) / 1000
}
