import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { resolveRows } from '../index.ts'
import { clue, code, firmAt, number, resolve, uscc } from './clues.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-8/.test(text)

describe('identifiers of one firm meet in one subject', () => {
  test('whichever of them a row has, and whatever came first', async () => {
    const firm = firmAt(0)
    const both = clue(firm.name, [uscc(firm.uscc), number(firm.registrationNumber)])
    const [first] = await resolve(database, both)
    expect(isId(first!)).toBe(true)
    const others = [
      clue(firm.name, [uscc(firm.uscc)]),
      clue(firm.name, [number(firm.registrationNumber)]),
      clue(firm.name, [code(firm.organisationCode), uscc(firm.uscc)]),
    ]
    expect(new Set(await resolve(database, ...others))).toEqual(new Set([first]))
  })

  test('within one file, in any order of its rows', async () => {
    const firm = firmAt(1)
    const rows = [
      clue(firm.name, [number(firm.registrationNumber)]),
      clue(firm.name, [uscc(firm.uscc), number(firm.registrationNumber)]),
      clue(firm.name, [uscc(firm.uscc)]),
    ]
    const ids = await resolve(database, ...rows)
    expect(new Set(ids).size).toBe(1)
    expect(await resolve(database, ...rows.toReversed())).toEqual(ids)
  })

  test('two subjects that a row with both identifiers and the same name proves to be one become one', async () => {
    const firm = firmAt(2)
    const [byCode] = await resolve(database, clue(firm.name, [uscc(firm.uscc)]))
    const [byNumber] = await resolve(
      database,
      clue(firm.name, [number(firm.registrationNumber)], { regionCode: '110105' }),
    )
    const [both] = await resolve(
      database,
      clue(firm.name, [uscc(firm.uscc), number(firm.registrationNumber)]),
    )
    expect(both).toBe(byCode)
    expect((await resolve(database, clue(firm.name, [number(firm.registrationNumber)])))[0]).toBe(byCode)
    expect(byNumber).toBeDefined()
  })

  test('a firm that got a new code keeps its subject when name and number are the same', async () => {
    const [firm, donor] = [firmAt(3), firmAt(4)]
    const [before] = await resolve(
      database,
      clue(firm.name, [uscc(firm.uscc), number(firm.registrationNumber)]),
    )
    const renewed = clue(firm.name, [uscc(donor.uscc), number(firm.registrationNumber)])
    expect(await resolve(database, renewed)).toEqual([before])
    expect(await resolve(database, clue(firm.name, [uscc(donor.uscc)]))).toEqual([before])
  })
})

