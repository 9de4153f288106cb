import type { RowProblem } from './schema.ts'

/** A short, printable piece of what was found, for problem texts. */
export const excerpt = (text: string): string => {
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text
  return short.toWellFormed().replace(/[\u0000-\u001f\u007f]/g, '·')
}

/** True when no cell holds anything but white space. */
export function isBlank(cells: readonly string[]): boolean {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (cell !== '' && cell.trim() !== '') return false
  }
  return true
}

/** How many cells are left when the empty ones at the end are dropped. */
export function filledWidth(cells: readonly string[]): number {
  let width = cells.length
  while (width > 0 && cells[width - 1]!.trim() === '') width--
  return width
}

/**
 * Makes cells safe to keep, in place: too long ones are cut, NUL is removed, lone surrogates become U+FFFD.
 * Returns the worst thing found. `badBytes` says that U+FFFD stands for bytes of this file that fit no encoding.
 */
export function scrub(cells: string[], cellCharsMax: number, badBytes = false): RowProblem | undefined {
  let problem: RowProblem | undefined
  for (let i = 0; i < cells.length; i++) {
    let cell = cells[i]!
    if (cell.includes('\0')) {
      problem ??= { code: 'nul-removed', found: excerpt(cell), expected: '' }
      cell = cell.replaceAll('\0', '')
    }
    if (!cell.isWellFormed()) cell = cell.toWellFormed()
    if (cell.includes('\ufffd')) {
      const code = badBytes ? 'bad-encoding' : 'lost-characters'
      if (problem === undefined || badBytes) problem = { code, found: excerpt(cell), expected: '' }
    }
    if (cell.length > cellCharsMax) {
      problem = { code: 'cell-too-long', found: String(cell.length), expected: String(cellCharsMax) }
      cell = cell.slice(0, cellCharsMax).toWellFormed()
    }
    cells[i] = cell
  }
  return problem
}
