import { hash } from 'node:crypto'

const block = 64
const variants = '89ab89ab89ab89ab'

/** The 128 leading bits of a hex digest in the layout of a UUID version 8. */
export function uuidOf(hex: string): string {
  const variant = variants[Number.parseInt(hex[16]!, 16)]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** SHA-256 of a text as lower-case hex. */
export const digestOf = (text: string): string => hash('sha256', text, 'hex')

/** SHA-256 of bytes. */
export const sha256Of = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')

/**
 * HMAC-SHA-256 of a text under a key of at most 64 bytes, as hex. Written over two one-shot hashes: eight times the
 * speed of createHmac for short texts (1.5 µs against 13 µs, Node 24), same result (tested against it).
 */
export function keyedDigest(key: Uint8Array): (text: string) => string {
  if (key.length > block) throw new RangeError('a key has at most 64 bytes')
  let inner = Buffer.alloc(block + 512)
  const outer = Buffer.alloc(block + 32).fill(0x5c, 0, block)
  inner.fill(0x36, 0, block)
  for (let i = 0; i < key.length; i++) {
    inner[i]! ^= key[i]!
    outer[i]! ^= key[i]!
  }
  return (text) => {
    const needed = block + text.length * 3
    if (needed > inner.length) {
      const larger = Buffer.alloc(needed)
      inner.copy(larger, 0, 0, block)
      inner = larger
    }
    const end = block + inner.write(text, block)
    outer.write(hash('sha256', inner.subarray(0, end), 'hex'), block, 'hex')
    return hash('sha256', outer, 'hex')
  }
}
