import { fold, type Hash, type Node, nodesCovering } from './merkle.ts'
import { consistencyNodes, inclusionNodes, proofFrom } from './proofs.ts'
import { nodeIn, type Tile, tileOf, tilePath } from './tiles.ts'

/** Fetches a file of a log by its path below the log's prefix; null when there is none. */
export type Fetch = (path: string) => Promise<Uint8Array | null>

/** A tile that should be there is not, or is too short. */
export class TileMissing extends Error {
  readonly path: string
  constructor(path: string) {
    super(`the tile ${path} is missing or too short`)
    this.path = path
  }
}

/** Proofs and roots out of the tiles of a tree of a size, as every reader of the log computes them. */
export class TileReader {
  readonly #fetch: Fetch
  readonly #size: number
  readonly #tiles = new Map<string, Uint8Array>()
  constructor(fetch: Fetch, size: number) {
    this.#fetch = fetch
    this.#size = size
  }

  /** The root of the tree of a size up to the reader's. */
  async root(size = this.#size): Promise<Hash> {
    const nodes = nodesCovering(0, size)
    await this.#load(nodes)
    return fold(nodes.map((node) => this.#hash(node)))
  }

  /** The hashes that lead from a leaf to the root. */
  inclusion(index: number): Promise<Hash[]> {
    return this.#proof(inclusionNodes(index, this.#size))
  }

  /** The hashes that show a smaller tree to be a beginning of this one. */
  consistency(oldSize: number): Promise<Hash[]> {
    return this.#proof(consistencyNodes(oldSize, this.#size))
  }

  async #proof(parts: Node[][]): Promise<Hash[]> {
    await this.#load(parts.flat())
    return proofFrom(parts, (node) => this.#hash(node))
  }

  async #load(nodes: readonly Node[]): Promise<void> {
    for (const tile of nodes.map((node) => tileOf(node, this.#size))) {
      const path = tilePath(tile)
      if (!this.#tiles.has(path)) this.#tiles.set(path, await this.#tile(tile, path))
    }
  }

  async #tile({ width }: Tile, path: string): Promise<Uint8Array> {
    const bytes = await this.#fetch(path)
    if (bytes?.length !== width * 32) throw new TileMissing(path)
    return bytes
  }

  #hash(node: Node): Hash {
    return nodeIn(this.#tiles.get(tilePath(tileOf(node, this.#size)))!, node)
  }
}
