import {
  commitmentTo,
  fromBase64,
  type Json,
  leafHash,
  parseReceipt,
  type TrustPolicy,
  utf8,
  verifyInclusion,
  verifyReceipt,
} from '@xinqiao/standards/tlog'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { readEntry } from '../rules/entry.ts'

/** What a receipt shows, or the reason it shows nothing. */
export type CheckedReceipt =
  | {
      isProven: true
      origin: string
      index: number
      size: number
      witnesses: { name: string; time: number }[]
      entry: { [name: string]: Json }
      /** What the entry commits to, where the receipt opens it. */
      payload: Json | null
      /** One row below the digest of the payload, where the receipt proves one. */
      row: string | null
      /** The text whose SHA-256 ends that row, where the receipt brings it. */
      page: string | null
    }
  | { isProven: false; reason: string }

/** Checks a receipt of this platform by itself and a policy: no network, no server, no database. */
export function checkReceipt(text: string, policy: TrustPolicy): CheckedReceipt {
  const no = (reason: string): CheckedReceipt => ({ isProven: false, reason })
  const receipt = parseReceipt(text)
  const extra = receipt?.extra && readEntry(receipt.extra)
  if (!receipt || !extra || typeof extra.entry !== 'string') return no('not-a-receipt')
  const entry = utf8(extra.entry)
  const told = readEntry(entry)
  if (told === null) return no('not-a-receipt')
  const verified = verifyReceipt(receipt, entry, policy)
  if (typeof verified === 'string') return no(verified)
  const opened = openedBy(extra, told.commit ?? null)
  if (opened === null) return no('commitment')
  const row = extra.row === undefined ? null : provenRow(extra.row, opened.payload)
  if (row === undefined) return no('row')
  const page = typeof extra.page === 'string' ? extra.page : null
  if (page !== null && !row?.endsWith(`|${digestOf(page)}`)) return no('page')
  return {
    isProven: true,
    origin: verified.origin,
    index: verified.index,
    size: verified.size,
    witnesses: verified.witnesses,
    entry: told,
    payload: opened.payload,
    row,
    page,
  }
}

/** What the receipt says the entry commits to; null when that is not so. */
function openedBy(extra: { [name: string]: Json }, commit: Json): { payload: Json | null } | null {
  const { salt, payload } = extra
  if (payload === undefined || salt === undefined) return { payload: null }
  if (typeof salt !== 'string' || !/^[0-9a-f]{64}$/.test(salt)) return null
  try {
    return commitmentTo(Buffer.from(salt, 'hex'), payload) === commit ? { payload } : null
  } catch {
    return null
  }
}

/** The text of a row that is proven to stand below the payload's digest; undefined when it is not. */
function provenRow(row: Json, payload: Json | null): string | undefined {
  const { text, index, size, proof } = { ...(row as { [name: string]: Json }) }
  const digest = (payload as { digest?: Json } | null)?.digest
  if (typeof text !== 'string' || typeof index !== 'number' || typeof size !== 'number') return undefined
  if (typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest) || !Array.isArray(proof)) return undefined
  const hashes = proof.map((hash: Json) => (typeof hash === 'string' ? fromBase64(hash) : null))
  if (hashes.includes(null)) return undefined
  const root = Buffer.from(digest, 'hex')
  return verifyInclusion(leafHash(utf8(text)), index, size, hashes as Uint8Array[], root) ? text : undefined
}
