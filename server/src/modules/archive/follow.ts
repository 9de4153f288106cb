import type { Follower } from '../../kernel/walk.ts'
import { archivesOf } from './actions/archives-of.ts'
import type { Archive } from './schema.ts'

/** Loads the archives of a chunk once, for every module that follows. */
export const follow: Follower = async (ctx, chunk) => {
  chunk.parts.set('archive', await archivesOf(ctx, chunk.subjectIds))
}

/** The archives a chunk carries. */
export const archivesIn = (chunk: { parts: Map<string, unknown> }) =>
  chunk.parts.get('archive') as Map<string, Archive>
