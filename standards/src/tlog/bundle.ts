import { tileWidth } from './tiles.ts'

/** Longest entry of a log, in bytes: its length is two bytes in a bundle. */
export const entryBytesMax = 65_535

/** Entries with their lengths before them, as an entry bundle holds them. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > tileWidth) throw new RangeError('a bundle has at most 256 entries')
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    if (entry.length > entryBytesMax) throw new RangeError(`an entry has at most ${entryBytesMax} bytes`)
    bundle[at] = entry.length >> 8
    bundle[at + 1] = entry.length & 255
    bundle.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bundle
}

/** The entries of a bundle; null where it breaks off or holds more than 256. */
export function decodeBundle(bundle: Uint8Array): Uint8Array[] | null {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bundle.length) {
    const end = at + 2 + (bundle[at]! << 8) + (bundle[at + 1] ?? 0)
    if (at + 2 > bundle.length || end > bundle.length || entries.length === tileWidth) return null
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}
