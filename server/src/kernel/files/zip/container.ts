import { isUtf8 } from 'node:buffer'
import { crc32 } from 'node:zlib'
import * as yauzl from 'yauzl'
import { gb18030Text } from '../encoding.ts'
import { checkRatio, metered } from '../meter.ts'
import { FileProblem, type Place } from '../schema.ts'
import type { StoredFile } from '../stored-file.ts'
import { StoredReader } from './stored-reader.ts'

export type ContainerEntry = { name: string; compressedBytes: number; raw: yauzl.Entry }

/** An open ZIP file: its entries (folders left out) in the order of its directory. */
export class Container {
  readonly entries: readonly ContainerEntry[]
  readonly #zip: yauzl.ZipFile

  constructor(zip: yauzl.ZipFile, entries: ContainerEntry[]) {
    this.#zip = zip
    this.entries = entries
  }

  /** The entry with this name, letter case aside, as workbooks name their parts. */
  find(name: string): ContainerEntry | undefined {
    const wanted = name.replace(/^\//, '').toLowerCase()
    return this.entries.find((entry) => entry.name.toLowerCase() === wanted)
  }

  /** The bytes of an entry. Throws `encrypted`, `zip-bomb`, `truncated`, or `damaged` when the checksum differs. */
  async *read(entry: ContainerEntry, place: Place): AsyncGenerator<Buffer> {
    const { raw } = entry
    const file = place.name === '' ? entry.name : place.name
    if (raw.isEncrypted()) throw new FileProblem('encrypted', { file })
    // The stream is held to the size that is declared here.
    const own = { ...place, name: file }
    checkRatio(raw.uncompressedSize, entry.compressedBytes, own, 'zip')
    let checksum = 0
    try {
      const stream = await this.#zip.openReadStreamPromise(raw)
      for await (const chunk of metered(stream, () => entry.compressedBytes, own, 'zip')) {
        checksum = crc32(chunk, checksum)
        yield chunk
      }
    } catch (cause) {
      throw zipProblem(cause, file)
    }
    if (checksum !== raw.crc32) throw new FileProblem('damaged', { file, found: 'checksum' })
  }

  close(): void {
    this.#zip.close()
  }
}

/** Opens a ZIP file and reads its directory, never more than `zipEntriesMax` entries. */
export async function openContainer(stored: StoredFile | string, place: Place): Promise<Container> {
  const { zipEntriesMax } = place.limits
  let zip: yauzl.ZipFile | undefined
  try {
    const options = { autoClose: false, decodeStrings: false, validateEntrySizes: true }
    zip =
      typeof stored === 'string'
        ? await yauzl.openPromise(stored, options)
        : await yauzl.fromRandomAccessReaderPromise(new StoredReader(stored), stored.size, options)
    const entries: ContainerEntry[] = []
    for await (const raw of zip.eachEntry()) {
      const name = entryName(raw)
      if (!name.endsWith('/')) entries.push({ name, compressedBytes: raw.compressedSize, raw })
      if (zip.entriesRead > zipEntriesMax) {
        throw new FileProblem('too-many-entries', { file: place.name, limit: zipEntriesMax })
      }
    }
    return new Container(zip, entries)
  } catch (cause) {
    zip?.close()
    throw zipProblem(cause, place.name)
  }
}

/** Names are UTF-8 when the flag or the bytes say so, else GBK as Chinese Windows writes them. */
function entryName(raw: yauzl.Entry): string {
  const bytes = raw.fileNameRaw
  const text = isUtf8(bytes) ? bytes.toString('utf8') : (gb18030Text(bytes) ?? bytes.toString('latin1'))
  return text.replaceAll('\\', '/').replaceAll('\0', '')
}

/** The problem behind what yauzl or zlib threw. */
function zipProblem(cause: unknown, file: string): unknown {
  if (cause instanceof FileProblem || !(cause instanceof Error)) return cause
  const code = (cause as NodeJS.ErrnoException).code
  if (code !== undefined && !code.startsWith('Z_')) return cause
  const { message } = cause
  if (/encrypt/i.test(message)) return new FileProblem('encrypted', { file })
  if (/too many bytes in the stream/i.test(message)) return new FileProblem('zip-bomb', { file }, cause)
  if (
    code === 'Z_BUF_ERROR' ||
    /central directory record|unexpected EOF|overflows file|not enough bytes/i.test(message)
  ) {
    return new FileProblem('truncated', { file }, cause)
  }
  return new FileProblem('damaged', { file, found: 'ZIP' }, cause)
}
