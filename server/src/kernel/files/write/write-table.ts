import { Readable } from 'node:stream'
import type { Encoding, Format } from '../schema.ts'
import { delimitedTexts } from './delimited-texts.ts'
import { encodeTexts } from './encode.ts'
import { jsonLinesTexts, jsonTexts } from './json-texts.ts'
import { xlsxParts } from './xlsx-parts.ts'
import { xmlTexts } from './xml-texts.ts'
import { zipBytes } from './zip-bytes.ts'

/** The head of the table that is given back: as it was read, so that the sender recognises the file. */
export type WriteHead = { headers: readonly string[]; encoding: Encoding; delimiter?: string }

/**
 * Writes a table in a format that `readTables` reads back the same. Delimited files keep encoding, mark and
 * delimiter and get an apostrophe before what a spreadsheet would run; JSON and XML are always UTF-8. Rows are
 * drawn as the stream is read; missing cells are empty, cells beyond the headers are left out of keyed formats.
 */
export function writeTable(
  format: Format,
  head: WriteHead,
  rows: AsyncIterable<readonly string[]>,
): Readable {
  return Readable.from(bytesOf(format, head, rows), { objectMode: false })
}

function bytesOf(
  format: Format,
  head: WriteHead,
  rows: AsyncIterable<readonly string[]>,
): AsyncIterable<Buffer> {
  const { headers } = head
  switch (format) {
    case 'csv':
    case 'tsv': {
      const delimiter = head.delimiter ?? (format === 'tsv' ? '\t' : ',')
      return encodeTexts(delimitedTexts(headers, delimiter, rows), head.encoding)
    }
    case 'xlsx':
      return zipBytes(xlsxParts(headers, rows))
    case 'json':
      return encodeTexts(jsonTexts(headers, rows), 'utf-8')
    case 'jsonl':
      return encodeTexts(jsonLinesTexts(headers, rows), 'utf-8')
    case 'xml':
      return encodeTexts(xmlTexts(headers, rows), 'utf-8')
  }
}
