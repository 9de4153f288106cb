import { FileProblem, type Place } from './schema.ts'

const ratioLookedAtBytes = 64 * 1024 * 1024

/** Passes expanded bytes on and throws `zip-bomb` when they are too many for the file or for what they came from. */
export async function* metered(
  bytes: AsyncIterable<Buffer>,
  compressedBytes: () => number,
  place: Place,
): AsyncGenerator<Buffer> {
  const { zipRatioMax, expandedBytesMax } = place.limits
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    place.used.bytes += chunk.length
    const isRatioBad = size > ratioLookedAtBytes && size > compressedBytes() * zipRatioMax
    if (isRatioBad || place.used.bytes > expandedBytesMax) {
      const limit = isRatioBad ? `1 : ${zipRatioMax}` : expandedBytesMax
      throw new FileProblem('zip-bomb', { file: place.name, found: size, limit })
    }
    yield chunk
  }
}
