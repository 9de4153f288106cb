import { type Config, loadConfig } from '../kernel/config.ts'
import type { Log } from '../kernel/context.ts'
import { act } from '../kernel/db/act.ts'
import { createLog } from '../kernel/log.ts'
import { inviteFirstAdministrator, operatorActor } from '../modules/identity/index.ts'
import { type Platform, startPlatform } from '../platform.ts'
import { rootFolder } from './session.ts'
import { declareVerb } from './verb.ts'

const steps: Record<string, string> = {
  database: 'Starting the database …',
  policy: 'Loading law and catalog …',
  web: 'Preparing the pages …',
}

export const verb = declareVerb({
  name: 'serve',
  summary: 'Start the platform and serve until it is told to stop.',
  args: '',
  argsMin: 0,
  argsMax: 0,
  options: {
    demo: { type: 'boolean', describe: 'Bring synthetic demo data in, once, and switch the demo card on.' },
  },
  run: async ({ options, json }) => {
    const loaded = loadConfig()
    const demo = options.demo === true && loaded.databaseUrl === null
    const config =
      demo && loaded.optionalPacks.length === 0
        ? { ...loaded, optionalPacks: ['evaluation/demo-comprehensive'] }
        : loaded
    const say = (text: string) => !json && process.stderr.write(`${text}\n`)
    const log = createLog(config)
    const started = performance.now()
    const { signal, asked } = stopSignal(say)
    const platform = await startPlatform({
      config,
      log,
      root: rootFolder(),
      say: (step) => steps[step] !== undefined && say(steps[step]),
      signal,
    })
    process.stdout.write(
      json
        ? `${JSON.stringify({ url: platform.url })}\n`
        : `Xinqiao is ready at ${platform.url} (${((performance.now() - started) / 1000).toFixed(1)} s). Ctrl-C stops it.\n`,
    )
    await tellFirstLogins(platform, { demo, role: config.role, log })
    if (demo) {
      const { importDemo } = await import('../demo.ts')
      importDemo(platform.deps, config.home, say).catch((error) =>
        log.error({ error: (error as Error).message }, 'the demo data could not be brought in'),
      )
    }
    await asked
    await platform.stop()
    return 0
  },
})

/**
 * Hears what tells the server to stop, from the first moment on, and says so once. Further signals change nothing: a
 * supervisor may send its own beside the launcher's. Only a second Ctrl-C is somebody who waits.
 */
function stopSignal(say: (text: string) => void): { signal: AbortSignal; asked: Promise<void> } {
  const stop = new AbortController()
  let interrupts = 0
  const asked = new Promise<void>((done) => {
    const hear = (name: NodeJS.Signals) => {
      if (!stop.signal.aborted) say('Stopping …')
      if (name === 'SIGINT' && ++interrupts === 2)
        say('Still stopping: what is under way is being finished, and nothing is lost.')
      stop.abort()
      done()
    }
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, hear)
  })
  return { signal: stop.signal, asked }
}

/**
 * What only the person at the terminal is told, once: the logins of the demo, or the one-time token with which the
 * first administrator makes the first account. There is no default account.
 */
async function tellFirstLogins(
  { deps }: Platform,
  { demo, role, log }: { demo: boolean; role: Config['role']; log: Log },
): Promise<void> {
  if (role !== 'all' && role !== 'console') return
  const tell = (text: string) => process.stderr.write(`${text}\n`)
  if (demo) {
    const { makeDemoLogins } = await import('../demo-logins.ts')
    const lines = await makeDemoLogins(deps, log)
    if (lines !== null)
      tell(
        `Demo logins, drawn now and shown this once (npx xinqiao code KEY tells the code of an authenticator key):\n${lines.map((line) => `  ${line}`).join('\n')}`,
      )
    return
  }
  const by = { now: new Date(), actor: operatorActor, log }
  const invitation = await act(deps, by, 'write', inviteFirstAdministrator)
  if (invitation !== null)
    tell(
      `There is no account yet. One-time token for the first administrator, until ${invitation.expiresAt}: ${invitation.token}\nOpen ${deps.settings.publicUrl}/first-start#${invitation.token}`,
    )
}
