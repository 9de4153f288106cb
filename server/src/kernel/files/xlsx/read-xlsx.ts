import { drain } from '../drain.ts'
import type { Place, TableEvent } from '../schema.ts'
import { TableShaper } from '../table-shaper.ts'
import type { Container } from '../zip/container.ts'
import { parsePart } from './parts.ts'
import { readSharedStrings } from './shared-strings.ts'
import { SheetReader } from './sheet-reader.ts'
import { readWorkbook } from './workbook.ts'

/** True when the container holds the parts of an XLSX workbook. */
export const isWorkbook = (container: Container): boolean =>
  container.find('[Content_Types].xml') !== undefined &&
  container.entries.some((e) => /(^|\/)workbook\d*\.xml$/i.test(e.name))

/** Reads every sheet of a workbook, hidden ones too (they are marked); a sheet without cells gives nothing. */
export async function* readXlsx(container: Container, place: Place): AsyncGenerator<TableEvent> {
  const workbook = await readWorkbook(container, place)
  const strings = await readSharedStrings(container, workbook.sharedStrings, place)
  for (const sheet of workbook.sheets) {
    const name = place.zipDepth === 0 ? sheet.name : `${place.name}/${sheet.name}`
    const here = { ...place, name }
    const base = {
      name,
      format: 'xlsx',
      encoding: 'utf-8',
      ...(sheet.isHidden && { hidden: true as const }),
    } as const
    const shaper = new TableShaper(base, here, true)
    yield* drain(
      shaper,
      parsePart(container, sheet.part, here, new SheetReader(workbook, strings, here, shaper)),
    )
  }
}
