import { ed25519 } from '@noble/curves/ed25519.js'
import {
  emptyRoot,
  encodeBundle,
  type Fetch,
  formatCheckpoint,
  formatNote,
  type Hash,
  type KeyUse,
  leafHash,
  newTiles,
  nodeHash,
  rootOf,
  signNote,
  tilePath,
  tileWidth,
  utf8,
  verifierOf,
} from '../../src/tlog/index.ts'

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** RFC 6962, 2.1, word by word: the slow definition everything else is compared with. */
export function rootByDefinition(entries: readonly Uint8Array[]): Hash {
  if (entries.length === 0) return emptyRoot
  if (entries.length === 1) return leafHash(entries[0]!)
  let split = 1
  while (split * 2 < entries.length) split *= 2
  return nodeHash(rootByDefinition(entries.slice(0, split)), rootByDefinition(entries.slice(split)))
}

/** Different short entries. */
export const entriesOf = (count: number, tag = 'entry'): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => utf8(`${tag} ${i}`))

/** All tiles and bundles of a log of these entries, by path. */
export function filesOf(entries: readonly Uint8Array[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const levels: Hash[][] = [entries.map(leafHash)]
  for (let level = 0; levels[level]!.length >= tileWidth; level++) {
    const below = levels[level]!
    levels.push(
      Array.from({ length: Math.floor(below.length / tileWidth) }, (_, i) =>
        rootOf(below.slice(i * tileWidth, (i + 1) * tileWidth)),
      ),
    )
  }
  for (const tile of newTiles(0, entries.length)) {
    const [from, to] = [tile.index * tileWidth, tile.index * tileWidth + tile.width]
    files.set(
      tilePath(tile),
      tile.level === 'entries'
        ? encodeBundle(entries.slice(from, to))
        : Uint8Array.from(levels[tile.level]!.slice(from, to).flatMap((hash) => [...hash])),
    )
  }
  return files
}

export const fetchFrom =
  (files: ReadonlyMap<string, Uint8Array>): Fetch =>
  async (path) =>
    files.get(path) ?? null

/** A key made of one number, with which tests sign. */
export function signer(name: string, use: KeyUse, seed: number) {
  const secret = new Uint8Array(32).fill(seed)
  const verifier = verifierOf(name, use, ed25519.getPublicKey(secret))
  const sign = (message: Uint8Array) => ed25519.sign(message, secret)
  return { verifier, sign }
}
export type Signer = ReturnType<typeof signer>

/** A checkpoint over entries, signed by its log and cosigned at time 1,700,000,000. */
export function checkpointOver(
  entries: readonly Uint8Array[],
  log: Signer,
  cosigners: Signer[] = [],
): string {
  const root = rootOf(entries.map(leafHash))
  const text = formatCheckpoint({ origin: log.verifier.name, size: entries.length, root })
  return formatNote({
    text,
    signatures: [
      signNote(text, log.verifier, log.sign),
      ...cosigners.map((one) => signNote(text, one.verifier, one.sign, 1_700_000_000)),
    ],
  })
}
