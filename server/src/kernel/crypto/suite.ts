import { gm } from './gm.ts'
import { intl } from './intl.ts'

/** Signs and verifies; keys and signatures as bytes in the form the algorithm's standard gives them. */
export type Signer = {
  algorithm: 'ed25519' | 'es256' | 'sm2'
  newPair: () => { privateKey: string; publicKey: string }
  sign: (privateKey: string, message: Uint8Array) => Buffer
  verify: (publicKey: string, message: Uint8Array, signature: Uint8Array) => boolean
}

/**
 * One family of algorithms. Everything that encrypts, digests or signs goes through a suite, and what it made says
 * which suite that was, so that the family can be changed and what is there stays readable.
 */
export type Suite = {
  name: 'intl' | 'gm'
  /** How a sealed cell names the suite. */
  code: number
  nonceBytes: number
  tagBytes: number
  digest: 'sha256' | 'sm3'
  /** Cipher text followed by its tag; keys have 32 bytes. */
  encrypt: (key: Buffer, nonce: Uint8Array, bound: Uint8Array, clear: Uint8Array) => Buffer
  /** The clear bytes; throws when a bit was changed or `bound` differs. */
  decrypt: (key: Buffer, nonce: Uint8Array, bound: Uint8Array, sealed: Uint8Array) => Buffer
  mac: (key: Buffer, bytes: Uint8Array) => Buffer
  signers: Signer[]
}

/** International algorithms, and those of the GM/T standards. */
export const suites = { intl, gm } as const satisfies Record<string, Suite>
export type SuiteName = keyof typeof suites

/** The suite a sealed cell names, or undefined. */
export const suiteOf = (code: number): Suite | undefined =>
  code === intl.code ? intl : code === gm.code ? gm : undefined
