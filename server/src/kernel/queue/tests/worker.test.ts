import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { everybody, silent, type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { act, type Deps } from '../../db/act.ts'
import { openDatabase } from '../../db/pool.ts'
import { event } from '../../event.ts'
import { on } from '../../job.ts'
import { module } from '../../module.ts'
import { startWorker } from '../worker.ts'

const happened = event('trial.thing_happened', Type.Object({ keys: Type.Array(Type.String()) }))
const done: string[] = []
let fails = 0
let database: TestDatabase
let deps: Deps
beforeAll(async () => {
  database = await testDatabase()
  const jobs = [
    on(
      happened,
      'trial.note',
      (e) => e.keys,
      async (ctx, key) => {
        if (key === 'flaky' && ++fails < 2) throw new Error('not yet')
        await sql`select 1`.execute(ctx.db)
        done.push(key)
      },
    ),
  ]
  deps = { ...database.deps, modules: [module('trial', { jobs })] }
})
afterAll(() => database.close())
beforeEach(() => {
  done.length = 0
})

const by = () => ({ now: new Date(), actor: everybody, log: silent })
const tell = (...keys: string[]) => act(deps, by(), 'write', (ctx) => ctx.tell(happened({ keys })))
const until = async (what: () => boolean) => {
  for (const end = Date.now() + 20_000; Date.now() < end && !what(); )
    await new Promise((wait) => setTimeout(wait, 20))
  return what()
}
const waiting = async () => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from graphile_worker._private_jobs`.execute(database.db)
  return rows[0]!.n
}

describe('a told fact', () => {
  test('becomes one job for each key, whatever was told twice before it ran', async () => {
    await tell('a', 'b', 'a')
    await tell('b')
    expect(await waiting()).toBe(2)
    const worker = await startWorker(deps, by, 2)
    expect(await until(() => done.length >= 2)).toBe(true)
    await worker.stop()
    expect(done.toSorted()).toEqual(['a', 'b'])
    expect(await waiting()).toBe(0)
  })

  test('of a transaction that is undone was never told', async () => {
    await act(deps, by(), 'write', async (ctx) => {
      await ctx.tell(happened({ keys: ['never'] }))
      throw new Error('given up')
    }).catch(() => {})
    expect(await waiting()).toBe(0)
  })

  test('stays in the queue when its job fails, and is tried again', async () => {
    await tell('flaky')
    const worker = await startWorker(deps, by, 1)
    expect(await until(() => done.includes('flaky'))).toBe(true)
    await worker.stop()
    expect(fails).toBe(2)
  })
})

test('the worker goes on after the database was away', async () => {
  const worker = await startWorker(deps, by, 1)
  const owner = openDatabase(database.url, { max: 1, name: 'owner' })
  for (let i = 0; i < 3; i++) {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name <> 'owner'`.execute(
      owner.db,
    )
    await new Promise((wait) => setTimeout(wait, 100))
  }
  await owner.close()
  await tell('after').catch(() => tell('after'))
  expect(await until(() => done.includes('after'))).toBe(true)
  await worker.stop()
})
