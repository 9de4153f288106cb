import { excerpt, scrub } from '../cells.ts'
import { FileProblem, type Place, type Row, type RowProblem } from '../schema.ts'
import type { TableShaper } from '../table-shaper.ts'
import type { Attributes, OnXml } from '../xml/guarded-parser.ts'
import { numberText } from './number-text.ts'
import { unescapeText } from './parts.ts'
import { serialText } from './serial-date.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { Workbook } from './workbook.ts'

/** Turns the elements of a sheet into rows. Cells keep their text; numbers their digits; dates become days. */
export class SheetReader implements OnXml {
  #workbook: Workbook
  #strings: SharedStrings
  #place: Place
  #shaper: TableShaper
  #row = 0
  #column = -1
  #cells: string[] = []
  #problem: RowProblem | undefined
  #chars = 0
  #type = 'n'
  #style = 0
  #text = ''
  #isTaking = false
  #isHint = false

  constructor(workbook: Workbook, strings: SharedStrings, place: Place, shaper: TableShaper) {
    this.#workbook = workbook
    this.#strings = strings
    this.#place = place
    this.#shaper = shaper
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'v') this.#isTaking = this.#type !== 'inlineStr'
    else if (name === 't') this.#isTaking = this.#type === 'inlineStr' && !this.#isHint
    else if (name === 'rPh') this.#isHint = true
    else if (name === 'row') this.#openRow(attributes)
  }

  text(text: string): void {
    if (!this.#isTaking) return
    this.#text += text
    this.#chars += text.length
    if (this.#chars > this.#place.limits.lineBytesMax) {
      throw new FileProblem('line-too-long', {
        file: this.#place.name,
        row: this.#row,
        limit: this.#place.limits.lineBytesMax,
      })
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isTaking = false
    else if (name === 'c') this.#closeCell()
    else if (name === 'rPh') this.#isHint = false
    else if (name === 'row') this.#closeRow()
  }

  #openRow(attributes: Attributes): void {
    const given = Number(attributes.r)
    // Numbers only grow, so that one number never names two rows.
    this.#row = Number.isSafeInteger(given) && given > this.#row ? given : this.#row + 1
    this.#column = -1
    this.#cells = []
    this.#problem = undefined
    this.#chars = 0
  }

  #openCell(attributes: Attributes): void {
    this.#column = attributes.r ? columnOf(attributes.r) : this.#column + 1
    this.#type = attributes.t ?? 'n'
    this.#style = Number(attributes.s ?? 0)
    this.#text = ''
  }

  #closeCell(): void {
    if (this.#text === '') return
    const cell = this.#cellText()
    // One column more than allowed is kept, so that the head is refused or the row marked.
    const column = Math.min(this.#column, this.#place.limits.columnsMax)
    if (this.#column < 0 || (column < this.#column && cell.trim() === '')) return
    if (this.#column > column)
      this.#mark({ code: 'cell-count', found: `> ${column}`, expected: `≤ ${column}` })
    while (this.#cells.length < column) this.#cells.push('')
    this.#cells[column] = cell
  }

  #cellText(): string {
    const text = this.#text
    switch (this.#type) {
      case 's': {
        const shared = /^\d{1,10}$/.test(text) ? this.#strings.get(Number(text)) : undefined
        if (shared === undefined) this.#mark({ code: 'bad-reference', found: excerpt(text), expected: '' })
        // Shared texts count for the size of a row as if they stood in it.
        this.#chars += shared?.length ?? 0
        return shared ?? ''
      }
      case 'b':
        return text === '1' ? 'TRUE' : 'FALSE'
      case 'e':
        this.#mark({ code: 'formula-error', found: excerpt(text), expected: '' })
        return text
      case 'n':
        return this.#number(text)
      case 'd':
        return text.replace(/T00:00:00(\.0+)?Z?$/, '')
      default:
        return unescapeText(text)
    }
  }

  #number(stored: string): string {
    const parts = this.#workbook.styles[this.#style] ?? null
    const day = parts && serialText(Number(stored), parts, this.#workbook.is1904)
    if (day) return day
    const { text, lostDigits } = numberText(stored)
    if (lostDigits) this.#mark({ code: 'number-lost-digits', found: excerpt(stored), expected: '' })
    return text
  }

  #mark(problem: RowProblem): void {
    this.#problem ??= problem
  }

  #closeRow(): void {
    const found = scrub(this.#cells, this.#place.limits.cellCharsMax)
    const problem = this.#problem ?? found
    const row: Row = { number: this.#row, cells: this.#cells, offset: -1 }
    if (problem) row.problem = problem
    this.#shaper.push(row, this.#chars)
    this.#cells = []
  }
}

/** 0 for A1, 27 for AB7; -1 for what is no cell reference. */
function columnOf(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length && i < 4; i++) {
    const code = reference.charCodeAt(i) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}
