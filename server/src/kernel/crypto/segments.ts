import type { Suite } from './suite.ts'

/** Clear bytes of a segment; the last one of a file may hold fewer. */
export const segmentBytes = 64 * 1_024

/**
 * Bytes of a file in pieces that open by themselves, so that a file is written and read as a stream and at any place.
 * The number of a piece and whether it is the last one are in its nonce: pieces that are moved, left out or cut off
 * at the end do not open. The key must belong to this one file.
 */
export const sealSegment = (
  suite: Suite,
  key: Buffer,
  index: number,
  isLast: boolean,
  clear: Uint8Array,
): Buffer => suite.encrypt(key, nonceOf(suite, index, isLast), nothing, clear)

/** The clear bytes of a segment. Throws when it was changed or is not the one asked for. */
export const openSegment = (
  suite: Suite,
  key: Buffer,
  index: number,
  isLast: boolean,
  sealed: Uint8Array,
): Buffer => suite.decrypt(key, nonceOf(suite, index, isLast), nothing, sealed)

const nothing = new Uint8Array(0)

/** The low bytes stay zero: SM4 counts the blocks of a segment there. */
function nonceOf(suite: Suite, index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(suite.nonceBytes)
  nonce.writeUInt32BE(index, 0)
  nonce[4] = isLast ? 1 : 0
  return nonce
}
