import { digestOf, uuidOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { CatalogItem } from '../../catalog/index.ts'
import type { CleanRow } from '../../cleaning/index.ts'
import type { RecordRow } from '../schema.ts'

export type Draft = { record: RecordRow; subjectIsNew: boolean }

type Source = {
  batchId: string
  providerId: string
  tableNumber: number
  rowNumber: number
  item: CatalogItem
  clean: CleanRow
}
type Writer = { now: Date; keys: { seal: (text: string, place: string) => string } }

/**
 * The record a row makes. Its id is a digest of the kind and the fact's name at its source, so the same fact sent
 * again is found again; the digest covers the cleaned content before secret fields are sealed.
 */
export function draftOf(
  writer: Writer,
  row: Source,
  subject: { subjectId: string; entityId: string },
  subjectIsNew: boolean,
): Draft {
  const { item, clean } = row
  const id = recordIdOf(item, row.providerId, clean)
  const content = JSON.stringify(clean.values)
  const status = clean.withdrawn ? 'withdrawn' : 'active'
  return {
    subjectIsNew,
    record: {
      subjectId: subject.subjectId,
      id,
      entityId: subject.entityId,
      kind: item.kind,
      occurredOn: clean.occurredOn,
      effectiveFrom: clean.effectiveFrom,
      effectiveTo: clean.effectiveTo,
      status,
      statusOn: clean.withdrawn ? isoOf(writer.now).slice(0, 10) : null,
      underObjection: false,
      payload: payloadOf(writer, clean, content, secretsOf(item), id),
      digest: digestOf(
        `${status}|${clean.occurredOn}|${clean.effectiveFrom}|${clean.effectiveTo}|${lasting(item, clean, content)}`,
      ),
      version: 1,
      knownFrom: isoOf(writer.now),
      providerId: row.providerId,
      batchId: row.batchId,
      tableNumber: row.tableNumber,
      rowNumber: row.rowNumber,
    },
  }
}

/** The id of the record a row stands for: a digest of the kind and the fact's name at its source. */
export const recordIdOf = (item: CatalogItem, providerId: string, { key }: Pick<CleanRow, 'key'>): string =>
  uuidOf(digestOf(`${item.kind}\u001f${item.key.includes('$provider') ? providerId : ''}\u001f${key}`))

/** What of the content a correction would change: without fields that every delivery changes. */
function lasting(item: CatalogItem, clean: CleanRow, content: string): string {
  let volatile = volatiles.get(item)
  if (!volatile) {
    volatile = item.fields.filter((f) => f.volatile).map((f) => f.code)
    volatiles.set(item, volatile)
  }
  if (volatile.length === 0) return content
  const values = { ...clean.values }
  for (const code of volatile) delete values[code]
  return JSON.stringify(values)
}

const volatiles = new WeakMap<CatalogItem, string[]>()

/** The instant as text; all rows of a chunk share one. */
let iso = { at: Number.NaN, text: '' }
function isoOf(now: Date): string {
  if (iso.at !== now.getTime()) iso = { at: now.getTime(), text: now.toISOString() }
  return iso.text
}

/** Where a secret value of a record is sealed for; it opens nowhere else. */
export const sealPlace = (recordId: string, field: string) => `archive.record|${field}|${recordId}`

/** How a sealed value looks inside a payload. */
export const sealMark = 'sealed:'

function payloadOf(
  writer: Writer,
  clean: CleanRow,
  content: string,
  secrets: readonly string[],
  id: string,
): string {
  const present = secrets.filter((code) => clean.values[code] !== undefined)
  if (present.length === 0 && clean.extra === null) return content
  const values: Record<string, unknown> = { ...clean.values }
  for (const code of present)
    values[code] = sealMark + writer.keys.seal(String(values[code]), sealPlace(id, code))
  // Columns the catalog does not know are kept, sealed: nobody has said who may see them.
  if (clean.extra !== null)
    values.$extra = sealMark + writer.keys.seal(JSON.stringify(clean.extra), sealPlace(id, '$extra'))
  return JSON.stringify(values)
}

const secrets = new WeakMap<CatalogItem, readonly string[]>()
function secretsOf(item: CatalogItem): readonly string[] {
  const known = secrets.get(item)
  if (known) return known
  const codes = item.fields.filter((f) => f.openness === 'secret').map((f) => f.code)
  secrets.set(item, codes)
  return codes
}
