import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  type KeyObject,
  timingSafeEqual,
} from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import type { Signer, Suite } from './suite.ts'

const block = 64
const tagBytes = 32

/** HMAC-SM3 (GB/T 32905) under a key of at most 64 bytes, over two one-shot digests. */
export function sm3Mac(key: Uint8Array): (...parts: Uint8Array[]) => Buffer {
  const inner = Buffer.alloc(block, 0x36)
  const outer = Buffer.alloc(block + 32).fill(0x5c, 0, block)
  for (let i = 0; i < key.length; i++) {
    inner[i]! ^= key[i]!
    outer[i]! ^= key[i]!
  }
  return (...parts) => {
    outer.write(hash('sm3', Buffer.concat([inner, ...parts]), 'hex'), block, 'hex')
    return hash('sm3', outer, 'buffer') as Buffer
  }
}

type Halves = { cipher: KeyObject; mac: ReturnType<typeof sm3Mac> }
const halves = new WeakMap<Buffer, Halves>()

/** One key for SM4 and one for the tag, both from the key given: neither is used for two things. */
function halvesOf(key: Buffer): Halves {
  const known = halves.get(key)
  if (known) return known
  const derive = sm3Mac(key)
  const made = {
    cipher: createSecretKey(derive(Buffer.from('enc')).subarray(0, 16)),
    mac: sm3Mac(derive(Buffer.from('mac'))),
  }
  halves.set(key, made)
  return made
}

/** The tag covers what is bound, the nonce and the cipher text, with lengths so that no two splits agree. */
function tagOf(mac: Halves['mac'], nonce: Uint8Array, bound: Uint8Array, body: Uint8Array): Buffer {
  const length = Buffer.alloc(8)
  length.writeUInt32BE(bound.length, 0)
  length.writeUInt32BE(nonce.length, 4)
  return mac(length, bound, nonce, body)
}

/**
 * SM4 in counter mode with HMAC-SM3 over the cipher text (Node has no SM4-GCM), and SM2 signatures with SM3. SM2 is
 * never given to node:crypto: its `sign` makes plain ECDSA with such keys, which no other program verifies as SM2.
 */
export const gm: Suite = {
  name: 'gm',
  code: 2,
  nonceBytes: 16,
  tagBytes,
  digest: 'sm3',
  encrypt: (key, nonce, bound, clear) => {
    const { cipher, mac } = halvesOf(key)
    const body = createCipheriv('sm4-ctr', cipher, nonce).update(clear)
    return Buffer.concat([body, tagOf(mac, nonce, bound, body)])
  },
  decrypt: (key, nonce, bound, sealed) => {
    const at = sealed.length - tagBytes
    if (at < 0) throw new Error('a sealed value is cut short')
    const { cipher, mac } = halvesOf(key)
    const body = sealed.subarray(0, at)
    if (!timingSafeEqual(tagOf(mac, nonce, bound, body), sealed.subarray(at)))
      throw new Error('a sealed value was changed, moved or sealed under another key')
    return createDecipheriv('sm4-ctr', cipher, nonce).update(body)
  },
  mac: (key, bytes) => sm3Mac(key)(bytes),
  signers: [sm2Signer()],
}

/** The user id every Chinese signer and verifier takes when none is agreed (GM/T 0009). */
const userId = '1234567812345678'

/** Keys in hex: the private number, and the public point uncompressed. Signatures are DER. */
function sm2Signer(): Signer {
  return {
    algorithm: 'sm2',
    newPair: () => sm2.generateKeyPairHex(),
    sign: (key, message) =>
      Buffer.from(sm2.doSignature(message, key, { der: true, hash: true, userId }), 'hex'),
    verify: (key, message, signature) => {
      try {
        return sm2.doVerifySignature(message, Buffer.from(signature).toString('hex'), key, {
          der: true,
          hash: true,
          userId,
        })
      } catch {
        // A signature that is no DER at all is simply not one.
        return false
      }
    },
  }
}
