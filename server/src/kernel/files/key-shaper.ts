import { excerpt, scrub } from './cells.ts'
import { FileProblem, type Place, type Row, type RowProblem, type TableEvent } from './schema.ts'
import { countRow, countTable, type TableBase } from './table-shaper.ts'

const batchRows = 1000
const heldCharsMax = 8 * 1024 * 1024

/** An object of the file: keys and texts side by side, in the order of the file. */
export type KeyedRow = { keys: string[]; values: string[]; problem?: RowProblem; isBad?: boolean }

/**
 * Turns objects (JSON, XML) into a head and batches. The headers are the keys of the first objects in the order
 * met; a key that first comes later goes to the row's `extra` with the problem `extra-key`.
 */
export class KeyShaper {
  #base: TableBase
  #place: Place
  #columns: Map<string, number> | null = null
  #waiting: { keyed: KeyedRow; number: number; offset: number }[] = []
  #rows: Row[] = []
  #events: TableEvent[] = []
  #heldChars = 0

  constructor(base: TableBase, place: Place) {
    this.#base = base
    this.#place = place
  }

  /** Adds an object; `chars` is about how much text it holds. */
  push(keyed: KeyedRow, number: number, offset: number, chars: number): void {
    this.#heldChars += chars
    if (this.#columns) this.#accept(keyed, number, offset)
    else {
      this.#waiting.push({ keyed, number, offset })
      if (this.#waiting.length >= this.#place.limits.keyRowsMax || this.#heldChars > heldCharsMax)
        this.#decide()
    }
  }

  /** Decides the headers of a short table and closes the last batch. */
  end(): void {
    try {
      if (!this.#columns && this.#waiting.length > 0) this.#decide()
    } finally {
      this.#flush()
    }
  }

  /** What is ready to be handed on; call after every piece of the file. */
  take(): TableEvent[] {
    if (this.#heldChars > heldCharsMax && this.#columns) this.#flush()
    const events = this.#events
    if (events.length > 0) this.#events = []
    return events
  }

  #decide(): void {
    const waiting = this.#waiting
    this.#waiting = []
    const columns = new Map<string, number>()
    const { columnsMax } = this.#place.limits
    for (const { keyed, number } of waiting) {
      for (const key of keyed.keys) if (!columns.has(key)) columns.set(key, columns.size)
      if (columns.size > columnsMax) {
        const found = `> ${columnsMax}`
        throw new FileProblem('too-many-columns', {
          file: this.#place.name,
          row: number,
          found,
          limit: columnsMax,
        })
      }
    }
    this.#columns = columns
    countTable(this.#place)
    this.#events.push({ head: { ...this.#base, headers: [...columns.keys()], headerRow: 0 } })
    for (const { keyed, number, offset } of waiting) this.#accept(keyed, number, offset)
  }

  #accept(keyed: KeyedRow, number: number, offset: number): void {
    const { cellCharsMax, columnsMax } = this.#place.limits
    const problem = scrub(keyed.values, cellCharsMax, keyed.isBad)
    const columns = this.#columns!
    const extra: [string, string][] = []
    const row: Row = { number, cells: keyed.keys.length > 0 ? new Array(columns.size).fill('') : [], offset }
    for (let i = 0; i < keyed.keys.length; i++) {
      const column = columns.get(keyed.keys[i]!)
      if (column !== undefined) row.cells[column] = keyed.values[i]!
      else if (extra.length < columnsMax) extra.push([keyed.keys[i]!, keyed.values[i]!])
    }
    if (extra.length > 0) row.extra = extra
    const worst = keyed.problem ?? problem ?? (extra[0] && extraKey(extra[0]))
    if (worst) row.problem = worst
    countRow(this.#place, row)
    this.#rows.push(row)
    if (this.#rows.length >= batchRows) this.#flush()
  }

  #flush(): void {
    this.#heldChars = 0
    if (this.#rows.length === 0) return
    this.#events.push({ rows: this.#rows })
    this.#rows = []
  }
}

const extraKey = ([key, value]: [string, string]): RowProblem => ({
  code: 'extra-key',
  found: excerpt(`${key}: ${value}`),
  expected: '',
})
