import { faultLine, logs, rejoinLog } from '../modules/audit/index.ts'
import { withSession } from './session.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'rejoin',
  summary: 'After a restore: take entries that were signed since the backup back from the tile store.',
  args: '',
  argsMin: 0,
  argsMax: 0,
  options: {},
  run: ({ json }) =>
    withSession(async ({ ctx }) => {
      let refused = false
      for (const log of logs) {
        const done = await rejoinLog(ctx(), log)
        refused ||= (done?.faults.length ?? 0) > 0
        if (json)
          process.stdout.write(`${JSON.stringify(done ?? { log, from: null, to: null, faults: [] })}\n`)
        else if (done === null) process.stdout.write(`${log}: nothing is missing\n`)
        else if (done.faults.length === 0)
          process.stdout.write(`${log}: entries ${done.from} to ${done.to - 1} were taken back\n`)
        else
          process.stdout.write(
            `${log}: refused\n${done.faults.map((fault) => `  ${faultLine(fault)}\n`).join('')}`,
          )
      }
      return refused ? 1 : 0
    }),
})
