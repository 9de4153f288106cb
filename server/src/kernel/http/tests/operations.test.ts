import { afterAll, beforeAll, expect, test } from 'vitest'
import { silent, type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { loadConfig } from '../../config.ts'
import { module, type Probe } from '../../module.ts'
import { type Operations, startOperations } from '../operations.ts'

let database: TestDatabase
let operations: Operations
const probe = (name: string, run: Probe['run']) => ({ name, run })
beforeAll(async () => {
  database = await testDatabase()
  const probes = [
    probe('trial.well', async () => ({ ok: true, fact: 7 })),
    probe('trial.ill', async () => ({ ok: false, reason: 'a test' })),
    probe('trial.broken', async () => {
      throw new Error('no answer')
    }),
    probe('trial.asleep', () => new Promise(() => {})),
  ]
  operations = await startOperations({
    deps: { ...database.deps, modules: [module('trial', { probes })] },
    config: loadConfig({ METRICS_PORT: '0' }),
    log: silent,
    ctx: () => database.ctx(),
  })
  operations.ready()
})
afterAll(async () => {
  await operations.stop()
  await database.close()
})

test('readiness tells what probes found, and none of them keeps the process from its work', async () => {
  const reply = await fetch(`${operations.url}/readyz`)
  expect([reply.status, await reply.json()]).toEqual([
    200,
    {
      status: 'ready',
      database: true,
      details: {
        'trial.well': { ok: true, fact: 7 },
        'trial.ill': { ok: false, reason: 'a test' },
        'trial.broken': { ok: false, problem: 'no answer' },
        'trial.asleep': { ok: false, problem: 'no answer within two seconds' },
      },
    },
  ])
})

test('a process that drains is not ready, whatever its probes say', async () => {
  operations.draining()
  const reply = await fetch(`${operations.url}/readyz`)
  expect([reply.status, ((await reply.json()) as { status: string }).status]).toEqual([503, 'not ready'])
  operations.ready()
})
