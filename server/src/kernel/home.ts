import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from './folder.ts'
import { StartProblem } from './start-problem.ts'

/**
 * Claims a home folder for one server. A claim that a killed process left behind is taken over; a living one is
 * refused with one clear sentence. Returns how to give it back.
 */
export function claimHome(home: string): () => void {
  makeFolder(home)
  const file = join(home, 'server.lock')
  const claim = `${process.pid}\n${startedAt(process.pid)}\n`
  try {
    writeFileSync(file, claim, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new StartProblem(
        `The folder ${home} cannot be written (${(error as NodeJS.ErrnoException).code}); set XINQIAO_HOME to a folder that can.`,
      )
    const [pid, since] = readFileSync(file, 'utf8').split('\n')
    if (
      pid &&
      Number(pid) !== process.pid &&
      startedAt(Number(pid)) !== null &&
      startedAt(Number(pid)) === (since || null)
    )
      throw new StartProblem(
        `Xinqiao already runs in ${home} (process ${pid}); stop it first or set XINQIAO_HOME to another folder.`,
      )
    writeFileSync(file, claim, { mode: 0o600 })
  }
  return () => {
    if (existsSync(file) && readFileSync(file, 'utf8') === claim) rmSync(file, { force: true })
  }
}

/** True when a living server other than this process holds the home folder. */
export function isClaimedByAnother(home: string): boolean {
  const file = join(home, 'server.lock')
  if (!existsSync(file)) return false
  const [pid, since] = readFileSync(file, 'utf8').split('\n')
  return (
    Number(pid) !== process.pid &&
    startedAt(Number(pid)) !== null &&
    startedAt(Number(pid)) === (since || null)
  )
}

/** When a process started, so that a new process with an old number is not taken for it; null when there is none. */
function startedAt(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null
  }
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? 'running'
  } catch {
    return 'running'
  }
}
