import type { Ctx } from './context.ts'
import type { Module } from './module.ts'
import type { Runner } from './queue/runner.ts'

/**
 * A module's step in the walk. Called in module order for a chunk of due subjects, inside one transaction;
 * recomputes and replaces the module's own rows. Repeating it, in any order of chunks, changes nothing.
 */
export type Follower = (ctx: Ctx, chunk: WalkChunk) => Promise<void>

/** What a chunk carries from follower to follower: modules put their typed parts under their own name. */
export type WalkChunk = { subjectIds: string[]; parts: Map<string, unknown> }

/** Where the walk begins: which subjects are due. `take` claims them for the transaction. */
export type WalkSource = {
  runner: string
  take: (ctx: Ctx, limit: number) => Promise<string[]>
}

/** Subjects a transaction recomputes: large enough for set-based writes, small enough to be quick for one push. */
export const walkRows = 500

/** Chunks walked side by side: one computes while the others wait for the database. */
export const walkLanes = 3

/** Recomputes one chunk of due subjects; answers how many there were. */
export async function walkChunk(
  ctx: Ctx,
  modules: Module[],
  source: WalkSource,
  limit = walkRows,
): Promise<number> {
  return ctx.inTransaction(async (tx) => {
    const subjectIds = await source.take(tx, limit)
    if (subjectIds.length > 0) await followChunk(tx, modules, subjectIds)
    return subjectIds.length
  })
}

/** Calls every follower for these subjects in module order, in the caller's transaction. */
export async function followChunk(ctx: Ctx, modules: Module[], subjectIds: string[]): Promise<void> {
  const chunk: WalkChunk = { subjectIds, parts: new Map() }
  for (const module of modules) await module.follow?.(ctx, chunk)
}

/** The walk as work that runs whenever subjects are due; `lanes` chunks side by side. */
export const walkRunners = (modules: Module[], lanes: number): Runner[] =>
  modules.flatMap(({ walkSource: source }) =>
    source === null
      ? []
      : Array.from({ length: lanes }, (_, lane) => ({
          name: lane === 0 ? source.runner : `${source.runner}.${lane}`,
          run: async (ctx: Ctx) => (await walkChunk(ctx, modules, source)) > 0,
        })),
  )
