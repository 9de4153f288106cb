import {
  encodeBundle,
  fold,
  type Hash,
  leafHash,
  nodesCovering,
  rootOf,
  tilePath,
  tileRoot,
  tileWidth,
} from '@xinqiao/standards/tlog'

type File = { path: string; bytes: Uint8Array }

/** The right edge of a log: what of its tiles is not full yet. From it the log grows without reading what is full. */
export class GrowingTree {
  #size: number
  /** Hashes of the unfinished tile of each level, from the leaves up. */
  readonly #edge: Hash[][]
  /** Entries of the unfinished bundle. */
  #bundle: Uint8Array[]

  /** A tree of a size with the hashes of its unfinished tiles by level and the entries of its unfinished bundle. */
  constructor(size = 0, edge: Hash[][] = [], bundle: Uint8Array[] = []) {
    this.#size = size
    this.#edge = edge.map((hashes) => [...hashes])
    this.#bundle = [...bundle]
  }

  get size(): number {
    return this.#size
  }

  /** Entries of the unfinished bundle, oldest first. */
  lastEntries(): readonly Uint8Array[] {
    return this.#bundle
  }

  /** The root over all entries so far. */
  root(): Hash {
    const hashes = this.#edge.toReversed().flatMap((row) =>
      nodesCovering(0, row.length).map(({ level, index }) => {
        const width = 2 ** level
        return rootOf(row.slice(index * width, (index + 1) * width))
      }),
    )
    return fold(hashes)
  }

  /** Adds entries; answers the files that hold them, bundles before tiles and lower tiles before higher ones. */
  append(entries: readonly Uint8Array[]): File[] {
    const bundles: File[] = []
    for (const [i, entry] of entries.entries()) {
      this.#bundle.push(entry)
      if (this.#bundle.length < tileWidth && i < entries.length - 1) continue
      const index = Math.floor((this.#size + i) / tileWidth)
      const path = tilePath({ level: 'entries', index, width: this.#bundle.length })
      bundles.push({ path, bytes: encodeBundle(this.#bundle) })
      if (this.#bundle.length === tileWidth) this.#bundle = []
    }
    return [...bundles, ...this.appendLeaves(entries.map(leafHash))]
  }

  /** Adds entries by their hashes, where nobody asks for bundles; answers the tiles, lower ones first. */
  appendLeaves(leaves: readonly Hash[]): File[] {
    const before = this.#size
    const full: File[][] = []
    for (const leaf of leaves) {
      this.#push(0, leaf, full)
      this.#size++
    }
    return this.#edge.flatMap((row, level) => [
      ...(full[level] ?? []),
      ...this.#unfinished(row, level, before),
    ])
  }

  #push(level: number, hash: Hash, full: File[][]): void {
    this.#edge[level] ??= []
    const row = this.#edge[level]
    row.push(hash)
    if (row.length < tileWidth) return
    const bytes = joined(row)
    full[level] ??= []
    full[level].push({ path: tilePath({ level, index: this.#tileAt(level), width: tileWidth }), bytes })
    this.#edge[level] = []
    this.#push(level + 1, tileRoot(bytes), full)
  }

  /** The unfinished tiles as they stand, lower ones first. */
  edgeFiles(): File[] {
    return this.#edge.flatMap((row, level) => this.#unfinished(row, level, 0))
  }

  #unfinished(row: Hash[], level: number, before: number): File[] {
    const unit = tileWidth ** level
    if (row.length === 0 || Math.floor(before / unit) === Math.floor(this.#size / unit)) return []
    return [{ path: tilePath({ level, index: this.#tileAt(level), width: row.length }), bytes: joined(row) }]
  }

  /** Index of the tile at a level that the entry at the edge falls into. */
  #tileAt(level: number): number {
    return Math.floor(this.#size / tileWidth ** (level + 1))
  }
}

function joined(hashes: readonly Hash[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * 32)
  for (const [i, hash] of hashes.entries()) bytes.set(hash, i * 32)
  return bytes
}
