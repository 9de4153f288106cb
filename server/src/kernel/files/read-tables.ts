import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { readDelimited } from './delimited/read-delimited.ts'
import { detect } from './detect.ts'
import { readJson } from './json/read-json.ts'
import { readJsonLines } from './json/read-json-lines.ts'
import { metered } from './meter.ts'
import {
  type FileHint,
  FileProblem,
  type Place,
  type ReadOptions,
  readLimits,
  type TableEvent,
} from './schema.ts'
import { openSource, type Source } from './source.ts'
import type { StoredFile } from './stored-file.ts'
import { readXml } from './xml/read-xml.ts'
import { readZip } from './zip/read-zip.ts'

/**
 * Reads any supported file, given by path or as a stream, table by table: a head, then its rows in batches of up to
 * 1000. Format and encoding are told by content; `hint` breaks ties and names the table. Every data row is given
 * exactly once, good or with a problem, or FileProblem is thrown after the rows before it. Memory is bounded by
 * `options`; errors of the disk or of the given stream pass through.
 */
export async function* readTables(
  input: string | StoredFile | Readable,
  hint: FileHint = {},
  options: ReadOptions = {},
): AsyncGenerator<TableEvent> {
  const { isHeader, ...limits } = options
  const place: Place = {
    name: hint.filename ?? '',
    limits: { ...readLimits, ...limits },
    isHeader,
    zipDepth: 0,
    used: { bytes: 0, rows: 0, tables: 0 },
  }
  const source = await openSource(input)
  try {
    yield* readSource(source, hint, place)
    if (place.used.tables === 0) throw new FileProblem('empty', { file: place.name })
  } finally {
    await source.close()
  }
}

async function* readSource(source: Source, hint: FileHint, place: Place): AsyncGenerator<TableEvent> {
  const found = detect(source, hint, place.name)
  switch (found.kind) {
    case 'zip':
      yield* readZip(source, place, readSource)
      break
    case 'gzip':
      yield* readGzip(source, hint, place)
      break
    case 'delimited':
      yield* readDelimited(source, found.encoding, hint, place)
      break
    case 'json':
      yield* readJson(source, found.encoding, place)
      break
    case 'jsonl':
      yield* readJsonLines(source, found.encoding, place)
      break
    case 'xml':
      yield* readXml(source, found.encoding, place)
      break
  }
}

/** A compressed file counts as one level of a container. */
async function* readGzip(source: Source, hint: FileHint, outer: Place): AsyncGenerator<TableEvent> {
  if (outer.zipDepth > outer.limits.zipDepthMax) {
    throw new FileProblem('zip-too-deep', { file: outer.name, limit: outer.limits.zipDepthMax })
  }
  const place = { ...outer, zipDepth: outer.zipDepth + 1 }
  const inner = await openSource(gunzipped(source, place))
  try {
    yield* readSource(inner, { ...hint, filename: hint.filename?.replace(/\.gz$/i, '') ?? null }, place)
  } finally {
    await inner.close()
  }
}

async function* gunzipped(source: Source, place: Place): AsyncGenerator<Buffer> {
  let compressed = 0
  const counted = async function* () {
    for await (const chunk of source.chunks()) {
      compressed += chunk.length
      yield chunk
    }
  }
  const gunzip = createGunzip()
  const pumped = pipeline(Readable.from(counted()), gunzip)
  // The error, if any, is the one the loop below throws.
  pumped.catch(() => {})
  try {
    yield* metered(gunzip, () => compressed, place, 'gzip')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'Z_BUF_ERROR') throw new FileProblem('truncated', { file: place.name }, cause)
    if (code?.startsWith('Z_')) throw new FileProblem('damaged', { file: place.name, found: 'gzip' }, cause)
    throw cause
  } finally {
    gunzip.destroy()
  }
}
