import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import type { Signer, Suite } from './suite.ts'

const tagBytes = 16
/** One object identifier instead of a name that is looked up anew for every cell. */
const algorithm = 'id-aes256-GCM' as 'aes-256-gcm'

const objects = new WeakMap<Buffer, KeyObject>()

/** The key as an object: with bytes, every cell pays for making one, which costs three times the cipher itself. */
function objectOf(key: Buffer): KeyObject {
  const known = objects.get(key)
  if (known) return known
  const made = createSecretKey(key)
  objects.set(key, made)
  return made
}

/** AES-256-GCM, HMAC-SHA-256, Ed25519 and ECDSA over P-256. */
export const intl: Suite = {
  name: 'intl',
  code: 1,
  nonceBytes: 12,
  tagBytes,
  digest: 'sha256',
  encrypt: (key, nonce, bound, clear) => {
    const cipher = createCipheriv(algorithm, objectOf(key), nonce)
    cipher.setAAD(bound)
    const body = cipher.update(clear)
    cipher.final()
    return Buffer.concat([body, cipher.getAuthTag()])
  },
  decrypt: (key, nonce, bound, sealed) => {
    const at = sealed.length - tagBytes
    if (at < 0) throw new Error('a sealed value is cut short')
    const cipher = createDecipheriv(algorithm, objectOf(key), nonce, { authTagLength: tagBytes })
    cipher.setAAD(bound)
    cipher.setAuthTag(sealed.subarray(at))
    const clear = cipher.update(sealed.subarray(0, at))
    cipher.final()
    return clear
  },
  mac: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
  signers: [signer('ed25519'), signer('es256')],
}

/** Keys as PEM: PKCS #8 and SPKI. Signatures of ES256 are the two numbers side by side, 64 bytes. */
function signer(algorithm: 'ed25519' | 'es256'): Signer {
  const digest = algorithm === 'es256' ? 'sha256' : null
  const form = algorithm === 'es256' ? ({ dsaEncoding: 'ieee-p1363' } as const) : {}
  return {
    algorithm,
    newPair: () => {
      const pair =
        algorithm === 'es256'
          ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
          : generateKeyPairSync('ed25519')
      return {
        privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
        publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }) as string,
      }
    },
    sign: (key, message) => sign(digest, message, { key: createPrivateKey(key), ...form }),
    verify: (key, message, signature) =>
      verify(digest, message, { key: createPublicKey(key), ...form }, signature),
  }
}
