import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { judgementEpoch, judgePair, resolveRows, SubjectMemory } from '../index.ts'
import { clue, code, firmAt, resolve, uscc } from './clues.ts'

let database: TestDatabase
let memory: SubjectMemory
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(() => {
  memory = new SubjectMemory()
})

const idOf = (n: number) => database.deps.keys.identityOf('uscc', firmAt(n).uscc)
const row = (n: number) => clue(firmAt(n).name, [uscc(firmAt(n).uscc), code(firmAt(n).uscc.slice(8, 17))])
async function chunk(...numbers: number[]) {
  const answers = await database.act(async (ctx) => {
    memory.at(await judgementEpoch(ctx))
    return resolveRows(ctx, numbers.map(row), memory)
  })
  memory.settle()
  return answers
}

describe('what a filing has learnt about subjects', () => {
  test('makes the same subjects of rows, chunk after chunk, as asking anew does', async () => {
    const first = await chunk(80, 81, 80)
    expect(first.map((a) => a.state === 'resolved' && [a.subjectId, a.isNew])).toEqual([
      [idOf(80), true],
      [idOf(81), true],
      [idOf(80), false],
    ])
    expect(memory.recall([idOf(80), idOf(82)]).size).toBe(1)
    const second = await chunk(81, 82)
    expect(second.map((a) => a.state === 'resolved' && a.subjectId)).toEqual([idOf(81), idOf(82)])
    expect(await resolve(database, row(80), row(81), row(82))).toEqual([idOf(80), idOf(81), idOf(82)])
  })

  test('is forgotten when the transaction that learnt it is not kept', async () => {
    await expect(
      database.act(async (ctx) => {
        memory.at(await judgementEpoch(ctx))
        await resolveRows(ctx, [row(83)], memory)
        throw new Error('taken back')
      }),
    ).rejects.toThrow('taken back')
    expect(memory.recall([idOf(83)]).size).toBe(0)
    const [answer] = await chunk(83)
    expect(answer).toMatchObject({ state: 'resolved', isNew: true })
  })

  test('is asked anew once a judgement has moved subjects', async () => {
    await chunk(84, 85)
    await database.act((ctx) =>
      judgePair(ctx, { leftId: idOf(84), rightId: idOf(85), evidence: [] }, 'same', '测试：人工判断'),
    )
    const [left, right] = await chunk(84, 85)
    expect(left).toMatchObject({ state: 'resolved', entityId: idOf(84) })
    expect(right).toMatchObject({ state: 'resolved', entityId: idOf(85) })
    expect(left?.state === 'resolved' && left.subjectId).toBe(right?.state === 'resolved' && right.subjectId)
  })
})
