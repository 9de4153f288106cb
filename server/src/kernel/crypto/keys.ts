import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
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
  /** Same keys, same value: lets every process prove that it holds the keys of this database. */
  checkValue: string
}

/** Reads the key file, or makes it (mode 0600) on the first start. */
export function loadKeys(file: string): Keys {
  if (!existsSync(file))
    writeFileSync(
      file,
      `${JSON.stringify({ identity: randomBytes(32).toString('hex'), field: randomBytes(32).toString('hex') })}\n`,
      { mode: 0o600, flag: 'wx' },
    )
  try {
    const { identity, field } = JSON.parse(readFileSync(file, 'utf8')) as { identity: string; field: string }
    return keysOf(Buffer.from(identity, 'hex'), Buffer.from(field, 'hex'))
  } catch (cause) {
    throw new StartProblem(`The key file ${file} cannot be read: ${(cause as Error).message}.`)
  }
}

/** Keys from their bytes, 32 each. */
export function keysOf(identity: Buffer, field: Buffer): Keys {
  if (identity.length !== 32 || field.length !== 32) throw new RangeError('a key has 32 bytes')
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
    checkValue: digest('check|xinqiao').slice(0, 32),
  }
}
