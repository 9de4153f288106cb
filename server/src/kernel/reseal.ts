import type { Ctx } from './context.ts'
import { finishReseal, noteReseal, openReseals, resealsOf, startReseals } from './db/reseals.ts'
import { fileClass } from './file-store.ts'
import type { Module } from './module.ts'
import { type Runner, wake } from './queue/runner.ts'

/** A table with sealed cells: the class of its keys, and how a portion of it comes under the present ones. */
export type SealedTable = {
  sealClass: string
  /** Looks at up to `limit` rows after a position; answers the last position, null at the end, and how many changed. */
  reseal: (
    ctx: Ctx,
    after: string | null,
    limit: number,
  ) => Promise<{ after: string | null; changed: number }>
}

const portion = 500
const runner = 'kernel.reseal'

/** Every class that something is sealed for. */
export const sealClassesOf = (modules: readonly Module[]): string[] => [
  ...new Set([fileClass, ...modules.flatMap((m) => m.sealed.map((table) => table.sealClass))]),
]

/** Begins to bring everything under the present keys; one that is under way begins anew. */
export async function beginReseal(ctx: Ctx, modules: readonly Module[]): Promise<void> {
  await startReseals(ctx, sealClassesOf(modules))
  await wake(ctx, runner)
}

/**
 * Brings cells under the present keys, portion by portion, each in a transaction of its own that also keeps how far it
 * came: a killed process goes on where it stopped. One process at a time.
 */
export function resealRunner(modules: readonly Module[]): Runner {
  const tables = [
    { sealClass: fileClass, reseal: (ctx, after, limit) => ctx.files.reseal(after, limit) } as SealedTable,
    ...modules.flatMap((m) => m.sealed),
  ]
  return {
    name: runner,
    run: async (ctx) => {
      let more = false
      await ctx.alone(runner, async () => {
        const open = (await openReseals(ctx))[0]
        if (!open) {
          // The first start of a version that seals: what lies there from earlier days is brought over once.
          more = (await resealsOf(ctx)).length === 0
          if (more) await startReseals(ctx, sealClassesOf(modules))
          return
        }
        more = true
        await ctx.inTransaction((tx) => resealPortion(tx, tables, open))
      })
      return more
    },
  }
}

async function resealPortion(
  ctx: Ctx,
  tables: SealedTable[],
  open: { sealClass: string; after: string | null },
): Promise<void> {
  const table = tables.find((one) => one.sealClass === open.sealClass)
  const done = table ? await table.reseal(ctx, open.after, portion) : { after: null, changed: 0 }
  if (done.after === null) await finishReseal(ctx, open.sealClass, done.changed)
  else await noteReseal(ctx, open.sealClass, done.after, done.changed)
}
