import { type FileHint, FileProblem, type Place, type TableEvent } from '../schema.ts'
import { openSource, type Source, spool } from '../source.ts'
import { isWorkbook, readXlsx } from '../xlsx/read-xlsx.ts'
import { type Container, type ContainerEntry, openContainer } from './container.ts'

/** How an entry that is itself a file is read; given in so that this folder need not know every format. */
export type ReadSource = (source: Source, hint: FileHint, place: Place) => AsyncGenerator<TableEvent>

const leftovers = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i

/** Reads a ZIP container: a workbook, or files of any readable format, one after the other in directory order. */
export async function* readZip(
  source: Source,
  place: Place,
  readSource: ReadSource,
): AsyncGenerator<TableEvent> {
  const { stored, drop } = await spool(source, place)
  try {
    const container = await openContainer(stored, place)
    try {
      if (isWorkbook(container)) yield* readXlsx(container, place)
      else yield* readEntries(container, place, readSource)
    } finally {
      container.close()
    }
  } finally {
    await drop()
  }
}

async function* readEntries(
  container: Container,
  place: Place,
  readSource: ReadSource,
): AsyncGenerator<TableEvent> {
  refuseDocuments(container, place)
  if (place.zipDepth > place.limits.zipDepthMax) {
    throw new FileProblem('zip-too-deep', { file: place.name, limit: place.limits.zipDepthMax })
  }
  for (const entry of container.entries) {
    if (leftovers.test(entry.name) || (entry.raw.uncompressedSize === 0 && entry.compressedBytes <= 2))
      continue
    yield* readEntry(container, entry, place, readSource)
  }
}

async function* readEntry(container: Container, entry: ContainerEntry, outer: Place, readSource: ReadSource) {
  const name = outer.zipDepth === 0 ? entry.name : `${outer.name}/${entry.name}`
  const place = { ...outer, name, zipDepth: outer.zipDepth + 1 }
  const source = await openSource(container.read(entry, place))
  try {
    yield* readSource(source, { filename: entry.name }, place)
  } finally {
    await source.close()
  }
}

/** Documents of other programs are ZIP files too; their parts are not tables. */
function refuseDocuments(container: Container, place: Place): void {
  const names = container.entries.map((entry) => entry.name)
  const found = names.includes('[Content_Types].xml')
    ? (names.find((name) => /^(word|ppt|xl|visio)\//.test(name))?.split('/')[0] ?? 'OOXML')
    : names.includes('mimetype') && names.includes('META-INF/manifest.xml')
      ? 'OpenDocument'
      : null
  if (found)
    throw new FileProblem('unsupported-document', { file: place.name, found: documentNames[found] ?? found })
}

const documentNames: Record<string, string> = { word: 'Word', ppt: 'PowerPoint', xl: 'XLSB', visio: 'Visio' }
