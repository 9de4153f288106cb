const pieceLength = 1 << 17

/** One line of CSV with CRLF, quoted only where needed. */
export function csvLine(cells: readonly string[]): string {
  let line = ''
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] as string
    if (at > 0) line += ','
    line += needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  }
  return `${line}\r\n`
}

const needsQuotes = /[",\r\n]|^\s|\s$/

/** One line of TSV; tabs and line ends inside cells become spaces, as the format has no quotes. */
export function tsvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => cell.replace(/[\t\r\n]/g, ' ')).join('\t')}\r\n`
}

/** The text of a whole file, line by line. */
export function* fileText(
  format: 'csv' | 'tsv' | 'json' | 'jsonl' | 'xml',
  headers: readonly string[],
  rows: Iterable<readonly string[]>,
): Generator<string> {
  if (format === 'csv' || format === 'tsv') {
    const line = format === 'csv' ? csvLine : tsvLine
    yield line(headers)
    for (const cells of rows) yield line(cells)
  } else if (format === 'jsonl') {
    for (const cells of rows) yield `${JSON.stringify(asObject(headers, cells))}\n`
  } else if (format === 'json') {
    let before = '[\n'
    for (const cells of rows) {
      yield before + JSON.stringify(asObject(headers, cells))
      before = ',\n'
    }
    yield before === '[\n' ? '[]\n' : '\n]\n'
  } else {
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<records>\n'
    for (const cells of rows) yield xmlRecord(headers, cells)
    yield '</records>\n'
  }
}

/** Joins small texts into pieces of about 128k characters and spells them as bytes. */
export function* packed(
  texts: Iterable<string>,
  encode: (text: string) => Uint8Array,
): Generator<Uint8Array> {
  let piece = ''
  for (const text of texts) {
    piece += text
    if (piece.length < pieceLength) continue
    yield encode(piece)
    piece = ''
  }
  if (piece) yield encode(piece)
}

/** Cells beyond the headers get numbered names; cells that are missing are left out. */
function asObject(headers: readonly string[], cells: readonly string[]): Record<string, string> {
  return Object.fromEntries(cells.map((cell, at) => [headers[at] ?? `column${at + 1}`, cell]))
}

function xmlRecord(headers: readonly string[], cells: readonly string[]): string {
  const fields = cells.map((cell, at) => {
    const name = headers[at] ?? `column${at + 1}`
    return `<${name}>${escapeXml(cell)}</${name}>`
  })
  return `<record>${fields.join('')}</record>\n`
}

/** Text for XML content and attributes; characters XML cannot hold become spaces. */
export function escapeXml(text: string): string {
  if (!/[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) return text
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
