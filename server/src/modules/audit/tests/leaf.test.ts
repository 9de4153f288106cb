import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { leavesOf, recordLeaf } from '../index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a deed is noted with who did it and when, in the order of the deeds', async () => {
  const actor = { id: 'officer', orgId: null, may: () => true }
  const now = new Date('2026-05-06T07:08:09Z')
  for (const action of ['trial.first', 'trial.second'])
    await database.act(
      (ctx) =>
        recordLeaf(ctx, { action, object: 'thing', digest: digestOf(action), detail: { n: 1, x: null } }),
      { actor, now },
    )
  expect(await leavesOf(database.ctx(), 'thing')).toMatchObject([
    {
      actor: 'officer',
      action: 'trial.first',
      at: now,
      digest: digestOf('trial.first'),
      detail: { n: 1, x: null },
    },
    { action: 'trial.second' },
  ])
  expect(await leavesOf(database.ctx(), 'nothing')).toEqual([])
})

test('a deed that is undone was never noted', async () => {
  const undone = database.act(async (ctx) => {
    await recordLeaf(ctx, { action: 'trial.undone', object: 'undone', digest: digestOf('x') })
    throw new Error('given up')
  })
  await expect(undone).rejects.toThrow('given up')
  expect(await leavesOf(database.ctx(), 'undone')).toEqual([])
})
