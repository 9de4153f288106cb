import type { Keys } from '../../../kernel/crypto/keys.ts'
import type { SubjectClue } from '../../cleaning/index.ts'
import type { KeyedIdentifier } from '../schema.ts'
import type { Known } from './lookups.ts'

/** At most this many identifiers and as many subjects are remembered, some 60 MB; then it starts afresh. */
const rememberedMax = 100_000

/**
 * What one filing has learnt about subjects, so that the many rows about one subject ask for it once: keys of
 * identifiers, and where they lead. What was learnt in a transaction counts once that is kept (`settle`), and as long
 * as no judgement moves subjects (`at`).
 */
export class SubjectMemory {
  readonly #keyed = new Map<string, Map<string, KeyedIdentifier>>()
  #keyedCount = 0
  #known = new Map<string, Known>()
  #learnt = new Map<string, Known>()
  #epoch = -1

  /** Forgets where identifiers lead when the epoch of judgements is another than before. */
  at(epoch: number): void {
    if (epoch !== this.#epoch) this.#known = new Map()
    this.#epoch = epoch
    this.#learnt = new Map()
  }

  /** The identifiers of a row with their keys, strongest first, without those that follow from the first. */
  identifiersOf(keys: Keys, { identifiers }: SubjectClue): KeyedIdentifier[] {
    const first = identifiers[0]
    if (first === undefined) return []
    const list = [this.keyed(keys, first)]
    for (let i = 1; i < identifiers.length; i++) {
      const { scheme, value } = identifiers[i]!
      // A unified code holds the organisation code of its subject.
      const follows =
        first.scheme === 'uscc' && scheme === 'organisation-code' && first.value.startsWith(value, 8)
      if (!follows) list.push(this.keyed(keys, identifiers[i]!))
    }
    return list
  }

  /** An identifier with its key, which is a keyed digest and so worth remembering. */
  keyed(keys: Keys, { scheme, value }: SubjectClue['identifiers'][number]): KeyedIdentifier {
    const known = this.#keyed.get(scheme)?.get(value)
    if (known !== undefined) return known
    if (++this.#keyedCount > rememberedMax) {
      this.#keyed.clear()
      this.#keyedCount = 1
    }
    const keyed = { scheme, value, key: keys.identityOf(scheme, value) }
    const ofScheme = this.#keyed.get(scheme)
    if (ofScheme === undefined) this.#keyed.set(scheme, new Map([[value, keyed]]))
    else ofScheme.set(value, keyed)
    return keyed
  }

  /** Where those of the keys lead that are remembered. */
  recall(keys: Iterable<string>): Map<string, Known> {
    const known = new Map<string, Known>()
    if (this.#known.size === 0) return known
    for (const key of keys) {
      const hit = this.#known.get(key)
      if (hit !== undefined) known.set(key, hit)
    }
    return known
  }

  /** Takes what a transaction found or made; it counts after `settle`. */
  learn(found: Map<string, Known>): void {
    this.#learnt = found
  }

  /** The transaction that learnt last has been kept. */
  settle(): void {
    if (this.#known.size + this.#learnt.size > rememberedMax) this.#known = new Map()
    for (const [key, value] of this.#learnt) this.#known.set(key, value)
    this.#learnt = new Map()
  }
}
