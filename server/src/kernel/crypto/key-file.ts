import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { StartProblem } from '../start-problem.ts'
import { replaceFile } from './replace-file.ts'
import { firstSigning } from './signer.ts'

/** What the key file holds. `wrapping` are the keys around data keys, the newest last. */
export type KeyFile = { identity: Buffer; field: Buffer; signing: Buffer; wrapping: Buffer[] }

type Content = { identity: string; field: string; signing?: string; wrapping?: string[] }

/** Reads the key file, or makes it (mode 0600) on the first start. */
export function readKeyFile(file: string): KeyFile {
  try {
    if (!existsSync(file)) createKeyFile(file)
    const content = JSON.parse(readFileSync(file, 'utf8')) as Content
    const [identity, field] = [keyOf(content.identity), keyOf(content.field)]
    return {
      identity,
      field,
      signing: content.signing === undefined ? firstSigning(field) : keyOf(content.signing),
      wrapping: [firstWrapping(field), ...(content.wrapping ?? []).map(keyOf)],
    }
  } catch (cause) {
    throw new StartProblem(`The key file ${file} cannot be read: ${(cause as Error).message}.`)
  }
}

/** Adds a wrapping key, which is the one used from then on. The first one is not written: it follows from `field`. */
export function addWrappingKey(file: string, known: KeyFile): KeyFile {
  const next = { ...known, wrapping: [...known.wrapping, randomBytes(32)] }
  const content: Content = {
    identity: next.identity.toString('hex'),
    field: next.field.toString('hex'),
    signing: next.signing.toString('hex'),
    wrapping: next.wrapping.slice(1).map((key) => key.toString('hex')),
  }
  replaceFile(file, `${JSON.stringify(content)}\n`)
  return next
}

function createKeyFile(file: string): void {
  const content: Content = { identity: newKey(), field: newKey(), signing: newKey() }
  try {
    writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Another process that starts at the same moment was faster; its keys are the keys.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

const newKey = () => randomBytes(32).toString('hex')

function keyOf(hex: string): Buffer {
  const key = Buffer.from(hex, 'hex')
  if (key.length !== 32) throw new RangeError('a key has 32 bytes')
  return key
}

/** Files made before there were wrapping keys need no change, and two processes that start at once agree. */
const firstWrapping = (field: Buffer) => createHmac('sha256', field).update('wrapping|1').digest()
