const plainNumber = /^[+-]?(\d[\d,]*(\.\d+)?|\.\d+)%?$/

/** Characters that begin a formula; wide ones too, which spreadsheets of China and Japan take alike. */
const starts = '=+-@\t\r\n＝＋－＠'

/** True when a spreadsheet program would run the cell, apostrophes before it aside. */
export function isFormulaLike(cell: string): boolean {
  let at = 0
  while (cell.charCodeAt(at) === 0x27) at++
  const first = cell[at]
  if (first === undefined || !starts.includes(first)) return false
  return at > 0 || cell.length > 40 || !plainNumber.test(cell)
}

/** The cell with an apostrophe in front when it looks like a formula; `unguard` takes exactly that one away. */
export const guard = (cell: string): string => (isFormulaLike(cell) ? `'${cell}` : cell)

/** Undoes `guard`: a returned file that was corrected and sent again reads as it was. */
export const unguard = (cell: string): string =>
  cell.charCodeAt(0) === 0x27 && isFormulaLike(cell.slice(1)) ? cell.slice(1) : cell
