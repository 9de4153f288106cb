import { createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto'

/** A key that signs and says how its signatures are checked; the private part is never handed out. */
export type Signer = { publicKey: Uint8Array; sign: (message: Uint8Array) => Uint8Array }

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The Ed25519 key of a seed of 32 bytes. */
export function signerOf(seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new RangeError('a key has 32 bytes')
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)
  return { publicKey, sign: (message) => sign(null, message, key) }
}

/** What signatures derive from where the key file is from before there were any. */
export const firstSigning = (field: Buffer): Buffer => createHmac('sha256', field).update('signing').digest()
