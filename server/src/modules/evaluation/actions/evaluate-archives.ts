import type { Ctx } from '../../../kernel/context.ts'
import type { Archive } from '../../archive/index.ts'
import { packSet } from '../../policy/index.ts'
import { cardsOn } from '../rules/cards.ts'
import type { Evaluation } from '../schema.ts'

/** What each card in force on the day says of each archive, by subject; subjects that no card covers are absent. */
export async function evaluateArchives(
  ctx: Pick<Ctx, 'db' | 'settings'>,
  archives: Iterable<Archive>,
  day: string,
): Promise<Map<string, Evaluation[]>> {
  const cards = cardsOn(await packSet(ctx), day, ctx.settings.optionalPacks)
  const results = new Map<string, Evaluation[]>()
  for (const archive of archives) {
    const evaluated = cards.map((card) => card.evaluate(archive, day)).filter((e) => e.notEvaluated === null)
    if (evaluated.length > 0) results.set(archive.subject.id, evaluated)
  }
  return results
}

/** How the first card in force that covers a subject evaluates an archive; for callers with archives of their own making. */
export async function evaluatorOn(
  ctx: Pick<Ctx, 'db' | 'settings'>,
  day: string,
): Promise<(archive: Archive) => Evaluation | undefined> {
  const cards = cardsOn(await packSet(ctx), day, ctx.settings.optionalPacks)
  return (archive) => {
    for (const card of cards) {
      const evaluation = card.evaluate(archive, day)
      if (evaluation.notEvaluated === null) return evaluation
    }
    return undefined
  }
}
