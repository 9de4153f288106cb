import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import {
  type FileHint,
  FileProblem,
  type ReadOptions,
  type Row,
  readTables,
  type TableHead,
} from '../index.ts'
import { type ZipPart, zipBytes } from '../write/zip-bytes.ts'

export type Table = { head: TableHead; rows: Row[] }
export type Read = { tables: Table[]; problem: FileProblem | null }

/** Reads everything; a FileProblem ends up beside the tables that came before it, any other error is thrown. */
export async function read(
  input: string | Uint8Array | Readable,
  options: ReadOptions & { hint?: FileHint } = {},
): Promise<Read> {
  const { hint = {}, ...rest } = options
  const stream = input instanceof Readable ? input : Readable.from([Buffer.from(input)])
  const tables: Table[] = []
  try {
    for await (const event of readTables(stream, hint, rest)) {
      if ('head' in event) tables.push({ head: event.head, rows: [] })
      else tables.at(-1)!.rows.push(...event.rows)
    }
    return { tables, problem: null }
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem
    return { tables, problem }
  }
}

/** Reads a file that must have exactly one table and no problem. */
export async function readOne(
  input: string | Uint8Array | Readable,
  options: ReadOptions & { hint?: FileHint } = {},
) {
  const { tables, problem } = await read(input, options)
  if (problem) throw problem
  if (tables.length !== 1) throw new Error(`expected one table, got ${tables.length}`)
  const { head, rows } = tables[0]!
  return { head, rows, cells: rows.map((row) => row.cells), problems: rows.map((row) => row.problem?.code) }
}

/** A ZIP file of the named texts. */
export function zipOf(files: Record<string, string>): Promise<Buffer> {
  async function* parts(): AsyncGenerator<ZipPart> {
    for (const [name, text] of Object.entries(files)) yield { name, texts: one(text) }
  }
  return buffer(zipBytes(parts()))
}

async function* one(text: string) {
  yield text
}

export type Parts = {
  sheets?: Record<string, string>
  shared?: string
  styles?: string
  workbookPr?: string
  hidden?: string
}

/** A workbook of the given sheet XML (`<row>…` only), shared strings and style parts. */
export function workbook({
  sheets = {},
  shared,
  styles,
  workbookPr = '',
  hidden = '',
}: Parts): Promise<Buffer> {
  const names = Object.keys(sheets)
  const link = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://x/relationships/${type}" Target="${target}"/>`
  const links = [
    ...names.map((_, i) => link(`rId${i}`, 'worksheet', `worksheets/sheet${i}.xml`)),
    ...(shared === undefined ? [] : [link('rS', 'sharedStrings', 'sharedStrings.xml')]),
    ...(styles === undefined ? [] : [link('rT', 'styles', '/xl/styles.xml')]),
  ]
  const list = names.map(
    (name, i) =>
      `<sheet name="${name}" sheetId="${i + 1}"${name === hidden ? ' state="hidden"' : ''} r:id="rId${i}"/>`,
  )
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${link('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook>${workbookPr}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${links.join('')}</Relationships>`,
    ...(shared === undefined ? {} : { 'xl/sharedStrings.xml': `<sst>${shared}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `<styleSheet>${styles}</styleSheet>` }),
    ...Object.fromEntries(
      Object.values(sheets).map((rows, i) => [
        `xl/worksheets/sheet${i}.xml`,
        `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  })
}

/** A sheet row of inline texts. */
export const textRow = (number: number, ...cells: string[]): string =>
  `<row r="${number}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`
