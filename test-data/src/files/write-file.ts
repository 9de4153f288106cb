import { type FileHandle, open } from 'node:fs/promises'
import { columnsOf, type HeaderStyle, headersOf } from '../rows.ts'
import { gb18030Encode } from './gb18030.ts'
import { fileText, packed } from './text.ts'
import { writeXlsx } from './xlsx.ts'
import { ZipWriter } from './zip.ts'

/** File formats; `zip` is a CSV inside an archive. */
export type FileFormat = 'csv' | 'tsv' | 'xlsx' | 'json' | 'jsonl' | 'xml' | 'zip'

/** How text is spelled as bytes; ignored by xlsx. JSON and XML should stay UTF-8. */
export type FileEncoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le'

/** What to write; `style` and `only` must be those the rows were made with. XML is always headed by codes. */
export type WriteOptions = {
  kind: string
  format: FileFormat
  encoding: FileEncoding
  style?: HeaderStyle
  only?: readonly string[]
}

const encoders: Record<FileEncoding, (text: string) => Uint8Array> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8-bom': (text) => Buffer.from(text),
  gb18030: gb18030Encode,
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
}
const marks: Partial<Record<FileEncoding, Uint8Array>> = {
  'utf-8-bom': Buffer.from([0xef, 0xbb, 0xbf]),
  'utf-16le': Buffer.from([0xff, 0xfe]),
}

/** Writes rows to a new file, piece by piece; memory does not grow with the rows. Returns the number of rows. */
export async function writeFile(
  path: string,
  options: WriteOptions,
  rows: Iterable<readonly string[]>,
): Promise<number> {
  const { kind, format, encoding, only } = options
  const style = format === 'xml' && options.style !== 'old' ? 'codes' : (options.style ?? 'titles')
  const headers = headersOf(kind, style, only)
  const tally = { rows: 0 }
  const counted = count(rows, tally)
  const file = await open(path, 'w')
  try {
    if (format === 'xlsx')
      await writeXlsx(file, { title: 'Sheet1', headers, columns: columnsOf(kind, style, only) }, counted)
    else if (format === 'zip') {
      const zip = new ZipWriter(file)
      await zip.add(`${kind}.csv`, spelled(fileText('csv', headers, counted), encoding))
      await zip.end()
    } else await writePieces(file, spelled(fileText(format, headers, counted), encoding))
  } finally {
    await file.close()
  }
  return tally.rows
}

function* spelled(texts: Iterable<string>, encoding: FileEncoding): Generator<Uint8Array> {
  const mark = marks[encoding]
  if (mark) yield mark
  yield* packed(texts, encoders[encoding])
}

async function writePieces(file: FileHandle, pieces: Iterable<Uint8Array>): Promise<void> {
  for (const piece of pieces) await file.write(piece)
}

function* count(rows: Iterable<readonly string[]>, tally: { rows: number }): Generator<readonly string[]> {
  for (const cells of rows) {
    tally.rows++
    yield cells
  }
}
