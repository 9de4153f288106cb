import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { isClaimedByAnother } from '../home.ts'
import { StartProblem } from '../start-problem.ts'
import { type Place, placeOf } from './place.ts'
import { serverSettings } from './server-settings.ts'

export type Embedded = {
  url: string
  /** Stops the server and waits until it has gone; one that another process serves from is left running. */
  stop: () => Promise<void>
  /** The postmaster's process id, for tests that kill it. */
  pid: () => number | null
}

const startTimeoutMs = 60_000

/**
 * Starts the embedded PostgreSQL of a home folder, or joins the one a killed process left running there.
 * The server is restarted when it dies while we live. Throws StartProblem with one clear sentence.
 */
export async function startEmbedded(
  home: string,
  onDeath: (code: number | null) => void = () => {},
): Promise<Embedded> {
  const place = placeOf(home)
  const password = passwordOf(place)
  if (!existsSync(join(place.data, 'PG_VERSION'))) initialise(place, password)
  let stopping = false
  let child: ChildProcess | null = null
  let port = await joinRunning(place, password)
  const launch = async () => {
    const started = spawnServer(place, port)
    child = started
    let isServing = false
    started.once('exit', (code) => {
      child = null
      if (isServing && !stopping) revive(code)
    })
    await answering(place, password, port, () => child)
    isServing = true
    if (child === null && !stopping) throw new StartProblem('The embedded PostgreSQL ended as it started.')
  }
  const revive = async (code: number | null) => {
    onDeath(code)
    for (let ms = 300; !stopping; ms = Math.min(5_000, ms * 2)) {
      await idle(ms)
      if (!stopping && (await launch().then(isDone, isNot))) return
    }
  }
  if (port === 0) {
    port = await freePort()
    await launch()
  } else watch(place, () => stopping || revive(null))
  return {
    url: urlOf(place, password, port),
    pid: () => postmasterPid(place),
    stop: async () => {
      stopping = true
      // A command that ran beside a server leaves the server its database.
      if (isClaimedByAnother(home)) return
      const pid = child?.pid ?? postmasterPid(place)
      if (pid === null) return
      signal(pid, 'SIGINT')
      for (let waited = 0; alive(pid) && waited < 20_000; waited += 50) await pause(50)
      if (alive(pid)) signal(pid, 'SIGQUIT')
    },
  }
}

/** A server that a killed process left running is no child of ours: its process id tells whether it lives. */
function watch(place: Place, gone: () => void): void {
  const pid = postmasterPid(place)
  const timer = setInterval(() => {
    if (pid !== null && alive(pid) && postmasterPid(place) === pid) return
    clearInterval(timer)
    gone()
  }, 500)
  timer.unref()
}

const isDone = () => true
const isNot = () => false

const urlOf = (place: Place, password: string, port: number, database = 'xinqiao') => {
  const user = `postgresql://xinqiao:${password}`
  return place.socket === null
    ? `${user}@127.0.0.1:${port}/${database}`
    : `${user}@localhost:${port}/${database}?host=${encodeURIComponent(place.socket)}`
}

function passwordOf(place: Place): string {
  const file = join(place.home, 'postgres.password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

function initialise(place: Place, password: string): void {
  const passwordFile = join(dirname(place.data), 'initdb.password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (place.user.uid !== undefined) chownSync(passwordFile, place.user.uid, place.user.gid ?? place.user.uid)
  const made = spawnSync(
    place.initdb,
    [
      `--pgdata=${place.data}`,
      '--auth=scram-sha-256',
      '--username=xinqiao',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      '--no-instructions',
    ],
    { ...place.user, cwd: '/', encoding: 'utf8', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0)
    throw new StartProblem(
      `The embedded PostgreSQL could not be created in ${place.data}: ${lastLine(made.stderr) || made.error?.message}.`,
    )
  appendFileSync(join(place.data, 'postgresql.conf'), serverSettings(place.socket))
}

function spawnServer(place: Place, port: number): ChildProcess {
  const log = openSync(join(place.home, 'postgres.log'), 'a', 0o600)
  try {
    return spawn(place.postgres, ['-D', place.data, '-p', String(port)], {
      ...place.user,
      cwd: '/',
      stdio: ['ignore', log, log],
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
      detached: true,
    })
  } finally {
    closeSync(log)
  }
}

/** The port of a server that already serves this data folder, or 0 after clearing what a dead one left behind. */
async function joinRunning(place: Place, password: string): Promise<number> {
  const file = join(place.data, 'postmaster.pid')
  if (!existsSync(file)) return 0
  const lines = readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (alive(pid) && port > 0)
    for (let tries = 0; tries < 100 && alive(pid); tries++) {
      if (await answers(urlOf(place, password, port, 'postgres'))) return port
      await pause(100)
    }
  rmSync(file, { force: true })
  return 0
}

async function answering(
  place: Place,
  password: string,
  port: number,
  child: () => ChildProcess | null,
): Promise<void> {
  const until = Date.now() + startTimeoutMs
  while (Date.now() < until) {
    if (child() === null) break
    const client = new pg.Client({
      connectionString: urlOf(place, password, port, 'postgres'),
      connectionTimeoutMillis: 2_000,
    })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query(`select from pg_database where datname = 'xinqiao'`)
      if (rowCount === 0) await client.query('create database xinqiao')
      return
    } catch {
      await pause(60)
    } finally {
      await client.end().catch(() => {})
    }
  }
  throw new StartProblem(
    `The embedded PostgreSQL did not start: ${lastLine(readFileSync(join(place.home, 'postgres.log'), 'utf8'))}`,
  )
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

const postmasterPid = (place: Place): number | null => {
  const file = join(place.data, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

const idle = (ms: number) => new Promise<void>((done) => setTimeout(done, ms).unref())
const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
const lastLine = (text: string | null) => (text ?? '').trim().split('\n').at(-1) ?? ''

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has gone already, which is what was wanted.
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
