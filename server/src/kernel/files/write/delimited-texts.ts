import { guard } from '../formula-guard.ts'

/** Every delimiter a reader may guess is quoted, so that the guess cannot go wrong; white space at the ends too. */
const needsQuotes = /[,;|\t"\r\n]|^\s|\s$/

/** Lines of a delimited file, CRLF at the end; formulas are guarded by an apostrophe. */
export async function* delimitedTexts(
  headers: readonly string[],
  delimiter: string,
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  yield line(headers, delimiter)
  for await (const cells of rows) yield line(cells, delimiter)
}

const line = (cells: readonly string[], delimiter: string): string =>
  `${cells.map(quoted).join(delimiter)}\r\n`

function quoted(cell: string): string {
  const safe = guard(cell)
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
