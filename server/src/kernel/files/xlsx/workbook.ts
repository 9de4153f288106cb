import { FileProblem, type Place } from '../schema.ts'
import type { Container } from '../zip/container.ts'
import { parseWhole } from './parts.ts'
import { builtinParts, type DateParts, formatParts } from './serial-date.ts'

export type Sheet = { name: string; part: string; isHidden: boolean }
export type Workbook = {
  sheets: Sheet[]
  is1904: boolean
  sharedStrings: string | null
  /** What each cell style shows, by its index. */
  styles: DateParts[]
}

const stylesMax = 1_000_000

/** Reads what a workbook says of itself. Throws `not-xlsx` when it names no sheets, `unsupported-document` for XLSB. */
export async function readWorkbook(container: Container, place: Place): Promise<Workbook> {
  const root = await relations(container, '_rels/.rels', '', place)
  const part = root.find((r) => r.type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (/\.bin$/i.test(part)) throw new FileProblem('unsupported-document', { file: place.name, found: 'XLSB' })
  const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/') + 1) : ''
  const file = part.slice(folder.length)
  const links = await relations(container, `${folder}_rels/${file}.rels`, folder, place)
  const targets = new Map(links.map((link) => [link.id, link]))
  const sheets: Sheet[] = []
  let is1904 = false
  await parseWhole(container, part, place, {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const link = targets.get(attributes['r:id'] ?? attributes['ns:id'] ?? relationId(attributes))
      if (link?.type !== 'worksheet') return
      const isHidden = attributes.state === 'hidden' || attributes.state === 'veryHidden'
      sheets.push({ name: attributes.name ?? '', part: link.target, isHidden })
      if (sheets.length > place.limits.tablesMax) {
        throw new FileProblem('too-many-tables', { file: place.name, limit: place.limits.tablesMax })
      }
    },
  })
  if (sheets.length === 0) throw new FileProblem('not-xlsx', { file: place.name, found: part })
  const target = (type: string) => links.find((link) => link.type === type)?.target ?? null
  return {
    sheets,
    is1904,
    sharedStrings: target('sharedStrings'),
    styles: await readStyles(container, target('styles'), place),
  }
}

const relationId = (attributes: Readonly<Record<string, string>>): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''

type Relation = { id: string; type: string; target: string }

async function relations(
  container: Container,
  part: string,
  folder: string,
  place: Place,
): Promise<Relation[]> {
  const found: Relation[] = []
  if (!container.find(part)) return found
  await parseWhole(container, part, place, {
    open: (name, { Id = '', Type = '', Target = '' }) => {
      if (name !== 'Relationship' || found.length >= place.limits.zipEntriesMax) return
      found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), target: resolve(folder, Target) })
    },
  })
  return found
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of (folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

async function readStyles(container: Container, part: string | null, place: Place): Promise<DateParts[]> {
  const styles: DateParts[] = []
  if (part === null || !container.find(part)) return styles
  const own = new Map<number, DateParts>()
  let isCellFormats = false
  await parseWhole(container, part, place, {
    open: (name, attributes) => {
      const id = Number(attributes.numFmtId ?? 0)
      if (name === 'cellXfs') isCellFormats = true
      else if (name === 'numFmt' && own.size < stylesMax)
        own.set(id, formatParts(attributes.formatCode ?? ''))
      else if (name === 'xf' && isCellFormats && styles.length < stylesMax)
        styles.push(own.get(id) ?? builtinParts(id))
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false
    },
  })
  return styles
}
