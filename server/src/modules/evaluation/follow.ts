import { dayOf } from '../../kernel/clock.ts'
import type { Follower } from '../../kernel/walk.ts'
import { archivesIn } from '../archive/index.ts'
import { evaluateArchives } from './actions/evaluate-archives.ts'
import type { Evaluation } from './schema.ts'
import { replaceResults } from './store.ts'

/** Evaluates the chunk's archives by the cards in force today and replaces their results. */
export const follow: Follower = async (ctx, chunk) => {
  const day = dayOf(ctx.now)
  const evaluations = await evaluateArchives(ctx, archivesIn(chunk).values(), day)
  const results = [...evaluations].flatMap(([subjectId, list]) =>
    list.map((evaluation) => ({ subjectId, evaluation })),
  )
  await replaceResults(ctx, chunk.subjectIds, results, day)
  chunk.parts.set('evaluation', evaluations)
}

/** The evaluations a chunk carries, by subject. */
export const evaluationsIn = (chunk: { parts: Map<string, unknown> }) =>
  chunk.parts.get('evaluation') as Map<string, Evaluation[]>
