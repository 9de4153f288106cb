import { join } from 'node:path'
import { bytes, databaseUrl, isLoopback, listenAddress, networks, onOff, oneOf, path, type Value, whole, words, Wrong } from './config-values.ts'
import { StartProblem } from './start-problem.ts'

type Setting<T> = { name: string; value: Value<T>; preset: T | ((known: Known) => T); presetText: string; describe: string }
type Known = { home: string; host: string }

const roles = ['all', 'portal', 'console', 'gateway', 'worker'] as const
/** Which doors a process opens. */
export type RoleName = (typeof roles)[number]

const cpuNote = 'more than the processor cores rarely helps'

/** Every setting, once: the variable, what it accepts, its preset and what it means. */
const settingsFor = (cwd: string) => ({
  home: setting('XINQIAO_HOME', path(cwd), join(cwd, '.xinqiao'), './.xinqiao', 'Folder of the embedded database, received files and keys.'),
  databaseUrl: setting<string | null>('DATABASE_URL', databaseUrl, null, 'embedded', 'A PostgreSQL 15 or newer; without it the embedded one is used.'),
  host: setting('HOST', listenAddress, '127.0.0.1', '127.0.0.1', 'Address to listen on; 0.0.0.0 for every network of the machine.'),
  port: setting('PORT', whole(0, 65_535), 8_080, '8080', 'Port of the platform; 0 takes any free one.'),
  metricsPort: setting('METRICS_PORT', whole(0, 65_535), 9_090, '9090, or the next free one', 'Port of /metrics, /healthz and /readyz; 0 takes any free one.'),
  role: setting('ROLE', oneOf(roles), 'all', 'all', 'Which doors this process opens.'),
  logLevel: setting('LOG_LEVEL', oneOf(['error', 'warn', 'info', 'silent']), 'info', 'info', 'What is written to the log.'),
  trustProxy: setting<string[]>('TRUST_PROXY', networks, [], 'none', 'Proxies whose X-Forwarded headers are believed.'),
  uploadBytesMax: setting('UPLOAD_BYTES_MAX', bytes(1_024, 2 ** 40), 2 ** 31, '2G', 'Largest file that is taken in.'),
  inFlightMax: setting('IN_FLIGHT_MAX', whole(1, 100_000), 512, '512', 'Requests worked on at once; more are asked to come back.'),
  ratePerSecond: setting('RATE_PER_SECOND', whole(0, 100_000), 50, '50', 'Public requests per second and address, in bursts of four times as many; 0 sets no limit.'),
  optionalPacks: setting<string[]>('OPTIONAL_PACKS', words(/^[a-z0-9][a-z0-9./-]{0,99}$/, 'pack names'), [], 'none', 'Optional policy packs to put in force.'),
  inbox: setting<string | null>('INBOX', path(cwd), null, 'none', 'Folder whose files are taken in as batches.'),
  localOperator: setting('LOCAL_OPERATOR', onOff, (known) => isLoopback(known.host), 'on when HOST is this machine alone', 'Whoever works at this machine may do everything, without sign-in.'),
  poolMax: setting('POOL_MAX', whole(2, 500), 16, '16', 'Database connections of this process.'),
  filingSessions: setting('FILING_SESSIONS', whole(1, 64), 2, '2', `Batches filed side by side; ${cpuNote}.`),
  keyFile: setting('KEY_FILE', path(cwd), (known) => join(known.home, 'keys.json'), 'keys.json in XINQIAO_HOME', 'File of the installation keys; every process of a cluster needs the same.'),
})

const setting = <T>(name: string, value: Value<NoInfer<T> & {}> | Value<T>, preset: Setting<T>['preset'], presetText: string, describe: string): Setting<T> =>
  ({ name, value: value as Value<T>, preset, presetText, describe })

type Settings = ReturnType<typeof settingsFor>
/** The settings of this process. `isChosen` tells whether a variable was set or its preset is in use. */
export type Config = { [K in keyof Settings]: Settings[K] extends Setting<infer T> ? T : never } & { isChosen: (name: keyof Settings) => boolean }

/** Reads the settings from the environment. Throws StartProblem with one sentence for each wrong one. */
export function loadConfig(env: Record<string, string | undefined> = process.env, cwd = process.cwd()): Config {
  const settings = settingsFor(cwd)
  const known: Record<string, unknown> = {}
  const chosen = new Set<string>()
  const faults: string[] = []
  for (const [key, { name, value, preset }] of Object.entries(settings) as [string, Setting<unknown>][]) {
    const given = env[name]?.trim() ?? ''
    const parsed = given === '' ? new Wrong() : value.parse(given)
    if (given !== '' && parsed instanceof Wrong) faults.push(`${name} must be ${value.text}.`)
    if (given !== '') chosen.add(key)
    known[key] = parsed instanceof Wrong ? (typeof preset === 'function' ? preset(known as Known) : preset) : parsed
  }
  const config = { ...known, isChosen: (name) => chosen.has(name) } as Config
  if (faults.length === 0) faults.push(...conflicts(config))
  if (faults.length > 0) throw new StartProblem(faults.join('\n'))
  return config
}

function conflicts(config: Config): string[] {
  const faults: string[] = []
  if (config.localOperator && !isLoopback(config.host))
    faults.push('LOCAL_OPERATOR can be on only when HOST is an address of this machine alone, such as 127.0.0.1.')
  if (config.port !== 0 && config.port === config.metricsPort && config.isChosen('metricsPort'))
    faults.push('METRICS_PORT must differ from PORT.')
  return faults
}

/** The settings as a table in Markdown, for the operations guide. */
export function configTable(): string {
  const rows = Object.values(settingsFor('.')).map(({ name, value, presetText, describe }) => `| ${name} | ${value.text} | ${presetText} | ${describe} |`)
  return ['| Variable | Accepts | Preset | Meaning |', '| --- | --- | --- | --- |', ...rows, ''].join('\n')
}
