import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { formatVkey, isKeyName, parseVkey, type Verifier } from '@xinqiao/standards/tlog'
import { loadConfig } from '../kernel/config.ts'
import { claimHome } from '../kernel/home.ts'
import { openKeeper } from '../witness/keeper.ts'
import { startWitness } from '../witness/start-witness.ts'
import { declareVerb, UsageProblem } from './verb.ts'

export const verb = declareVerb({
  name: 'witness',
  summary: 'Watch logs of others: cosign their checkpoints while they only grow. Needs no database.',
  args: '<name> <policy file or vkey>...',
  argsMin: 2,
  argsMax: 50,
  options: {
    folder: {
      type: 'string',
      value: 'DIR',
      describe: 'Where key and checkpoints are kept; <home>/witness when absent.',
    },
    host: { type: 'string', value: 'ADDRESS', describe: 'Address to listen on; 127.0.0.1 when absent.' },
    port: { type: 'string', value: 'N', describe: 'Port to listen on; 8090 when absent, 0 for any.' },
  },
  run: async ({ args, options, json }) => {
    const [name, ...sources] = args as [string, ...string[]]
    if (!isKeyName(name)) throw new UsageProblem('The name of a witness has no spaces and no plus signs.')
    const port = Number(options.port ?? 8090)
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new UsageProblem('--port is a number up to 65535.')
    const folder = resolve((options.folder as string | undefined) ?? join(loadConfig().home, 'witness'))
    const release = claimHome(folder)
    try {
      const logs = sources.flatMap(logsIn)
      const keeper = await openKeeper(folder, name, logs)
      const witness = await startWitness(keeper, (options.host as string | undefined) ?? '127.0.0.1', port)
      const vkey = formatVkey(keeper.verifier)
      process.stdout.write(
        json
          ? `${JSON.stringify({ url: witness.url, vkey })}\n`
          : `Witness of ${logs.map((log) => log.name).join(', ')} at ${witness.url}. Line for a policy:\nwitness w ${vkey} ${witness.url}\n`,
      )
      await new Promise<void>((done) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
      })
      await witness.stop()
      return 0
    } finally {
      release()
    }
  },
})

/** The logs a vkey, or the log lines of a policy file, name. */
function logsIn(source: string): Verifier[] {
  const direct = parseVkey(source)
  if (direct?.use === 'log') return [direct]
  if (!existsSync(source))
    throw new UsageProblem(`${source.slice(0, 100)} is neither the vkey of a log nor a file.`)
  const found = readFileSync(source, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/[ \t]+/))
    .flatMap(([verb, vkey]) => (verb === 'log' ? [parseVkey(vkey ?? '')] : []))
  if (found.length === 0 || found.some((one) => one?.use !== 'log'))
    throw new UsageProblem(`${source} has no line "log <vkey>", or one whose vkey is none.`)
  return found as Verifier[]
}
