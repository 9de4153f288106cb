import type { FileHandle } from 'node:fs/promises'
import type { Column } from '../kinds/column.ts'
import { escapeXml, packed } from './text.ts'
import { ZipWriter } from './zip.ts'

const spread = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const officeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Rows Excel itself can hold, header included. */
const rowsMax = 1_048_576

/**
 * Writes one sheet. Amounts become numeric cells, five-digit numbers in date columns become dates (serial with date
 * style), all else is text. Throws RangeError beyond the rows Excel can hold.
 */
export async function writeXlsx(
  file: FileHandle,
  sheet: { title: string; headers: readonly string[]; columns: readonly Column[] },
  rows: Iterable<readonly string[]>,
): Promise<void> {
  const zip = new ZipWriter(file)
  const part = (name: string, text: string) => zip.add(name, [Buffer.from(declaration + text)])
  await part(
    '[Content_Types].xml',
    `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${officeType}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${officeType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${officeType}.styles+xml"/></Types>`,
  )
  await part(
    '_rels/.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  await part(
    'xl/workbook.xml',
    `<workbook xmlns="${spread}" xmlns:r="${relations}"><sheets><sheet name="${escapeXml(sheet.title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  )
  await part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  )
  await part(
    'xl/styles.xml',
    `<styleSheet xmlns="${spread}"><fonts count="1"><font><sz val="11"/><name val="等线"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  )
  await zip.add(
    'xl/worksheets/sheet1.xml',
    packed(sheetText(sheet, rows), (text) => Buffer.from(text)),
  )
  await zip.end()
}

function* sheetText(
  sheet: { headers: readonly string[]; columns: readonly Column[] },
  rows: Iterable<readonly string[]>,
): Generator<string> {
  yield `${declaration}<worksheet xmlns="${spread}"><sheetData>`
  yield rowText(1, sheet.headers, [])
  let number = 1
  for (const cells of rows) {
    if (++number > rowsMax) throw new RangeError(`a sheet holds at most ${rowsMax} rows`)
    yield rowText(number, cells, sheet.columns)
  }
  yield '</sheetData></worksheet>'
}

function rowText(number: number, cells: readonly string[], columns: readonly Column[]): string {
  let text = `<row r="${number}">`
  for (const [at, cell] of cells.entries()) {
    if (cell === '') continue
    const reference = columnName(at) + number
    const role = columns[at]?.role
    if ((role === 'amount' || role === 'amount-wan') && /^\d{1,12}(\.\d{1,6})?$/.test(cell))
      text += `<c r="${reference}"><v>${cell}</v></c>`
    else if ((role === 'date' || role === 'end-date') && /^[34]\d{4}$/.test(cell))
      text += `<c r="${reference}" s="1"><v>${cell}</v></c>`
    else
      text += `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`
  }
  return `${text}</row>`
}

function columnName(at: number): string {
  return (at >= 26 ? String.fromCharCode(64 + Math.floor(at / 26)) : '') + String.fromCharCode(65 + (at % 26))
}
