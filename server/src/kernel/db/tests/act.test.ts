import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everybody, silent, type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { Again, act, actAgain, lock, outside } from '../act.ts'
import { isTransient, openDatabase } from '../pool.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const by = (now = new Date()) => ({ now, actor: everybody, log: silent })
const note = (name: string) => sql`insert into kernel.setting (name, value) values (${name}, 'x')`
const isNoted = async (name: string) =>
  (await sql`select from kernel.setting where name = ${name}`.execute(database.db)).rows.length === 1

describe('a transaction around an action', () => {
  test('is kept when the action ends and undone when it throws', async () => {
    await act(database.deps, by(), 'write', (ctx) => note('kept').execute(ctx.db))
    const failing = act(database.deps, by(), 'write', async (ctx) => {
      await note('undone').execute(ctx.db)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect([await isNoted('kept'), await isNoted('undone')]).toEqual([true, false])
  })

  test('is one, however often the action asks for another', async () => {
    const failing = act(database.deps, by(), 'write', async (ctx) => {
      await ctx.inTransaction((tx) => note('inner').execute(tx.db))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await isNoted('inner')).toBe(false)
  })

  test('is run again from its start when it lost a race, and not for any other error', async () => {
    let tries = 0
    const answer = await actAgain(database.deps, by, async (ctx) => {
      await note('again').execute(ctx.db)
      if (++tries < 3) throw new Again('lost')
      return tries
    })
    expect([answer, await isNoted('again')]).toEqual([3, true])
    tries = 0
    const failing = actAgain(database.deps, by, async () => {
      tries++
      throw new Error('a bug')
    })
    await expect(failing).rejects.toThrow('a bug')
    expect(tries).toBe(1)
  })

  test('gives up after the tries it was given', async () => {
    let tries = 0
    const failing = actAgain(database.deps, by, async () => Promise.reject(new Again(`try ${++tries}`)), 4)
    await expect(failing).rejects.toThrow('try 4')
  })

  test('survives the killing of its session', async () => {
    let tries = 0
    const owner = openDatabase(database.url, { max: 1 })
    await actAgain(database.deps, by, async (ctx) => {
      if (++tries === 1) {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(ctx.db)
        await sql`select pg_terminate_backend(${rows[0]!.pid}, 5000)`.execute(owner.db)
      }
      await note('survived').execute(ctx.db)
    })
    await owner.close()
    expect(tries).toBe(2)
    expect(await isNoted('survived')).toBe(true)
  })

  test('outside of it nothing is told', async () => {
    await expect(outside(database.deps, by()).tell({ type: 'x.y', data: {} })).rejects.toThrow(
      /must not tell/,
    )
  })

  test('a moved clock moves for the transactions inside as well', async () => {
    const moved = new Date('2031-05-06T07:08:09Z')
    const now = await outside(database.deps, by(moved)).inTransaction(async (tx) => tx.now)
    expect(Math.abs(now.getTime() - moved.getTime())).toBeLessThan(60_000)
  })
})

describe('locks', () => {
  test('work that must be alone is done by one and refused to others meanwhile', async () => {
    const ctx = outside(database.deps, by())
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((done) => setTimeout(done, 30))
      inside--
    }
    const answers = await Promise.all(Array.from({ length: 5 }, () => ctx.alone('trial', work)))
    expect(answers.filter(Boolean).length).toBeGreaterThanOrEqual(1)
    expect(most).toBe(1)
    expect(await ctx.alone('trial', async () => {})).toBe(true)
  })

  test('the lock falls when the work throws', async () => {
    const ctx = outside(database.deps, by())
    await expect(ctx.alone('falls', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await ctx.alone('falls', async () => {})).toBe(true)
  })

  test('a named lock lets transactions through one after the other', async () => {
    const order: string[] = []
    const one = (name: string) =>
      act(database.deps, by(), 'write', async (ctx) => {
        await lock(ctx, 'queue')
        order.push(`${name} in`)
        await new Promise((done) => setTimeout(done, 20))
        order.push(`${name} out`)
      })
    await Promise.all([one('a'), one('b'), one('c')])
    for (let i = 0; i < order.length; i += 2) expect(order[i]!.replace('in', 'out')).toBe(order[i + 1])
  })
})

test.each([
  [{ code: '40001' }, true],
  [{ code: '40P01' }, true],
  [{ code: '57P01' }, true],
  [{ code: '08006' }, true],
  [{ code: 'ECONNREFUSED' }, true],
  [{ message: 'Connection terminated unexpectedly' }, true],
  [{ code: '23505' }, false],
  [{ code: '42P01' }, false],
  [{ message: 'a bug' }, false],
])('whether %j may heal by itself: %s', (error, expected) => expect(isTransient(error)).toBe(expected))
