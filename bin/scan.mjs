#!/usr/bin/env node
// Lets sqlmap and wapiti attack a demo of its own, over every route of openapi.json, and ends with a plain summary:
// exit code 0 nothing found, 1 something found, 2 not run. `--self-test` lets them at a server with planted holes.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { permissionsOfScan, requestsOf, unreached } from './scan/requests.mjs'
import { runSqlmap } from './scan/sqlmap.mjs'
import { runWapiti } from './scan/wapiti.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const isSelfTest = process.argv.includes('--self-test')
const minutes = Number(
  /^--minutes=(\d{1,3})$/.exec(process.argv.find((a) => a.startsWith('--minutes')) ?? '')?.[1] ?? 30,
)
const only = /^--only=(.{1,200})$/.exec(process.argv.find((a) => a.startsWith('--only')) ?? '')?.[1]
const missing = ['sqlmap', 'wapiti'].filter((tool) => spawnSync('which', [tool]).status !== 0)
if (missing.length > 0) {
  process.stdout.write(
    `Not scanned: ${missing.join(' and ')} not installed; on Debian: apt-get install sqlmap wapiti.\n`,
  )
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'xinqiao-scan-'))
const children = []
let code = 2
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    for (const child of children) child.kill('SIGTERM')
    process.exit(2)
  })
try {
  code = await (isSelfTest ? selfTest() : scan())
} catch (error) {
  process.stdout.write(`Not scanned: ${error.message}\n`)
} finally {
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(
    children.map((child) => (child.exitCode === null ? new Promise((d) => child.once('exit', d)) : null)),
  )
  rmSync(folder, { recursive: true, force: true })
}
process.exit(code)

/** The demo, once as the public sees it and once with a token that may do everything a system may. */
async function scan() {
  const until = Date.now() + minutes * 60_000
  const port = await freePort()
  const env = {
    ...process.env,
    XINQIAO_HOME: join(folder, 'home'),
    PORT: String(port),
    METRICS_PORT: '0',
    RATE_PER_MINUTE: '0',
  }
  const url = `http://127.0.0.1:${port}`
  process.stdout.write('Starting a demo to scan …\n')
  start(process.execPath, [join(root, 'bin', 'xinqiao.mjs'), 'serve', '--demo'], env)
  await answers(`${url}/v1/health`, 300_000)
  const token = tokenOf(env)
  const document = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8'))
  const ids = await idsOf(url, token)
  const requests = requestsOf(document, url, token, ids).filter(
    ({ title }) => only === undefined || title.includes(only),
  )
  const sql = await runSqlmap({ requests, folder, until: Date.now() + (until - Date.now()) * 0.7, say })
  const web = await runWapiti({
    url,
    seeds: requests.filter((r) => r.method === 'GET').map((r) => r.url),
    token,
    folder,
    until,
    say,
  })
  say(
    `${unreached(document).length} operations are for people alone; the tests of roles try those, no scan does.`,
  )
  return summary([sql, web])
}

/** The same two programs against holes planted on purpose: together they must find both. */
async function selfTest() {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  start(
    'python3',
    [join(root, 'bin', 'scan', 'planted-holes.py'), String(port), join(folder, 'planted.db')],
    process.env,
  )
  await answers(`${url}/`, 20_000)
  const requests = [
    {
      title: 'GET /find',
      method: 'GET',
      dbms: 'sqlite',
      url: `${url}/find?id=1`,
      headers: [],
      body: null,
      testable: ['id'],
    },
  ]
  const until = Date.now() + 300_000
  const sql = await runSqlmap({ requests, folder, until, say })
  const web = await runWapiti({ url, seeds: [`${url}/hello?name=a`], token: null, folder, until, say })
  summary([sql, web])
  const isFound =
    sql.found.some((f) => f.includes('GET /find')) && web.found.some((f) => /cross site scripting/i.test(f))
  process.stdout.write(
    isFound
      ? 'Self-test passed: both planted holes were found.\n'
      : 'Self-test failed: a planted hole was not found.\n',
  )
  return isFound ? 0 : 1
}

function summary(results) {
  for (const { tool, tried, left, found } of results) {
    process.stdout.write(`${tool}: ${tried} tried, ${left} left for lack of time, ${found.length} found\n`)
    for (const one of found) process.stdout.write(`  ${one}\n`)
  }
  const total = results.reduce((sum, { found }) => sum + found.length, 0)
  const left = results.reduce((sum, one) => sum + one.left, 0)
  process.stdout.write(
    `${total === 0 ? 'Nothing found' : `${total} found`}${left > 0 ? `; ${left} not tried` : ''}.\n`,
  )
  return total > 0 ? 1 : left > 0 ? 2 : 0
}

function say(line) {
  process.stdout.write(`${line}\n`)
}

function start(program, args, env) {
  const child = spawn(program, args, { env, stdio: 'ignore' })
  children.push(child)
}

function tokenOf(env) {
  const args = [
    join(root, 'bin', 'xinqiao.mjs'),
    'token',
    'scan',
    '--permissions',
    permissionsOfScan,
    '--days',
    '1',
  ]
  const { stdout, status } = spawnSync(process.execPath, args, { env, encoding: 'utf8', timeout: 120_000 })
  const token = /xq_[A-Za-z0-9_-]{43}/.exec(stdout ?? '')?.[0]
  if (status !== 0 || token === undefined) throw new Error('no token could be issued for the scan.')
  return token
}

/** Identifiers that exist, so that the attack gets past the first look-up. */
async function idsOf(url, token) {
  const headers = { authorization: `Bearer ${token}` }
  const first = async (path) => (await (await fetch(`${url}${path}`, { headers })).json()).items?.[0]?.id
  return {
    subject: (await first(`/v1/search?q=${encodeURIComponent('公司')}`)) ?? crypto.randomUUID(),
    batch: (await first('/v1/batches')) ?? crypto.randomUUID(),
    doubt: (await first('/v1/doubts')) ?? crypto.randomUUID(),
  }
}

async function answers(url, ms) {
  const until = Date.now() + ms
  while (Date.now() < until) {
    if (children.some((child) => child.exitCode !== null)) break
    if (
      await fetch(url).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      return
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error('the server to scan did not start.')
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}