describe('names', () => {
  test('a renamed firm is known by its code, and its former name is remembered', async () => {
    const firm = firmAt(5)
    const [id] = await resolve(database, clue(firm.name, [uscc(firm.uscc)]))
    const renamed = clue('杭州改名换号科技有限公司', [uscc(firm.uscc)], {
      formerNames: ['杭州（曾用）旧号貿易有限公司'],
    })
    expect(await resolve(database, renamed)).toEqual([id])
    // By name alone it is a candidate; a name that nobody went by would be `no-candidate`.
    for (const name of ['杭州改名换号科技有限公司', '杭州(曾用)旧号贸易有限公司', firm.name])
      expect(await resolve(database, clue(name, []))).toEqual(['candidates'])
  })

  test('two firms with one name and two codes are never joined', async () => {
    const [left, right] = [firmAt(6), firmAt(7)]
    const over = { regionCode: '330106', legalRepresentative: '王测试', address: '测试路1号' }
    const ids = await resolve(
      database,
      clue('同名测试商贸有限公司', [uscc(left.uscc)], over),
      clue('同名测试商贸有限公司', [uscc(right.uscc)], over),
    )
    expect(new Set(ids).size).toBe(2)
    expect(await resolve(database, clue('同名测试商贸有限公司', [uscc(left.uscc)], over))).toEqual([ids[0]])
    expect(await resolve(database, clue('同名测试商贸有限公司', [uscc(right.uscc)], over))).toEqual([ids[1]])
  })

  test('a row that has only a name which two firms have waits for a person', async () => {
    const over = { regionCode: '330106', legalRepresentative: '王测试', address: '测试路1号' }
    expect(await resolve(database, clue('同名测试商贸有限公司', [], over))).toEqual(['candidates'])
  })

  test('a row that has only a name nobody has waits for a person', async () => {
    expect(await resolve(database, clue('从未见过的测试有限公司', []))).toEqual(['no-candidate'])
  })

  test('a name alone is no proof; a name with its region, address and representative is', async () => {
    const firm = firmAt(8)
    const over = { regionCode: '440305', legalRepresentative: '赵测试', address: '深圳市南山区测试路8号' }
    const [id] = await resolve(database, clue('独一无二测试有限公司', [uscc(firm.uscc)], over))
    expect(await resolve(database, clue('独一无二测试有限公司', []))).toEqual(['candidates'])
    expect(await resolve(database, clue('独一无二测试有限公司', [], over))).toEqual([id])
    const elsewhere = { ...over, regionCode: '650102', legalRepresentative: '钱测试', address: '别处' }
    expect((await resolve(database, clue('独一无二测试有限公司', [], elsewhere)))[0]).not.toBe(id)
  })

  test('a branch is not its parent, whatever else is equal', async () => {
    const firm = firmAt(9)
    const over = { regionCode: '440305', legalRepresentative: '赵测试', address: '深圳市南山区测试路9号' }
    const [id] = await resolve(database, clue('总部测试物流有限公司', [uscc(firm.uscc)], over))
    const branch = await resolve(database, clue('总部测试物流有限公司南山分公司', [], over))
    expect(branch).not.toContain(id)
  })
})

describe('identifiers that contradict each other wait for a person', () => {
  test('a row whose codes lead to two firms of other names', async () => {
    const [left, right] = [firmAt(10), firmAt(11)]
    await resolve(
      database,
      clue(left.name, [uscc(left.uscc)]),
      clue(right.name, [uscc(right.uscc), number(right.registrationNumber)]),
    )
    const crossed = clue(left.name, [uscc(left.uscc), number(right.registrationNumber)])
    expect(await resolve(database, crossed)).toEqual(['identifiers-disagree'])
  })

  test('a new code with the number of a firm that has another code and another name', async () => {
    const [left, right] = [firmAt(12), firmAt(13)]
    const [id] = await resolve(database, clue(left.name, [uscc(left.uscc), number(left.registrationNumber)]))
    const borrowed = clue(right.name, [uscc(right.uscc), number(left.registrationNumber)])
    expect(await resolve(database, borrowed)).toEqual(['identifiers-disagree'])
    expect((await resolve(database, clue(right.name, [uscc(right.uscc)])))[0]).not.toBe(id)
  })

  test('the same within one file', async () => {
    const [left, right] = [firmAt(14), firmAt(15)]
    const ids = await resolve(
      database,
      clue(left.name, [uscc(left.uscc), number(left.registrationNumber)]),
      clue(right.name, [uscc(right.uscc), number(left.registrationNumber)]),
    )
    expect([isId(ids[0]!), ids[1]]).toEqual([true, 'identifiers-disagree'])
  })
})

describe('many at once', () => {
  test('sessions that add the same firms side by side end with one subject each', async () => {
    const clues = Array.from({ length: 30 }, (_, i) => {
      const firm = firmAt(20 + i)
      return clue(firm.name, [uscc(firm.uscc), number(firm.registrationNumber)])
    })
    const orders = [clues, clues.toReversed(), clues.slice(10).concat(clues.slice(0, 10))]
    const found = await Promise.all(
      orders.map(async (order) => {
        const ctx = database.ctx()
        const answers = await ctx.inTransaction((tx) => resolveRows(tx, order))
        return new Map(order.map((one, i) => [one.name, answers[i]]))
      }),
    )
    for (const { name } of clues) {
      const ids = found.map((answers) => (answers.get(name) as { subjectId: string }).subjectId)
      expect(new Set(ids).size, name).toBe(1)
    }
  })
})
