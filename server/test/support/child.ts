import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { root } from './source.ts'

/** A server in a process of its own, with its own home folder and database, that a test may kill. */
export type Child = {
  home: string
  /** Starts it, or starts it again; answers the address of its API. */
  start: () => Promise<string>
  url: () => string
  /** The end of what it wrote: errors and log lines. */
  log: () => string
  /** Kills the server, its database at once, or one of the database's sessions. False when there was none to kill. */
  kill: (what: 'server' | 'database' | 'session') => Promise<boolean>
  /** Asks its database directly, as its owner. */
  query: <T>(text: string, values?: unknown[]) => Promise<T[]>
  stop: () => Promise<void>
}

export function child(): Child {
  const place = mkdtempSync(join(tmpdir(), 'xinqiao-child-'))
  const home = join(place, 'home')
  const own = join(place, 'root')
  for (const folder of [home, own]) mkdirSync(folder)
  symlinkSync(join(root, 'policy'), join(own, 'policy'))
  let running: ChildProcess | null = null
  let address = ''
  let said = ''
  const start = async () => {
    const started = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'serve.ts'), own],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          XINQIAO_HOME: home,
          PORT: '0',
          METRICS_PORT: '0',
          LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
          HOST: '127.0.0.1',
        },
      },
    )
    running = started
    started.stderr.on('data', (piece) => {
      said = (said + piece).slice(-8_000)
    })
    address = await new Promise<string>((done, fail) => {
      createInterface(started.stdout).on('line', (line) => {
        if (line.startsWith('{"url"')) done((JSON.parse(line) as { url: string }).url)
        else said = `${said}${line}\n`.slice(-8_000)
      })
      started.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${said}`)))
    })
    return address
  }
  return {
    home,
    start,
    url: () => address,
    log: () => said,
    kill: async (what) => {
      if (what === 'server') return killServer(running)
      const postmaster = postmasterOf(home)?.pid
      const pid = what === 'database' ? postmaster : postmaster && sessionOf(postmaster)
      return pid ? process.kill(pid, what === 'database' ? 'SIGQUIT' : 'SIGKILL') : false
    },
    query: (text, values) => query(home, text, values),
    stop: async () => {
      const gone = running && ended(running)
      running?.kill('SIGTERM')
      await gone
      const left = postmasterOf(home)?.pid
      if (left) signal(left)
      rmSync(place, { recursive: true, force: true })
    },
  }
}

async function killServer(running: ChildProcess | null): Promise<boolean> {
  if (!running || running.exitCode !== null) return false
  const gone = ended(running)
  running.kill('SIGKILL')
  await gone
  return true
}

const ended = (one: ChildProcess) =>
  one.exitCode !== null || one.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((done) => one.once('exit', () => done()))

function postmasterOf(home: string): { pid: number; port: string; socket: string } | null {
  try {
    const data = join(realpathSync(join(home, 'postgres')), 'data')
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: lines[3] ?? '', socket: lines[4] ?? '' }
  } catch {
    return null
  }
}

/** A session of the database that serves a client, chosen by chance; undefined where the system cannot tell. */
function sessionOf(postmaster: number): number | undefined {
  try {
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
      .trim()
      .split(/\s+/)
    const sessions = children
      .map(Number)
      .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('postgres: xinqiao'))
    return sessions[Math.floor(Math.random() * sessions.length)]
  } catch {
    return undefined
  }
}

async function query<T>(home: string, text: string, values: unknown[] = []): Promise<T[]> {
  const place = postmasterOf(home)
  if (!place) throw new Error('the database is not running')
  const password = readFileSync(join(home, 'postgres.password'), 'utf8').trim()
  const client = new pg.Client({
    host: place.socket || '127.0.0.1',
    port: Number(place.port),
    user: 'xinqiao',
    password,
    database: 'xinqiao',
  })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text, values)).rows as T[]
  } finally {
    await client.end().catch(() => {})
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT')
  } catch {
    // It has gone already, which is what was wanted.
  }
}
