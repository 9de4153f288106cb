const simpleName = /^[\p{L}_][\p{L}\p{N}_.-]{0,199}$/u

/** The exchange form: `<rows>` with one `<row>` per record; a header that is no element name is a `<field name>`. */
export async function* xmlTexts(
  headers: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  const tags = headers.map((header) =>
    simpleName.test(header) && !/^xml/i.test(header)
      ? ([`<${header}>`, `</${header}>`] as const)
      : ([`<field name="${escapeXml(header)}">`, '</field>'] as const),
  )
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<rows>\n'
  for await (const cells of rows) {
    yield `<row>${tags.map(([open, close], i) => open + escapeXml(cells[i] ?? '') + close).join('')}</row>\n`
  }
  yield '</rows>\n'
}

const special: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

/** Text for XML 1.0; what it cannot carry at all (control characters) is left out. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"\r\n\t]/g, (found) => special[found]!)
