import { createHash } from 'node:crypto'
import { cellOf, openCell, sealCell } from './cell.ts'
import { addWrappingKey, type KeyFile, readKeyFile } from './key-file.ts'
import { kidName } from './ring.ts'
import type { Suite } from './suite.ts'

/**
 * Whoever keeps the keys around data keys: a file, a key service, a hardware module behind an adapter. `purpose` is
 * bound to what is wrapped, so that a wrapped key put into another's place does not open. Both throw when refused.
 */
export type KeyProvider = {
  /** Where the keys are, for messages: a path or an address. */
  place: string
  wrap: (key: Buffer, purpose: string) => Promise<string>
  unwrap: (wrapped: string, purpose: string) => Promise<Buffer>
  /** Begins a new wrapping key; what was wrapped before still opens. */
  renew: () => Promise<void>
}

/** Wrapping keys in the key file: for development and for places where the machine itself is the vault. */
export function fileProvider(file: string, known: KeyFile, suite: Suite): KeyProvider {
  let held = known
  const kidOf = (key: Buffer) => createHash('sha256').update('kid').update(key).digest().subarray(0, 8)
  return {
    place: file,
    wrap: async (key, purpose) => {
      const wrapping = held.wrapping.at(-1)!
      return sealCell(suite, kidOf(wrapping), false, wrapping, purpose, key).toString('base64url')
    },
    unwrap: async (wrapped, purpose) => {
      const cell = cellOf(Buffer.from(wrapped, 'base64url'))
      const find = () => held.wrapping.find((key) => cell && kidName(kidOf(key)) === kidName(cell.kid))
      // Another process may have begun a new wrapping key meanwhile.
      if (!find()) held = readKeyFile(file)
      const wrapping = find()
      if (!cell || !wrapping) throw new Error('the key around it is not there')
      return openCell(cell, wrapping, purpose)
    },
    renew: async () => {
      held = addWrappingKey(file, readKeyFile(file))
    },
  }
}
