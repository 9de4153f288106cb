import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createRandom, world } from '@xinqiao/test-data'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Child, child } from './support/child.ts'
import { fieldsOf } from './support/filing.ts'
import { root } from './support/source.ts'

const random = createRandom(41)
const honours = fieldsOf('honour', {
  world: world({ seed: 41, companies: 300 }),
  day: '2026-06-01',
  count: 240,
})
let server: Child
beforeAll(() => {
  server = child()
})
afterAll(() => server.stop())

/** Pushes records until the server is gone; answers how many were acknowledged. */
async function pushAll(from: number, to: number): Promise<number> {
  let acknowledged = 0
  await Promise.all(
    Array.from({ length: 4 }, async (_, lane) => {
      for (let i = from + lane; i < to; i += 4) {
        const reply = await fetch(`${server.url()}/v1/records`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ kind: 'honour', values: honours[i] }),
        }).catch(() => null)
        if (reply === null) return
        if (reply.status === 201) acknowledged++
      }
    }),
  )
  return acknowledged
}

const count = async (text: string) => Number((await server.query<{ n: string }>(text))[0]!.n)
const sealed = async () => {
  const reply = await fetch(`${server.url()}/tlog/audit/checkpoint`)
  return reply.status === 200 ? Number((await reply.text()).split('\n')[1]) : 0
}

/** What `xinqiao verify` says of the home folder, in a process of its own. */
async function verify(): Promise<{ log: string; size: number; faultCount: number; faults: unknown[] }[]> {
  const main = join(root, 'server/src/cli/main.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [main, 'verify', '--json'], {
    env: { ...process.env, XINQIAO_HOME: server.home },
  }).catch((error) => error as { stdout: string })
  return JSON.parse(stdout)
}

test('a server killed hard again and again leaves one history with a leaf for every acknowledged record', async () => {
  let acknowledged = 0
  for (let round = 0; round < 4; round++) {
    await server.start()
    const pushing = pushAll(round * 60, round * 60 + 60)
    await new Promise((done) => setTimeout(done, 300 + random.int(1_500)))
    await server.kill('server')
    acknowledged += await pushing
  }
  await server.start()
  const leaves = await count("select count(*) as n from audit.leaf where log = 'audit'")
  for (let tries = 0; (await sealed()) < leaves && tries < 120; tries++)
    await new Promise((done) => setTimeout(done, 250))
  expect(await sealed()).toBe(leaves)
  const told = await count("select count(*) as n from audit.leaf where action = 'archive.file-chunk'")
  expect(acknowledged).toBeGreaterThan(0)
  expect(told).toBeGreaterThanOrEqual(acknowledged)
  expect(await verify()).toMatchObject([
    { log: 'audit', size: leaves, faultCount: 0 },
    { log: 'public', faultCount: 0 },
  ])
}, 240_000)
