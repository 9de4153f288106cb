import type { Pack } from '../../policy/index.ts'
import type { EvaluationCard } from '../schema.ts'
import { compileAdoptCard } from './adopt-card.ts'
import { cardFaults } from './card-faults.ts'
import { type CompiledCard, compileScoreCard } from './score-card.ts'

export type { CompiledCard, Score } from './score-card.ts'

/**
 * Turns a card of policy/evaluation into its evaluation: a pure function of an archive and a civil day. Compile
 * once and keep the result; throws RangeError with all `cardFaults` when the card cannot work.
 */
export const compileCard = (pack: Pack<EvaluationCard>): CompiledCard => {
  const card = pack.content
  const faults = cardFaults(card)
  if (faults.length > 0) {
    const told = faults.map(
      ({ path, found, expected }) => `${path.join('.')} ${found}: expected ${expected.en}`,
    )
    throw new RangeError(`${card.pack} ${card.version}: ${told.join('; ')}`)
  }
  return card.type === 'adopt' ? compileAdoptCard(card) : compileScoreCard(card)
}
