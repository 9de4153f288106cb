import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verb } from '../src/cli/token.ts'
import { UsageProblem } from '../src/cli/verb.ts'
import { emptyDatabase } from './support/database.ts'
import { root } from './support/source.ts'

let database: Awaited<ReturnType<typeof emptyDatabase>>
const home = mkdtempSync(join(tmpdir(), 'xinqiao-cli-'))
beforeAll(async () => {
  database = await emptyDatabase()
  await xinqiao('migrate')
}, 120_000)
afterAll(async () => {
  await database.drop()
  rmSync(home, { recursive: true })
})

/** Runs the command line to its end; `unread` closes its output before anything is written. */
function xinqiao(line: string, { unread = false } = {}) {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(root, 'server', 'src', 'cli', 'main.ts'),
      ...line.split(' '),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, XINQIAO_HOME: home, DATABASE_URL: database.url },
    },
  )
  const said = { out: '', err: '' }
  if (unread) child.stdout.destroy()
  else child.stdout.on('data', (piece) => (said.out += piece))
  child.stderr.on('data', (piece) => (said.err += piece))
  return new Promise<{ code: number | null; out: string; err: string }>((done) =>
    child.once('close', (code) => done({ code, ...said })),
  )
}

const long = { timeout: 120_000 }

describe('xinqiao token', () => {
  test('what is issued is listed without its secret, and can be revoked once', long, async () => {
    const issued = await xinqiao('token court-system --org court --permissions batches:write --json')
    expect(issued.code).toBe(0)
    const { id, token } = JSON.parse(issued.out) as { id: string; token: string }
    const listed = await xinqiao('token list')
    expect(listed.out).toContain(`${id}  valid`)
    expect(listed.out).toMatch(/court {2}batches:write {2}court-system/)
    expect(listed.out).not.toContain(token.slice(3))
    expect(await xinqiao(`token revoke ${id}`)).toMatchObject({ code: 0, err: '' })
    expect(await xinqiao(`token revoke ${id}`)).toMatchObject({ code: 1, out: '' })
    const after = JSON.parse((await xinqiao('token list --json')).out) as { id: string; state: string }[]
    expect(after).toMatchObject([{ id, state: 'revoked' }])
  })

  test.each([
    'token',
    'token revoke',
    'token revoke nonsense',
    'token list more',
    'token list --days 3',
    'token two names --permissions batches:read',
    'token x --permissions everything',
    'token x --permissions batches:read --days 0',
    'token x --permissions batches:read --org a/b',
  ])('wrong use is told: %s', async (line) => {
    const args = line.split(' ').slice(1)
    await expect((async () => verb.run(verb.parse(args)))()).rejects.toBeInstanceOf(UsageProblem)
  })
})

test('a reader that stops reading is no failure', long, async () => {
  expect(await xinqiao('token list', { unread: true })).toEqual({ code: 0, out: '', err: '' })
  expect(await xinqiao('help', { unread: true })).toEqual({ code: 0, out: '', err: '' })
})
