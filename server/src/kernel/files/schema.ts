export type Format = 'csv' | 'tsv' | 'xlsx' | 'json' | 'jsonl' | 'xml'

/** How the bytes of a text file spell characters; `utf-8-bom` begins with a byte order mark. */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** One sheet, ZIP entry or list of a file. Headers are trimmed; `headerRow` is 0 when the file has no header row. */
export type TableHead = {
  name: string
  format: Format
  encoding: Encoding
  delimiter?: string
  headers: string[]
  headerRow: number
  /** The sheet is hidden in its workbook: often a list of choices, not data. */
  hidden?: true
}

/**
 * One data row. `number` is what a person sees: the spreadsheet row, the first physical line, or the position of
 * the object in its list. `cells` has one text per header unless a problem says otherwise. `offset` is the byte
 * where the row begins, -1 when not cheap to know.
 */
export type Row = {
  number: number
  cells: string[]
  offset: number
  problem?: RowProblem
  /** JSON and XML: fields that no header names, as pairs of key and text. */
  extra?: [key: string, text: string][]
}

/** What is wrong with a row before anything is known about its meaning. */
export const rowProblemLevels = {
  'cell-count': 'error',
  'cell-too-long': 'error',
  'bad-encoding': 'error',
  'bad-quote': 'error',
  'bad-json': 'error',
  'not-an-object': 'error',
  'duplicate-key': 'error',
  'bad-reference': 'error',
  'lost-characters': 'warning',
  'nul-removed': 'warning',
  'unnamed-cell': 'warning',
  'extra-key': 'warning',
  'number-lost-digits': 'warning',
  'formula-error': 'warning',
} as const
export type RowProblemCode = keyof typeof rowProblemLevels
/** An `error` makes the row unusable as it stands; a `warning` says what to look at. */
export type RowProblem = { code: RowProblemCode; found: string; expected: string }

export type FileProblemCode =
  | 'empty'
  | 'unknown-format'
  | 'unsupported-document'
  | 'legacy-xls'
  | 'encrypted'
  | 'not-xlsx'
  | 'truncated'
  | 'damaged'
  | 'zip-bomb'
  | 'zip-too-deep'
  | 'too-many-entries'
  | 'too-many-tables'
  | 'too-many-columns'
  | 'too-many-rows'
  | 'too-large'
  | 'line-too-long'
  | 'nested-too-deep'
  | 'strings-too-large'
  | 'xml-entities'
  | 'bad-xml'
  | 'bad-json'

/** Where and what: `file` (entry or sheet), `line` or `row`, `byte`, `found`, `limit`; all safe to show. */
export type FileProblemParams = Record<string, string | number>

/** The whole file, or the rest of it, cannot be read. `fileProblemText` makes the sentence. */
export class FileProblem extends Error {
  readonly code: FileProblemCode
  readonly params: FileProblemParams
  constructor(code: FileProblemCode, params: FileProblemParams = {}, cause?: unknown) {
    super(`file problem ${code} ${JSON.stringify(params)}`, { cause })
    this.code = code
    this.params = params
  }
}

export type TableEvent = { head: TableHead } | { rows: Row[] }

export type ReadLimits = {
  columnsMax: number
  cellCharsMax: number
  /** Bytes of one line, JSON element, XML record or spreadsheet row. */
  lineBytesMax: number
  rowsMax: number
  /** Tables of the whole file: sheets, entries, lists. */
  tablesMax: number
  zipEntriesMax: number
  /** ZIP files inside the ZIP file; 1 means one level. Workbooks do not count. */
  zipDepthMax: number
  /** Expanded ÷ compressed bytes, looked at once 64 MiB are declared or came out, of a gzip file 8. */
  zipRatioMax: number
  expandedBytesMax: number
  /** Bytes of the texts that a workbook keeps apart from its sheets. */
  sharedStringBytesMax: number
  /** Nesting of XML elements and JSON values. */
  depthMax: number
  /** Rows looked at to find the header. */
  headerRowsMax: number
  /** Objects looked at to collect the headers of JSON and XML. */
  keyRowsMax: number
}

const mebi = 1024 * 1024

/** Wide enough for a province's yearly file, narrow enough that 1 GiB of memory survives any bytes. */
export const readLimits: ReadLimits = {
  columnsMax: 1000,
  cellCharsMax: 32768,
  lineBytesMax: 8 * mebi,
  rowsMax: 50_000_000,
  tablesMax: 500,
  zipEntriesMax: 10_000,
  zipDepthMax: 1,
  zipRatioMax: 200,
  expandedBytesMax: 8192 * mebi,
  sharedStringBytesMax: 256 * mebi,
  depthMax: 64,
  headerRowsMax: 50,
  keyRowsMax: 1000,
}

export type ReadOptions = Partial<ReadLimits> & {
  /** How many of the cells are headers the caller knows; the best row becomes the header row. */
  isHeader?: (cells: string[]) => number
}

/** What the sender said of the file; only breaks ties, the bytes decide. */
export type FileHint = { filename?: string | null; contentType?: string }

/** Shared by everything that reads one file: limits, what is used up, and how deep in containers we are. */
export type Place = {
  /** Name of the file, entry or sheet for heads and problems; '' when unknown. */
  name: string
  limits: ReadLimits
  isHeader: ((cells: string[]) => number) | undefined
  zipDepth: number
  used: { bytes: number; rows: number; tables: number }
}
