import { applyRetention } from '../modules/archive/index.ts'
import { withSession } from './session.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'retention',
  summary:
    'Hide, archive and erase what is old enough by the packs of retention; or only tell what would be.',
  args: '',
  argsMin: 0,
  argsMax: 0,
  options: { 'dry-run': { type: 'boolean', describe: 'Change nothing; tell what would happen, and why.' } },
  run: ({ options, json }) =>
    withSession(async ({ ctx }) => {
      const dryRun = options['dry-run'] === true
      const done = await applyRetention(ctx(), { dryRun })
      if (json) process.stdout.write(`${JSON.stringify({ dryRun, ...done })}\n`)
      else {
        process.stdout.write(`${done.day}${dryRun ? ', nothing was changed' : ''}\n`)
        for (const line of done.lines)
          process.stdout.write(
            `${line.stage.padEnd(8)} ${String(line.records).padStart(9)}  ${line.kind} (held: ${line.held}) · ${line.pack} ${line.version} ${line.article}\n`,
          )
        if (done.lines.length === 0) process.stdout.write('nothing is old enough\n')
        if (!done.isComplete) process.stdout.write('more is left for the next run\n')
      }
      return 0
    }),
})
