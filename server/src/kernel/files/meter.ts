import { FileProblem, type Place } from './schema.ts'

const mebi = 1024 * 1024
/** Sheets of empty rows shrink a thousandfold; a lone text that does is no table. */
const lookedAtBytes = { zip: 64 * mebi, gzip: 8 * mebi }

/** Passes expanded bytes on and throws `zip-bomb` when they are too many for the file or for what they came from. */
export async function* metered(
  bytes: AsyncIterable<Buffer>,
  compressedBytes: () => number,
  place: Place,
  kind: 'zip' | 'gzip',
): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    place.used.bytes += chunk.length
    checkRatio(size, compressedBytes(), place, kind)
    yield chunk
  }
}

/** Refuses a size, reached or declared: a bomb that declares itself is given up before its first row is filed. */
export function checkRatio(size: number, compressed: number, place: Place, kind: 'zip' | 'gzip'): void {
  const { zipRatioMax, expandedBytesMax } = place.limits
  const isRatioBad = size > lookedAtBytes[kind] && size > compressed * zipRatioMax
  if (!isRatioBad && Math.max(size, place.used.bytes) <= expandedBytesMax) return
  const limit = isRatioBad ? `1 : ${zipRatioMax}` : expandedBytesMax
  throw new FileProblem('zip-bomb', { file: place.name, found: size, limit })
}
