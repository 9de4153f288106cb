import { loadConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { startPlatform } from '../platform.ts'
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
    const platform = await startPlatform({
      config,
      log,
      root: rootFolder(),
      say: (step) => say(steps[step] ?? step),
    })
    // Further signals while it stops change nothing: a supervisor may send its own beside the launcher's.
    const stopping = new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => done())
    })
    process.stdout.write(
      json
        ? `${JSON.stringify({ url: platform.url })}\n`
        : `Xinqiao is ready at ${platform.url} (${((performance.now() - started) / 1000).toFixed(1)} s). Ctrl-C stops it.\n`,
    )
    if (demo) {
      const { importDemo } = await import('../demo.ts')
      importDemo(platform.deps, config.home, say).catch((error) =>
        log.error({ error: (error as Error).message }, 'the demo data could not be brought in'),
      )
    }
    await stopping
    say('Stopping …')
    await platform.stop()
    return 0
  },
})
