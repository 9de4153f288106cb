import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { utf8 } from './bytes.ts'
import { canonicalJson, type Json } from './canonical-json.ts'

/**
 * Commits to a value without telling it: HMAC-SHA-256 of its canonical JSON under a salt, as hex. Whoever holds salt
 * and value can prove it; once the salt is destroyed nobody can, nor guess it.
 */
export const commitmentTo = (salt: Uint8Array, value: Json): string =>
  bytesToHex(hmac(sha256, salt, utf8(canonicalJson(value))))
