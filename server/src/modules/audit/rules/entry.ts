import { canonicalJson, entryBytesMax, type Json } from '@xinqiao/standards/tlog'
import { digestOf, keyedDigest } from '../../../kernel/crypto/keyed-digest.ts'
import type { Leaf } from '../schema.ts'

/** Everything a leaf says, as its entry commits to it. */
export const payloadOf = (leaf: Leaf): Json => ({
  seq: leaf.seq,
  log: leaf.log,
  at: leaf.at.toISOString(),
  actor: leaf.actor,
  action: leaf.action,
  object: leaf.object,
  subject: leaf.subject,
  digest: leaf.digest,
  detail: leaf.detail,
})

const quoted = (text: string | null): string => JSON.stringify(text)

/** The canonical JSON of a leaf's payload, written straight down: a third of the time (tested against the other). */
export const payloadText = (leaf: Leaf): string =>
  `{"action":${quoted(leaf.action)},"actor":${quoted(leaf.actor)},"at":"${leaf.at.toISOString()}","detail":${canonicalJson(leaf.detail)},"digest":"${leaf.digest}","log":${quoted(leaf.log)},"object":${quoted(leaf.object)},"seq":${leaf.seq},"subject":${quoted(leaf.subject)}}`

/**
 * The entry of a leaf, as everybody who may read the log reads it: what was done, to what and when, and a commitment to
 * the rest. In the audit log it tells the actor too, in the public log the digest instead. A leaf too long for an entry
 * has the digest of its object in the object's place.
 */
export function entryOf(leaf: Leaf, salt: Uint8Array): Uint8Array {
  const commit = keyedDigest(salt)(payloadText(leaf))
  const entry = Buffer.from(entryText(leaf, commit))
  return entry.length <= entryBytesMax
    ? entry
    : Buffer.from(entryText({ ...leaf, ...shortened(leaf) }, commit))
}

/** The canonical JSON of an entry. */
function entryText(leaf: Leaf, commit: string): string {
  const { action, actor, at, digest, log, object, subject } = leaf
  const told = `"object":${quoted(object)}${log === 'public' || subject === null ? '' : `,"subject":"${subject}"`},"t":"${at.toISOString()}","type":${quoted(action)},"v":1}`
  return log === 'public'
    ? `{"commit":"${commit}","digest":"${digest}",${told}`
    : `{"actor":${quoted(actor)},"commit":"${commit}",${told}`
}

const shortened = ({ action, actor, object }: Leaf) => ({
  action: action.slice(0, 200),
  actor: actor.slice(0, 200),
  object: `sha256:${digestOf(object)}`,
})

/** What an entry tells in clear. */
function clearOf(leaf: Leaf): { [name: string]: Json } {
  const told = { v: 1, type: leaf.action, object: leaf.object, t: leaf.at.toISOString() }
  if (leaf.log === 'public') return { ...told, digest: leaf.digest }
  return leaf.subject === null
    ? { ...told, actor: leaf.actor }
    : { ...told, actor: leaf.actor, subject: leaf.subject }
}

/** True when an entry tells of a leaf what the leaf says, apart from the commitment: all that remains without salt. */
export function tellsOf(entry: Uint8Array, leaf: Leaf): boolean {
  const told = readEntry(entry)
  if (told === null) return false
  const { commit: _, ...clear } = told
  try {
    const text = canonicalJson(clear)
    return [leaf, { ...leaf, ...shortened(leaf) }].some((one) => text === canonicalJson(clearOf(one)))
  } catch {
    return false
  }
}

/** A text without what a terminal would act on. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')

/** The members of an entry; null where it is no JSON object. */
export function readEntry(entry: Uint8Array): { [name: string]: Json } | null {
  try {
    const value = JSON.parse(Buffer.from(entry).toString('utf8')) as Json
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as { [name: string]: Json })
      : null
  } catch {
    return null
  }
}
