/** A JSON list, one object a line; all values are strings, so that no digit is lost. */
export async function* jsonTexts(
  headers: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  let before = '[\n'
  for await (const cells of rows) {
    yield before + objectText(headers, cells)
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** JSON Lines, all values strings. */
export async function* jsonLinesTexts(
  headers: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  for await (const cells of rows) yield `${objectText(headers, cells)}\n`
}

/** Written by hand: a header named `__proto__` is a key like any other. */
const objectText = (headers: readonly string[], cells: readonly string[]): string =>
  `{${headers.map((header, i) => `${JSON.stringify(header)}:${JSON.stringify(cells[i] ?? '')}`).join(',')}}`
