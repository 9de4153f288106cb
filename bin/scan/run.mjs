import { spawn } from 'node:child_process'

/** Runs a program and answers what it wrote; it is ended when its time is up. */
export function run(program, args, ms) {
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let text = ''
    let isLate = false
    const note = (piece) => {
      if (text.length < 4 * 2 ** 20) text += piece
    }
    child.stdout.on('data', note)
    child.stderr.on('data', note)
    const timer = setTimeout(
      () => {
        isLate = true
        process.kill(-child.pid, 'SIGKILL')
      },
      Math.max(ms, 1),
    )
    child.on('error', () => done({ text, isLate: true }))
    child.on('close', () => {
      clearTimeout(timer)
      done({ text, isLate })
    })
  })
}
