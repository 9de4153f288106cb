import { columnLetters } from '../header.ts'
import { escapeXml } from './xml-texts.ts'
import type { ZipPart } from './zip-bytes.ts'

const rowsPerSheet = 1_048_576
const cellCharsMax = 32_767
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageTypes = 'http://schemas.openxmlformats.org/package/2006'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/**
 * The parts of a workbook. Every cell is text in a text-formatted column, so that long numbers stay exact when a
 * person edits them; a table longer than a sheet goes on in the next one. Cells end at 32,767 characters, the
 * program's limit.
 */
export async function* xlsxParts(
  headers: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): AsyncGenerator<ZipPart> {
  const cursor = new Cursor(rows)
  let sheets = 0
  do {
    sheets++
    yield { name: `xl/worksheets/sheet${sheets}.xml`, texts: sheetTexts(headers, cursor) }
  } while (cursor.hasMore)
  const numbers = Array.from({ length: sheets }, (_, i) => i + 1)
  yield* Object.entries(frame(numbers)).map(([name, text]) => ({ name, texts: once(declaration + text) }))
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}

/** Rows drawn by one sheet after the other; `hasMore` after a sheet that was filled to its end. */
class Cursor {
  hasMore = false
  #rows: AsyncIterator<readonly string[]>
  #next: readonly string[] | null = null

  constructor(rows: AsyncIterable<readonly string[]>) {
    this.#rows = rows[Symbol.asyncIterator]()
  }

  async *upTo(count: number): AsyncGenerator<readonly string[]> {
    for (let given = 0; ; given++) {
      if (this.#next === null) {
        const next = await this.#rows.next()
        this.#next = next.done ? null : next.value
      }
      this.hasMore = this.#next !== null
      if (this.#next === null || given === count) return
      yield this.#next
      this.#next = null
    }
  }
}

async function* sheetTexts(headers: readonly string[], cursor: Cursor): AsyncGenerator<string> {
  const letters = columnLetters(headers.length)
  const columns = `<cols><col min="1" max="${Math.max(headers.length, 1)}" width="20" style="1"/></cols>`
  yield `${declaration}<worksheet xmlns="${main}">${columns}<sheetData>${rowText(headers, letters, 1)}`
  let number = 1
  for await (const cells of cursor.upTo(rowsPerSheet - 1)) yield rowText(cells, letters, ++number)
  yield '</sheetData></worksheet>'
}

function rowText(cells: readonly string[], letters: readonly string[], number: number): string {
  let text = `<row r="${number}">`
  for (let i = 0; i < letters.length; i++) {
    const cell = cells[i] ?? ''
    if (cell !== '')
      text += `<c r="${letters[i]}${number}" s="1" t="inlineStr"><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`
  }
  return `${text}</row>`
}

/** Control characters as `_x001B_`; text that only looks like such an escape gets its underscore escaped. */
function cellText(cell: string): string {
  const escaped = cell
    .slice(0, cellCharsMax)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g,
      (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
  return escapeXml(escaped)
}

const frame = (sheets: number[]): Record<string, string> => ({
  '[Content_Types].xml': `<Types xmlns="${packageTypes}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
  '_rels/.rels': `<Relationships xmlns="${packageTypes}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map((n) => `<sheet name="Sheet${n}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageTypes}/relationships">${sheets.map((n) => `<Relationship Id="rId${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}">${styles}</styleSheet>`,
})

const styles =
  '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
