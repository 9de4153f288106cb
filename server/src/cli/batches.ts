import { batchViews } from '../modules/archive/index.ts'
import { listBatches } from '../modules/intake/index.ts'
import { withSession } from './session.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'batches',
  summary: 'Received files, newest first, with what became of their rows.',
  args: '',
  argsMin: 0,
  argsMax: 0,
  options: {},
  run: async ({ json }) =>
    withSession(async ({ ctx }) => {
      const views = await batchViews(
        ctx(),
        await listBatches(ctx(), { before: null, limit: 100, scope: null }),
        false,
      )
      if (json) process.stdout.write(`${JSON.stringify(views)}\n`)
      else
        for (const view of views)
          process.stdout.write(
            `${view.receivedAt.slice(0, 16)}  ${view.status.padEnd(8)}  ${String(view.rows.received).padStart(8)} rows  ${view.filename ?? ''}  ${view.id}${view.duplicateOf ? `  same bytes as ${view.duplicateOf}` : ''}\n`,
          )
      return 0
    }),
})
