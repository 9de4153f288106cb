import { proveRow, rootOverRows, toBase64 } from '@xinqiao/standards/tlog'
import { sha256Of } from '../../../kernel/crypto/keyed-digest.ts'
import type { Verdict } from '../schema.ts'

/** What a row of a chunk became, as the ledger's leaf of the chunk commits to it. */
export type LedgerRow = { verdict: Verdict; recordId: string | null; digest: string | null }

/**
 * The text of a row below the leaf of its chunk: its verdict, the record it made or met, and for one it made the digest
 * of the content.
 */
const ledgerRow = ({ verdict, recordId, digest }: LedgerRow): string =>
  `${verdict}|${recordId ?? ''}|${verdict === 'a' || verdict === 'c' ? (digest ?? '') : ''}`

/** One hash over the rows of a chunk in their order, as hex; each row is provable below it. */
export const chunkRoot = (rows: readonly LedgerRow[]): string =>
  Buffer.from(rootOverRows(rows.map(ledgerRow), sha256Of)).toString('hex')

/** Proof that a row stands below the root of its chunk. */
export type RowProof = { text: string; index: number; size: number; proof: string[] }

/** Proves the row at an index. */
export function proveChunkRow(rows: readonly LedgerRow[], index: number): RowProof {
  const texts = rows.map(ledgerRow)
  return { text: texts[index]!, index, size: texts.length, proof: proveRow(texts, index).map(toBase64) }
}
