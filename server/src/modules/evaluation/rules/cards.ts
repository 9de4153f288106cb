import type { Pack, PackSet } from '../../policy/index.ts'
import type { EvaluationCard } from '../schema.ts'
import { type CompiledCard, compileCard } from './card.ts'

const compiled = new WeakMap<Pack<EvaluationCard>, CompiledCard>()

/**
 * The cards that evaluate on a day, compiled once: adopted grades before scores of our own, optional cards only
 * where the installation switched them on.
 */
export function cardsOn(packs: PackSet, day: string, switchedOn: readonly string[]): CompiledCard[] {
  const inForce = packs.inForce('evaluation', day) as Pack<EvaluationCard>[]
  const used = inForce.filter((p) => p.content.status === 'active' || switchedOn.includes(p.code))
  const ordered = used.toSorted(
    (a, b) =>
      Number(b.content.type === 'adopt') - Number(a.content.type === 'adopt') || (a.code < b.code ? -1 : 1),
  )
  return ordered.map((pack) => {
    const known = compiled.get(pack)
    if (known) return known
    const card = compileCard(pack)
    compiled.set(pack, card)
    return card
  })
}
