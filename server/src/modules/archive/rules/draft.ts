import type { Ctx } from '../../../kernel/context.ts'
import { digestOf, uuidOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { CatalogItem } from '../../catalog/index.ts'
import type { CleanRow } from '../../cleaning/index.ts'
import { isAboutPerson } from '../../subjects/index.ts'
import type { RecordRow } from '../schema.ts'
import { hiddenIn, payloadOf } from './payload.ts'

/** A record to be written. `formerDigest`: how its content was digested in earlier days, where that differs. */
export type Draft = { record: RecordRow; subjectIsNew: boolean; formerDigest: (() => string) | null }

type Source = {
  batchId: string
  providerId: string
  tableNumber: number
  rowNumber: number
  item: CatalogItem
  clean: CleanRow
}
type Writer = Pick<Ctx, 'now' | 'keys'>

/**
 * The record a row makes. Its id is a digest of the kind and the fact's name at its source, so the same fact sent
 * again is found again; the digest covers the cleaned content before anything is sealed, and is keyed where that
 * content is more than may stand in clear, since a bare one would let a number be guessed.
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
  const owner = isAboutPerson(clean.subject) ? subject.entityId : undefined
  const told = toldOf(item, status, clean, clean.values, content)
  const hidden = hiddenIn(item, clean.values)
  const isSecret = owner !== undefined || hidden !== null
  return {
    subjectIsNew,
    formerDigest: isSecret ? () => digestOf(told) : null,
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
      payload: payloadOf(
        writer.keys,
        { recordId: id, values: clean.values, extra: clean.extra, owner, hidden },
        content,
      ),
      digest: isSecret ? writer.keys.contentDigest(told, owner) : digestOf(told),
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

type Days = Pick<CleanRow, 'occurredOn' | 'effectiveFrom' | 'effectiveTo'>

/** The text a record's digest is made of: status, days, and values in the catalog's order as they are in clear. */
export const toldOf = (
  item: CatalogItem,
  status: string,
  { occurredOn, effectiveFrom, effectiveTo }: Days,
  values: CleanRow['values'],
  content = JSON.stringify(values),
): string => `${status}|${occurredOn}|${effectiveFrom}|${effectiveTo}|${lasting(item, values, content)}`

/** What of the content a correction would change: without fields that every delivery changes. */
function lasting(item: CatalogItem, all: CleanRow['values'], content: string): string {
  let volatile = volatiles.get(item)
  if (!volatile) {
    volatile = item.fields.filter((f) => f.volatile).map((f) => f.code)
    volatiles.set(item, volatile)
  }
  if (volatile.length === 0) return content
  const values = { ...all }
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
