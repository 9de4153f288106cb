import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { concat, fromBase64, toBase64, utf8 } from './bytes.ts'

/** What a key signs: `log` a note as it stands, `cosigner` with the time it saw it. Both are Ed25519. */
export type KeyUse = 'log' | 'cosigner'
const types = { log: 0x01, cosigner: 0x04 } as const

/** A public key under the name it signs with. */
export type Verifier = {
  name: string
  /** Eight hex digits that name the key in a signature line. */
  keyId: string
  use: KeyUse
  publicKey: Uint8Array
}

/** A name of a key: not empty, no spaces of any kind, no plus, no control characters. */
export const isKeyName = (name: string): boolean =>
  name.length > 0 && name.length <= 255 && !/[\s\u0085+\p{Cc}\p{Cs}]/u.test(name)

/** A verifier of a public key of 32 bytes. Throws a RangeError for a name or key that cannot be one. */
export function verifierOf(name: string, use: KeyUse, publicKey: Uint8Array): Verifier {
  if (!isKeyName(name)) throw new RangeError('a key has a name without spaces and plus signs')
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 key has 32 bytes')
  const digest = sha256(concat(utf8(`${name}\n`), Uint8Array.of(types[use]), publicKey))
  return { name, keyId: bytesToHex(digest.subarray(0, 4)), use, publicKey }
}

/** The key as one line, `name+id+base64`: what is handed to those who shall check. */
export const formatVkey = ({ name, keyId, use, publicKey }: Verifier): string =>
  `${name}+${keyId}+${toBase64(concat(Uint8Array.of(types[use]), publicKey))}`

/**
 * The key of a vkey line; null when it is none, or of a kind that is not Ed25519. Base64 may hold plus signs of its
 * own, so only the first two divide.
 */
export function parseVkey(line: string): Verifier | null {
  const first = line.indexOf('+')
  const second = line.indexOf('+', first + 1)
  if (first < 0 || second < 0) return null
  const [name, keyId] = [line.slice(0, first), line.slice(first + 1, second)]
  const bytes = fromBase64(line.slice(second + 1))
  if (!isKeyName(name) || bytes?.length !== 33) return null
  const use = (['log', 'cosigner'] as const).find((one) => types[one] === bytes[0])
  if (use === undefined) return null
  const verifier = verifierOf(name, use, bytes.slice(1))
  return verifier.keyId === keyId ? verifier : null
}
