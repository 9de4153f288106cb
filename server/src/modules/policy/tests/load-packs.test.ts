import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from '@sinclair/typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { StartProblem } from '../../../kernel/start-problem.ts'
import { loadPacks } from '../actions/load-packs.ts'
import { packSet } from '../actions/pack-set.ts'

const folders = [
  {
    area: 'repair',
    describe: 'For this test.',
    shape: Type.Object({ validFrom: Type.String(), months: Type.Integer() }),
  },
]
const file = (months: unknown) => `validFrom: 2026-04-01\nmonths: ${months}\n`
let database: TestDatabase
let dir: string
beforeAll(async () => {
  database = await testDatabase()
  dir = await mkdtemp(join(tmpdir(), 'packs-'))
  await mkdir(join(dir, 'repair'))
})
afterAll(async () => {
  await database.close()
  await rm(dir, { recursive: true })
})

const load = () => database.act((ctx) => loadPacks(ctx, dir, folders))
const months = async () =>
  (await packSet(database.ctx()))
    .inForce('repair', '2026-05-01')
    .map(({ content }) => (content as { months: number }).months)

test('packs are loaded once, a change is loaded again, and going back counts as a change', async () => {
  await writeFile(join(dir, 'repair', 'order.yaml'), file(3))
  expect(await load()).toMatchObject({ loaded: [{ code: 'repair/order' }], unchanged: 0 })
  expect(await load()).toEqual({ loaded: [], unchanged: 1 })
  expect(await months()).toEqual([3])
  const before = await packSet(database.ctx())
  for (const number of [6, 3]) {
    await writeFile(join(dir, 'repair', 'order.yaml'), file(number))
    expect((await load()).loaded).toHaveLength(1)
    expect(await months()).toEqual([number])
  }
  expect(await packSet(database.ctx())).not.toBe(before)
})

test('the set is the same object while nothing is loaded', async () => {
  const set = await packSet(database.ctx())
  await load()
  expect(await packSet(database.ctx())).toBe(set)
})

test('a faulty folder loads nothing and stops the start with file and line', async () => {
  await writeFile(join(dir, 'repair', 'other.yaml'), file(9))
  await writeFile(join(dir, 'repair', 'order.yaml'), file('three'))
  await expect(load()).rejects.toThrow(StartProblem)
  await expect(load()).rejects.toThrow(/repair\/order\.yaml line 2, column 9 months/)
  expect(await months()).toEqual([3])
})
