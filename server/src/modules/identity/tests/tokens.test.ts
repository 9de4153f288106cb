import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { loadConfig } from '../../../kernel/config.ts'
import {
  actorOf,
  ensureOrganisation,
  issueToken,
  operatorActor,
  organisationsOf,
  permissions,
  revokeToken,
  systemActor,
} from '../index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const config = loadConfig({ LOCAL_OPERATOR: 'off' })
const issue = (days = 1, over = {}) =>
  database.act(
    (ctx) => issueToken(ctx, { name: '测试系统', orgId: 'bank', permissions: ['batches:read'], days }),
    over,
  )
const holder = (token: string, now = new Date()) =>
  actorOf(
    database.ctx({ now }),
    {
      headers: { authorization: `Bearer ${token}` },
      raw: { httpVersion: '1.1' },
      socket: { remoteAddress: '203.0.113.5' },
    },
    config,
  )

describe('a token', () => {
  test('lets its holder do what it was issued for, and nothing else', async () => {
    const { token } = await issue()
    const actor = await holder(token)
    expect(actor).toMatchObject({ orgId: 'bank' })
    expect(permissions.filter((permission) => actor!.may(permission))).toEqual(['batches:read'])
    for (const none of ['', 'toString', '__proto__', 'batches:*', '*']) expect(actor!.may(none)).toBe(false)
  })

  test('is kept nowhere: only its digest is, and what is audited does not hold it', async () => {
    const { token, id } = await issue()
    const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from identity.token t
      union all select to_jsonb(l)::text from audit.leaf l`.execute(database.db)
    expect(rows.some(({ row }) => row.includes(id))).toBe(true)
    expect(rows.filter(({ row }) => row.includes(token) || row.includes(token.slice(3)))).toEqual([])
  })

  test('is new each time and long enough', async () => {
    const tokens = await Promise.all([issue(), issue(), issue()])
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(3)
    for (const { token } of tokens) expect(token).toMatch(/^xq_[\w-]{43}$/)
  })

  test('ends on its day', async () => {
    const { token, expiresAt } = await issue(1)
    expect(new Date(expiresAt).getTime()).toBeGreaterThan(Date.now() + 86_000_000)
    await expect(holder(token, new Date(Date.parse(expiresAt) + 1))).rejects.toMatchObject({ status: 401 })
  })

  test('that was taken back is refused, and taking it back twice is no feat', async () => {
    const { token, id } = await issue()
    expect(await database.act((ctx) => revokeToken(ctx, id))).toBe(true)
    expect(await database.act((ctx) => revokeToken(ctx, id))).toBe(false)
    await expect(holder(token)).rejects.toMatchObject({ status: 401 })
  })

  describe('that was in use when it was taken back', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
    test('is refused within a second', async () => {
      const { token, id } = await issue()
      await holder(token)
      await database.act((ctx) => revokeToken(ctx, id))
      vi.advanceTimersByTime(1_001)
      await expect(holder(token)).rejects.toMatchObject({ status: 401 })
      vi.useRealTimers()
    })
  })
})

describe('who is at the machine', () => {
  const local = { ...config, localOperator: true }
  const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
    actorOf(database.ctx(), { raw: { httpVersion: '1.1' }, headers, socket: { remoteAddress } }, local)

  test('is the operator only over loopback, without a proxy', async () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.8.8'])
      expect(await from(address)).toBe(operatorActor)
    for (const address of ['203.0.113.7', '::ffff:203.0.113.7', '', '127.0.0.1.example'])
      expect(await from(address)).toBeNull()
    for (const name of ['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'])
      expect(await from('127.0.0.1', { [name]: 'x' })).toBeNull()
    const plainProxy = { raw: { httpVersion: '1.0' }, headers: {}, socket: { remoteAddress: '127.0.0.1' } }
    expect(await actorOf(database.ctx(), plainProxy, local)).toBeNull()
  })

  test('is not the operator where the installation listens to others, unless told', async () => {
    const open = loadConfig({ HOST: '0.0.0.0' })
    expect(
      await actorOf(
        database.ctx(),
        { headers: {}, raw: { httpVersion: '1.1' }, socket: { remoteAddress: '127.0.0.1' } },
        open,
      ),
    ).toBeNull()
  })

  test('the platform itself may do nothing that a route asks a permission for', () => {
    expect(permissions.filter((permission) => systemActor.may(permission))).toEqual([])
  })
})

test('a body is known by its id; a real title replaces the id and is not replaced by it', async () => {
  const note = (title: string) => database.act((ctx) => ensureOrganisation(ctx, { id: 'tax', title }))
  const title = async () => (await organisationsOf(database.ctx(), ['tax', 'nobody'])).get('tax')?.title
  await note('tax')
  expect(await title()).toBe('tax')
  await note('测试市税务局')
  await note('tax')
  expect(await title()).toBe('测试市税务局')
  expect((await organisationsOf(database.ctx(), [])).size).toBe(0)
})
