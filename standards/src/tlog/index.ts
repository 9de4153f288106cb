export { decodeBundle, encodeBundle, entryBytesMax } from './bundle.ts'
export { concat, fromBase64, sameBytes, textOf, toBase64, utf8 } from './bytes.ts'
export { canonicalJson, type Json } from './canonical-json.ts'
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts'
export { commitmentTo } from './commitment.ts'
export {
  emptyRoot,
  fold,
  type Hash,
  hashBytes,
  leafHash,
  type Node,
  nodeHash,
  nodesCovering,
  rootOf,
} from './merkle.ts'
export {
  formatNote,
  formatSignature,
  type Note,
  type NoteSignature,
  parseNote,
  parseSignatureLine,
  signedBytes,
  signNote,
  type Verified,
  verifyNote,
} from './note.ts'
export {
  type Disbelief,
  isQuorum,
  type Judged,
  judgeCheckpoint,
  type PolicyFault,
  type PolicyWitness,
  parsePolicy,
  type TrustPolicy,
} from './policy.ts'
export {
  consistencyNodes,
  inclusionNodes,
  proofFrom,
  proofHashesMax,
  verifyConsistency,
  verifyInclusion,
} from './proofs.ts'
export { formatReceipt, parseReceipt, type Receipt, verifyReceipt } from './receipt.ts'
export { proveRow, rootOverRows } from './rows.ts'
export {
  formatSubmission,
  judgeSubmission,
  parseSubmission,
  type Submission,
  type Verdict,
} from './submission.ts'
export { type Fetch, TileMissing, TileReader } from './tile-reader.ts'
export {
  hashAt,
  newTiles,
  nodeIn,
  parseTilePath,
  type Tile,
  tileOf,
  tilePath,
  tileRoot,
  tileWidth,
  widthIn,
} from './tiles.ts'
export { formatVkey, isKeyName, type KeyUse, parseVkey, type Verifier, verifierOf } from './vkey.ts'
