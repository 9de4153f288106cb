import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimHome, isClaimedByAnother } from '../home.ts'
import { StartProblem } from '../start-problem.ts'

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'home-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('a home folder is claimed, given back and claimed again', () => {
  const giveBack = claimHome(home)
  expect(isClaimedByAnother(home), 'its own claim').toBe(false)
  giveBack()
  expect(isClaimedByAnother(home)).toBe(false)
  claimHome(home)()
})

test('a living server keeps its home; one that was killed has left it', async () => {
  const script = `import('${new URL('../home.ts', import.meta.url).pathname}').then((m) => { m.claimHome(process.argv[1]); console.log('claimed'); setInterval(() => {}, 1000) })`
  const other = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '-e', script, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((done) => other.stdout.once('data', done))
  expect(isClaimedByAnother(home)).toBe(true)
  expect(() => claimHome(home)).toThrow(StartProblem)
  expect(() => claimHome(home)).toThrow(new RegExp(`already runs .*process ${other.pid}`))
  other.kill('SIGKILL')
  await new Promise((done) => other.once('exit', done))
  expect(isClaimedByAnother(home)).toBe(false)
  claimHome(home)()
})

test('a claim that tells nothing, or a process with a number used again, is taken over', () => {
  for (const claim of ['', 'nonsense', '-5\n1\n', `${process.ppid}\n1\n`, '999999999\nrunning\n']) {
    writeFileSync(join(home, 'server.lock'), claim)
    const giveBack = claimHome(home)
    expect(readFileSync(join(home, 'server.lock'), 'utf8')).toMatch(new RegExp(`^${process.pid}\\n`))
    giveBack()
  }
})

test('a folder that cannot be a home is one sentence', () => {
  writeFileSync(join(home, 'file'), '')
  expect(() => claimHome(join(home, 'file'))).toThrow(/cannot be written .*XINQIAO_HOME/)
})

test('a home where the system lets nobody make a folder is one clear sentence, at once', () => {
  expect(() => claimHome('/proc/xinqiao/home')).toThrow(/cannot be written .*XINQIAO_HOME/)
})
