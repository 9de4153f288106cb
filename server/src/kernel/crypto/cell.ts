import { randomFillSync } from 'node:crypto'
import { type Suite, suiteOf } from './suite.ts'

/**
 * A sealed cell: `0x01 | suite | kid (8) | nonce | cipher text | tag`. The suite's high bit says that `kid` is a place
 * in the tree of keys of single owners and not the name of a data key.
 */
export type Cell = { suite: Suite; isOwned: boolean; kid: Buffer; nonce: Buffer; body: Buffer; head: Buffer }

const version = 1
const owned = 0x80
const headBytes = 10
/** Bound into every cell; a new number makes cells of an older meaning fail rather than be misread. */
const schemaVersion = '|1'

/** Sealed bytes that open for this place only: the head and the place are bound in. */
export function sealCell(
  suite: Suite,
  kid: Buffer,
  isOwned: boolean,
  key: Buffer,
  place: string,
  clear: Uint8Array,
): Buffer {
  const head = Buffer.allocUnsafe(headBytes)
  head[0] = version
  head[1] = isOwned ? suite.code | owned : suite.code
  kid.copy(head, 2, 0, 8)
  const nonce = randomNonce(suite.nonceBytes)
  return Buffer.concat([head, nonce, suite.encrypt(key, nonce, boundTo(head, place), clear)])
}

/** Takes a cell apart; null when the bytes cannot be one. */
export function cellOf(bytes: Buffer): Cell | null {
  if (bytes.length < headBytes || bytes[0] !== version) return null
  const suite = suiteOf(bytes[1]! & ~owned)
  if (!suite || bytes.length < headBytes + suite.nonceBytes + suite.tagBytes) return null
  return {
    suite,
    isOwned: (bytes[1]! & owned) !== 0,
    kid: bytes.subarray(2, headBytes),
    nonce: bytes.subarray(headBytes, headBytes + suite.nonceBytes),
    body: bytes.subarray(headBytes + suite.nonceBytes),
    head: bytes.subarray(0, headBytes),
  }
}

/** The clear bytes of a cell. Throws when it was changed, moved or sealed under another key. */
export const openCell = (cell: Cell, key: Buffer, place: string): Buffer =>
  cell.suite.decrypt(key, cell.nonce, boundTo(cell.head, place), cell.body)

const boundTo = (head: Buffer, place: string) =>
  Buffer.concat([head, Buffer.from(place), Buffer.from(schemaVersion)])

const pool = Buffer.alloc(8_192)
let used = pool.length

/** Random bytes from a pool: asking the system for twelve bytes a cell costs as much as half the cipher. */
function randomNonce(bytes: number): Buffer {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const nonce = Buffer.from(pool.subarray(used, used + bytes))
  pool.fill(0, used, used + bytes)
  used += bytes
  return nonce
}
