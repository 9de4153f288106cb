import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { concat, fromBase64, toBase64, utf8 } from './bytes.ts'
import { isKeyName, type Verifier } from './vkey.ts'

export type NoteSignature = { name: string; keyId: string; signature: Uint8Array }
/** A text with its signatures; `text` ends with a newline. Nothing in it is true before it is verified. */
export type Note = { text: string; signatures: NoteSignature[] }

/** A signature that was checked; `time` is when a cosigner saw the note, in seconds since 1970. */
export type Verified = { verifier: Verifier; time: number | null }

const noteLengthMax = 1_000_000
const signaturesMax = 100

/** The parts of a signed note; null for a text that is none. */
export function parseNote(note: string): Note | null {
  if (note.length > noteLengthMax || !note.isWellFormed() || /[\0-\x09\x0b-\x1f]/.test(note)) return null
  const end = note.lastIndexOf('\n\n')
  if (end <= 0 || !note.endsWith('\n')) return null
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > signaturesMax) return null
  const signatures = lines.map(parseSignatureLine)
  return signatures.includes(null)
    ? null
    : { text: note.slice(0, end + 1), signatures: signatures as NoteSignature[] }
}

/** One line `— name base64`, without its newline; null where it is none. */
export function parseSignatureLine(line: string): NoteSignature | null {
  const found = /^\u2014 ([^ ]{1,255}) ([A-Za-z0-9+/=]{8,8000})$/.exec(line)
  const bytes = found && fromBase64(found[2]!)
  if (!found || !bytes || bytes.length < 5 || !isKeyName(found[1]!)) return null
  return { name: found[1]!, keyId: bytesToHex(bytes.subarray(0, 4)), signature: bytes.slice(4) }
}

/** A signature as a line with its newline. */
export const formatSignature = ({ name, keyId, signature }: NoteSignature): string =>
  `\u2014 ${name} ${toBase64(concat(idBytes(keyId), signature))}\n`

/** The note as it is kept and sent. */
export const formatNote = ({ text, signatures }: Note): string =>
  `${text}\n${signatures.map(formatSignature).join('')}`

/**
 * The known keys that signed a note. Signatures of unknown keys are passed over; null when a known key's signature is
 * wrong, for then the note is not to be believed at all.
 */
export function verifyNote({ text, signatures }: Note, verifiers: readonly Verifier[]): Verified[] | null {
  const verified: Verified[] = []
  for (const one of signatures) {
    const verifier = verifiers.find((v) => v.name === one.name && v.keyId === one.keyId)
    if (!verifier || verified.some((v) => v.verifier === verifier)) continue
    const time = timeOf(verifier, one.signature)
    if (time === undefined || !isSignedBy(verifier, one.signature, time, text)) return null
    verified.push({ verifier, time })
  }
  return verified
}

/** What an Ed25519 key signs for a text: the text itself or, cosigning, the text below the time it was seen. */
export const signedBytes = (text: string, time: number | null): Uint8Array =>
  utf8(time === null ? text : `cosignature/v1\ntime ${time}\n${text}`)

/** Signs a text: the line of a log, or of a cosigner at a time. `sign` is the private key's Ed25519. */
export function signNote(
  text: string,
  { name, keyId, use }: Verifier,
  sign: (message: Uint8Array) => Uint8Array,
  time: number | null = null,
): NoteSignature {
  if ((use === 'cosigner') !== (time !== null))
    throw new RangeError('cosigners sign with a time, logs without')
  const signature = sign(signedBytes(text, time))
  return { name, keyId, signature: time === null ? signature : concat(timeBytes(time), signature) }
}

function timeOf({ use }: Verifier, signature: Uint8Array): number | null | undefined {
  if (use === 'log') return signature.length === 64 ? null : undefined
  if (signature.length !== 72) return undefined
  const view = new DataView(signature.buffer, signature.byteOffset, 8)
  const time = view.getUint32(0) * 2 ** 32 + view.getUint32(4)
  return Number.isSafeInteger(time) ? time : undefined
}

const isSignedBy = (
  verifier: Verifier,
  signature: Uint8Array,
  time: number | null,
  text: string,
): boolean => {
  try {
    const bare = time === null ? signature : signature.subarray(8)
    return ed25519.verify(bare, signedBytes(text, time), verifier.publicKey, { zip215: false })
  } catch {
    return false
  }
}

function timeBytes(time: number): Uint8Array {
  const bytes = new Uint8Array(8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(time / 2 ** 32))
  view.setUint32(4, time % 2 ** 32)
  return bytes
}

const idBytes = (keyId: string) => Uint8Array.from(keyId.match(/../g)!, (pair) => Number.parseInt(pair, 16))
