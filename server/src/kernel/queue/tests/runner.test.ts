import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { everybody, silent, type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { outside } from '../../db/act.ts'
import { type Runner, type Runners, startRunners, wake } from '../runner.ts'

let database: TestDatabase
let running: Runners | null = null
beforeAll(async () => {
  database = await testDatabase()
})
afterEach(async () => {
  await running?.stop()
  running = null
})
afterAll(() => database.close())

const context = () => outside(database.deps, { now: new Date(), actor: everybody, log: silent })
const start = (...runners: Runner[]) => {
  running = startRunners(runners, database.url, context)
}
const seen = async (what: () => boolean, ms = 15_000) => {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    if (what()) return true
    await new Promise((done) => setTimeout(done, 10))
  }
  return false
}

describe('work that waits in tables', () => {
  test('is done portion after portion while there is more', async () => {
    let left = 5
    start({ name: 'portions', run: async () => left > 0 && --left >= 0 })
    expect(await seen(() => left === 0)).toBe(true)
  })

  test('that fails is tried again, and harms no other', async () => {
    let tries = 0
    let others = 0
    start(
      {
        name: 'fails',
        run: async () => {
          if (++tries < 3) throw new Error('not yet')
          return false
        },
      },
      { name: 'works', run: async () => ++others < 3 },
    )
    expect(await seen(() => tries >= 3 && others >= 3)).toBe(true)
  })

  test('wakes when the transaction that made it commits', async () => {
    let runs = 0
    start({ name: 'sleeper', run: async () => ++runs < 1 })
    expect(await seen(() => runs === 1)).toBe(true)
    await database.act((ctx) => wake(ctx, 'sleeper'))
    expect(await seen(() => runs >= 2)).toBe(true)
  })

  test('is looked for even when nobody wakes it', async () => {
    let runs = 0
    start({ name: 'polled', run: async () => ++runs < 0 })
    expect(await seen(() => runs >= 3)).toBe(true)
  })

  test('is told to stop, and stopping waits for the portion under way', async () => {
    let isDone = false
    let isInside = false
    start({
      name: 'slow',
      run: async (_ctx, signal) => {
        isInside = true
        await new Promise<void>((done) =>
          signal.addEventListener('abort', () => setTimeout(done, 50), { once: true }),
        )
        isDone = true
        return true
      },
    })
    expect(await seen(() => isInside)).toBe(true)
    await running!.stop()
    expect(isDone).toBe(true)
  })
})

test('a wake inside a transaction that is undone wakes nobody', async () => {
  let runs = 0
  start({ name: 'undone', run: async () => ++runs < 1 })
  await seen(() => runs === 1)
  const listener = await database.pool.connect()
  const heard: (string | undefined)[] = []
  listener.on('notification', (message) => heard.push(message.payload))
  await listener.query('listen xinqiao_wake')
  await database
    .act(async (ctx) => {
      await wake(ctx, 'undone')
      throw new Error('given up')
    })
    .catch(() => {})
  await sql`select pg_notify('xinqiao_wake', 'after')`.execute(database.db)
  expect(await seen(() => heard.includes('after'))).toBe(true)
  expect(heard).toEqual(['after'])
  await listener.query('unlisten *')
  listener.release()
})
