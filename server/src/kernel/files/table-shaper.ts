import { filledWidth, isBlank } from './cells.ts'
import { columnLetters, headerIndex, headerText } from './header.ts'
import { FileProblem, type Place, type Row, type TableEvent, type TableHead } from './schema.ts'

const batchRows = 1000
const heldCharsMax = 4 * 1024 * 1024

export type TableBase = Omit<TableHead, 'headers' | 'headerRow'>

/** Counts a table against the file's limit; a table without rows counts too. */
export function countTable(place: Place): void {
  if (++place.used.tables > place.limits.tablesMax) {
    throw new FileProblem('too-many-tables', { file: place.name, limit: place.limits.tablesMax })
  }
}

/** Counts a row against the file's limit. */
export function countRow(place: Place, row: Row): void {
  if (++place.used.rows > place.limits.rowsMax) {
    throw new FileProblem('too-many-rows', { file: place.name, row: row.number, limit: place.limits.rowsMax })
  }
}

/**
 * Turns the raw rows of a grid (CSV, sheet) into a head and batches: finds the header, drops blank rows, compares
 * widths. `isRagged` tables leave out empty cells at the end, so a short row is no problem there.
 */
export class TableShaper {
  #base: TableBase
  #place: Place
  #isRagged: boolean
  #head: TableHead | null = null
  #physicalWidth = 0
  #waiting: Row[] = []
  #rows: Row[] = []
  #events: TableEvent[] = []
  #heldChars = 0

  constructor(base: TableBase, place: Place, isRagged: boolean) {
    this.#base = base
    this.#place = place
    this.#isRagged = isRagged
  }

  /** Adds a row; `chars` is about how much text it holds. */
  push(row: Row, chars: number): void {
    if (isBlank(row.cells) && (!row.problem || row.problem.code === 'nul-removed')) return
    this.#heldChars += chars
    if (this.#head) this.#accept(row)
    else {
      this.#waiting.push(row)
      if (this.#waiting.length >= this.#place.limits.headerRowsMax || this.#heldChars > heldCharsMax)
        this.#decide()
    }
  }

  /** Decides the header of a short table and closes the last batch. */
  end(): void {
    try {
      if (!this.#head && this.#waiting.length > 0) this.#decide()
    } finally {
      this.#flush()
    }
  }

  /** What is ready to be handed on; call after every piece of the file. */
  take(): TableEvent[] {
    if (this.#heldChars > heldCharsMax && this.#head) this.#flush()
    if (this.#events.length === 0) return this.#events
    const events = this.#events
    this.#events = []
    return events
  }

  #decide(): void {
    const waiting = this.#waiting
    this.#waiting = []
    // Rows beyond all columns are looked at only to refuse a table that begins with one.
    const tooWide = waiting.findIndex((row) => row.problem?.code === 'cell-count')
    const grid = waiting.map((row) => (row.problem?.code === 'cell-count' ? [] : row.cells))
    const index = headerIndex(grid, this.#place.isHeader)
    const header = waiting[index]
    const width = header ? filledWidth(header.cells) : Math.max(...grid.map(filledWidth))
    const { columnsMax } = this.#place.limits
    if (width > columnsMax || (tooWide >= 0 && (index < 0 || tooWide < index))) {
      const row = waiting[tooWide]?.number ?? header?.number ?? waiting[0]!.number
      throw new FileProblem('too-many-columns', {
        file: this.#place.name,
        row,
        found: `> ${columnsMax}`,
        limit: columnsMax,
      })
    }
    this.#physicalWidth = header ? header.cells.length : width
    this.#head = {
      ...this.#base,
      headers: header ? header.cells.slice(0, width).map(headerText) : columnLetters(width),
      headerRow: header?.number ?? 0,
    }
    countTable(this.#place)
    this.#events.push({ head: this.#head })
    for (const row of waiting.slice(index + 1)) this.#accept(row)
  }

  #accept(row: Row): void {
    const width = this.#head!.headers.length
    if (row.cells.length !== width) this.#compareWidth(row, width)
    countRow(this.#place, row)
    this.#rows.push(row)
    if (this.#rows.length >= batchRows) this.#flush()
  }

  #compareWidth(row: Row, width: number): void {
    const { cells } = row
    while (cells.length > width && cells[cells.length - 1]!.trim() === '') cells.pop()
    if (cells.length < width && this.#isRagged) while (cells.length < width) cells.push('')
    if (cells.length === width || row.problem) return
    const isUnnamed = cells.length > width && (this.#isRagged || cells.length <= this.#physicalWidth)
    row.problem = isUnnamed
      ? { code: 'unnamed-cell', found: columnLetters(cells.length).at(-1)!, expected: String(width) }
      : { code: 'cell-count', found: String(cells.length), expected: String(width) }
  }

  #flush(): void {
    this.#heldChars = 0
    if (this.#rows.length === 0) return
    this.#events.push({ rows: this.#rows })
    this.#rows = []
  }
}
