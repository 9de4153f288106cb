import { hash } from 'node:crypto'

/** Thrown when a value cannot be opened because the key of its owner was destroyed. */
export class Forgotten extends Error {
  override readonly name = 'Forgotten'
  constructor() {
    super('the key of this value was destroyed')
  }
}

const levels = 16
const branches = 16
const cacheMax = 20_000

export type OwnerNodes = { digest: 'sha256' | 'sm3'; nodes: [prefix: string, key: string][] }

/**
 * A key for every owner, derived from one root, of which single ones can be destroyed for ever: a tree of 16 levels
 * with 16 branches each, where a child is a digest of its parent. To forget a leaf, the node above it is replaced by
 * the siblings along its path; from what is left the leaf cannot be computed, and every other one can. The tree needs
 * no room per owner, and it lives outside the database, so no backup of the database brings a destroyed key back.
 */
export class OwnerTree {
  readonly #digest: 'sha256' | 'sm3'
  /** Keys as hex: a digest of a short text costs a third of one of bytes that must be gathered first. */
  readonly #nodes: Map<string, string>
  readonly #leaves = new Map<string, Buffer>()

  constructor({ digest, nodes }: OwnerNodes) {
    this.#digest = digest
    this.#nodes = new Map(nodes)
  }

  /** The key at a path of 16 hex digits. Throws Forgotten. */
  keyAt(path: string): Buffer {
    const known = this.#leaves.get(path)
    if (known) return known
    const top = this.#topOf(path)
    if (top === null) throw new Forgotten()
    let key = this.#nodes.get(top)!
    for (let depth = top.length; depth < levels; depth++) key = this.#childOf(key, path[depth]!)
    if (this.#leaves.size >= cacheMax) this.#leaves.clear()
    const leaf = Buffer.from(key, 'hex')
    this.#leaves.set(path, leaf)
    return leaf
  }

  /** Whether there is a key at a path. */
  has(path: string): boolean {
    return this.#leaves.has(path) || this.#topOf(path) !== null
  }

  /** Destroys the key at a path; false when it was destroyed before. */
  forget(path: string): boolean {
    const top = this.#topOf(path)
    this.#leaves.get(path)?.fill(0)
    this.#leaves.delete(path)
    if (top === null) return false
    let key = this.#nodes.get(top)!
    this.#nodes.delete(top)
    for (let depth = top.length; depth < levels; depth++) {
      const parent = path.slice(0, depth)
      for (let i = 0; i < branches; i++) {
        const digit = i.toString(16)
        if (digit !== path[depth]) this.#nodes.set(parent + digit, this.#childOf(key, digit))
      }
      key = this.#childOf(key, path[depth]!)
    }
    return true
  }

  /** What must be kept of the tree, and nothing more. */
  toNodes(): OwnerNodes {
    return { digest: this.#digest, nodes: [...this.#nodes] }
  }

  #topOf(path: string): string | null {
    for (let depth = 0; depth <= levels; depth++) {
      const prefix = path.slice(0, depth)
      if (this.#nodes.has(prefix)) return prefix
    }
    return null
  }

  #childOf(key: string, digit: string): string {
    return hash(this.#digest, key + digit, 'hex')
  }
}
