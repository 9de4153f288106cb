import { decimalIn, fromBase64, toBase64 } from './bytes.ts'
import { type Hash, hashBytes, leafHash } from './merkle.ts'
import { type Disbelief, type Judged, judgeCheckpoint, type TrustPolicy } from './policy.ts'
import { proofHashesMax, verifyInclusion } from './proofs.ts'

/** Proof that an entry stands in a log, to be checked without the log: c2sp.org/tlog-proof@v1. */
export type Receipt = {
  /** Whatever the giver adds; nothing vouches for it. */
  extra: Uint8Array | null
  index: number
  proof: Hash[]
  /** The checkpoint with its signatures, verbatim. */
  checkpoint: string
}

const head = 'c2sp.org/tlog-proof@v1'
const receiptLengthMax = 4_000_000

/** The receipt as a text; files of it end in `.tlog-proof`. */
export function formatReceipt({ extra, index, proof, checkpoint }: Receipt): string {
  const lines = [head, ...(extra === null ? [] : [`extra ${toBase64(extra)}`]), `index ${index}`]
  return `${[...lines, ...proof.map(toBase64)].join('\n')}\n\n${checkpoint}`
}

/** The parts of a receipt; null for a text that is none. */
export function parseReceipt(text: string): Receipt | null {
  const end = text.indexOf('\n\n')
  if (text.length > receiptLengthMax || end < 0) return null
  const lines = text.slice(0, end).split('\n')
  if (lines.shift() !== head) return null
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice(6)) : undefined
  const indexLine = lines.shift()
  const index = indexLine?.startsWith('index ') ? decimalIn(indexLine.slice(6)) : null
  const proof = lines.length > proofHashesMax ? [null] : lines.map(fromBase64)
  if (extra === null || index === null || proof.some((hash) => hash?.length !== hashBytes)) return null
  return { extra: extra ?? null, index, proof: proof as Hash[], checkpoint: text.slice(end + 2) }
}

/** Where and since when an entry stands, or why the receipt does not show it. */
export function verifyReceipt(
  receipt: Receipt,
  entry: Uint8Array,
  policy: TrustPolicy,
): (Judged & { index: number }) | Disbelief | 'not-included' {
  const judged = judgeCheckpoint(policy, receipt.checkpoint)
  if (typeof judged === 'string') return judged
  return verifyInclusion(leafHash(entry), receipt.index, judged.size, receipt.proof, judged.root)
    ? { ...judged, index: receipt.index }
    : 'not-included'
}
