import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign,
} from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { StartProblem } from '../start-problem.ts'
import { keyedDigest, uuidOf } from './keyed-digest.ts'

/** What the installation's keys can do. The keys themselves are never handed out. */
export type Keys = {
  /** The stable id of an identifier: 128 bits of a keyed digest of scheme and normalised value, as UUID. */
  identityOf: (scheme: string, value: string) => string
  /** Encrypts a text for one place; opening it for another place fails. Base64url, AES-256-GCM. */
  seal: (text: string, place: string) => string
  /** The text again. Throws when it was changed, moved or sealed under another key. */
  open: (sealed: string, place: string) => string
  /** The Ed25519 key of a purpose; the same keys always give the same one. */
  signer: (purpose: string) => Signer
  /** Same keys, same value: lets every process prove that it holds the keys of this database. */
  checkValue: string
}

/** A key that signs and says how its signatures are checked; the private part is never handed out. */
export type Signer = { publicKey: Uint8Array; sign: (message: Uint8Array) => Uint8Array }

/** Reads the key file, or makes it (mode 0600) on the first start. */
export function loadKeys(file: string): Keys {
  if (!existsSync(file))
    writeFileSync(file, `${JSON.stringify({ identity: newKey(), field: newKey(), signing: newKey() })}\n`, {
      mode: 0o600,
      flag: 'wx',
    })
  try {
    const { identity, field, signing } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
    return keysOf(
      Buffer.from(identity ?? '', 'hex'),
      Buffer.from(field ?? '', 'hex'),
      signing === undefined ? undefined : Buffer.from(signing, 'hex'),
    )
  } catch (cause) {
    throw new StartProblem(`The key file ${file} cannot be read: ${(cause as Error).message}.`)
  }
}

const newKey = () => randomBytes(32).toString('hex')

/** Keys from their bytes, 32 each. Key files from before there were signatures have two; theirs derives from the second. */
export function keysOf(
  identity: Buffer,
  field: Buffer,
  signing: Buffer = createHmac('sha256', field).update('signing').digest(),
): Keys {
  if ([identity, field, signing].some((key) => key.length !== 32)) throw new RangeError('a key has 32 bytes')
  const digest = keyedDigest(identity)
  return {
    identityOf: (scheme, value) => uuidOf(digest(`${scheme}|${value}`)),
    seal: (text, place) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', field, nonce).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open: (sealed, place) => {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes[0] !== 1) throw new Error('unknown seal')
      const cipher = createDecipheriv('aes-256-gcm', field, bytes.subarray(1, 13)).setAAD(Buffer.from(place))
      cipher.setAuthTag(bytes.subarray(13, 29))
      return Buffer.concat([cipher.update(bytes.subarray(29)), cipher.final()]).toString('utf8')
    },
    signer: (purpose) => signerOf(createHmac('sha256', signing).update(purpose).digest()),
    checkValue: digest('check|xinqiao').slice(0, 32),
  }
}

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The Ed25519 key of a seed of 32 bytes. */
export function signerOf(seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new RangeError('a key has 32 bytes')
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { publicKey, sign: (message) => sign(null, message, key) }
}
