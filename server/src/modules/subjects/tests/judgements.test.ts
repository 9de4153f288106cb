import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { differences, dump } from '../../../../test/support/dump.ts'
import { csvOf, fileIt, walkAll, workQueue } from '../../../../test/support/filing.ts'
import { loadPolicy } from '../../../../test/support/server.ts'
import { judgePair, withdrawJudgement } from '../index.ts'
import { firmAt } from './clues.ts'

const state = [
  'archive.record',
  'archive.record_history',
  'disclosure.page',
  'disclosure.search',
  'subjects.identifier',
]
const fleeting = ['known_until', 'value_sealed']
const [left, right, third] = [firmAt(60), firmAt(61), firmAt(62)]
const honour = (firm: { name: string; uscc: string }, n: number) => ({
  ZTMC: firm.name,
  TYSHXYDM: firm.uscc,
  RYMC: `测试荣誉${n}`,
  WSH: `测表字〔2026〕${n}号`,
  RDRQ: '2026-02-03',
  RDJG: '测试市人民政府',
})

let database: TestDatabase
let ids: string[]
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  const rows = [honour(left, 1), honour(left, 2), honour(right, 3), honour(third, 4)]
  await fileIt(database, csvOf(rows), { kind: 'honour' })
  await settle()
  ids = [left, right, third].map((firm) => database.deps.keys.identityOf('uscc', firm.uscc))
})
afterAll(() => database.close())

const settle = async () => {
  await workQueue(database)
  await walkAll(database)
}
const judge = (a: string, b: string, judgement: 'same' | 'different') =>
  database.act((ctx) => judgePair(ctx, { leftId: a, rightId: b, evidence: [] }, judgement, '测试：人工判断'))
const recordsOf = async (id: string) => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from archive.record where subject_id = ${id}`.execute(database.db)
  return rows[0]!.n
}
const pages = async () => {
  const { rows } = await sql<{
    id: string
  }>`select subject_id::text as id from disclosure.page where body is not null`.execute(database.db)
  return rows.map((row) => row.id)
}

describe('a judgement moves archives, and taking it back moves them apart again', () => {
  test('two subjects judged to be the same have one archive and one page', async () => {
    expect(await pages()).toHaveLength(3)
    const before = await dump(database, state, fleeting)
    const edge = await judge(ids[0]!, ids[1]!, 'same')
    await settle()
    const counts = await Promise.all(ids.slice(0, 2).map(recordsOf))
    expect(counts.toSorted()).toEqual([0, 3])
    expect(await pages()).toHaveLength(2)

    await database.act((ctx) => withdrawJudgement(ctx, edge.id, '测试：撤回'))
    await settle()
    expect(differences(before, await dump(database, state, fleeting))).toEqual([])
  })

  test('three that were joined in a chain come apart where the chain is cut', async () => {
    const first = await judge(ids[0]!, ids[1]!, 'same')
    const second = await judge(ids[1]!, ids[2]!, 'same')
    await settle()
    expect((await Promise.all(ids.map(recordsOf))).toSorted()).toEqual([0, 0, 4])
    await database.act((ctx) => withdrawJudgement(ctx, first.id, '测试：撤回'))
    await settle()
    expect(await recordsOf(ids[0]!)).toBe(2)
    expect((await Promise.all(ids.slice(1).map(recordsOf))).toSorted()).toEqual([0, 2])
    await database.act((ctx) => withdrawJudgement(ctx, second.id, '测试：撤回'))
    await settle()
    expect(await Promise.all(ids.map(recordsOf))).toEqual([2, 1, 1])
  })

  test('a record sent after the merge is filed with the others and leaves with its own entity', async () => {
    const edge = await judge(ids[0]!, ids[1]!, 'same')
    await settle()
    await fileIt(database, csvOf([honour(right, 5)]), { kind: 'honour' })
    await settle()
    expect((await Promise.all(ids.slice(0, 2).map(recordsOf))).toSorted()).toEqual([0, 4])
    await database.act((ctx) => withdrawJudgement(ctx, edge.id, '测试：撤回'))
    await settle()
    expect(await Promise.all(ids.slice(0, 2).map(recordsOf))).toEqual([2, 2])
  })

  test('one fact told of both is one record of the merged subject, and each has its own again after the split', async () => {
    for (const day of ['2026-05-01', '2026-05-02', '2026-05-03']) {
      const corrected = [left, right].map((firm) => ({ ...honour(firm, 9), YXQZI: day }))
      await fileIt(database, csvOf(corrected), { kind: 'honour' })
    }
    await settle()
    const counts = await Promise.all(ids.slice(0, 2).map(recordsOf))
    const before = await dump(database, state, fleeting)
    const edge = await judge(ids[0]!, ids[1]!, 'same')
    await settle()
    expect((await Promise.all(ids.slice(0, 2).map(recordsOf))).toSorted()).toEqual([
      0,
      counts[0]! + counts[1]! - 1,
    ])
    await database.act((ctx) => withdrawJudgement(ctx, edge.id, '测试：撤回'))
    await settle()
    expect(differences(before, await dump(database, state, fleeting))).toEqual([])
  })

  test('moving twice, late or out of order ends alike', async () => {
    const edge = await judge(ids[0]!, ids[1]!, 'same')
    await database.act((ctx) => withdrawJudgement(ctx, edge.id, '测试：撤回'))
    const again = await judge(ids[0]!, ids[1]!, 'same')
    await settle()
    expect((await Promise.all(ids.slice(0, 2).map(recordsOf))).toSorted()).toEqual([0, 5])
    await database.act((ctx) => withdrawJudgement(ctx, again.id, '测试：撤回'))
    await settle()
    expect(await Promise.all(ids.slice(0, 2).map(recordsOf))).toEqual([3, 3])
  })
})

describe('judgements that cannot stand are refused', () => {
  test('same against different, over any number of steps', async () => {
    const apart = await judge(ids[0]!, ids[2]!, 'different')
    const edge = await judge(ids[0]!, ids[1]!, 'same')
    await expect(judge(ids[1]!, ids[2]!, 'same')).rejects.toMatchObject({ code: 'subjects.contradiction' })
    await expect(judge(ids[0]!, ids[2]!, 'same')).rejects.toMatchObject({ code: 'subjects.contradiction' })
    await expect(judge(ids[1]!, ids[0]!, 'different')).rejects.toMatchObject({
      code: 'subjects.contradiction',
    })
    for (const { id } of [apart, edge]) await database.act((ctx) => withdrawJudgement(ctx, id, '测试：撤回'))
    await settle()
  })

  test('a subject with itself, with one that is not there, and a judgement taken back twice', async () => {
    await expect(judge(ids[0]!, ids[0]!, 'same')).rejects.toMatchObject({ code: 'subjects.samePair' })
    const nobody = '00000000-0000-8000-8000-000000000000'
    await expect(judge(ids[0]!, nobody, 'same')).rejects.toMatchObject({ code: 'subjects.subjectUnknown' })
    const edge = await judge(ids[0]!, ids[1]!, 'different')
    const withdraw = () => database.act((ctx) => withdrawJudgement(ctx, edge.id, '测试：撤回'))
    await withdraw()
    await expect(withdraw()).rejects.toMatchObject({ code: 'subjects.alreadyWithdrawn' })
  })

  test('what a person judged different stays apart whatever rows say', async () => {
    const apart = await judge(ids[0]!, ids[1]!, 'different')
    const row = { ...honour(left, 7), ZCH: right.registrationNumber }
    await fileIt(database, csvOf([{ ...honour(right, 6), ZCH: right.registrationNumber }]), {
      kind: 'honour',
    })
    await fileIt(database, csvOf([row]), { kind: 'honour' })
    await settle()
    const { rows } = await sql<{
      n: number
    }>`select count(distinct subject_id)::int as n from subjects.identifier
      where entity_id = any(${ids.slice(0, 2)}::uuid[])`.execute(database.db)
    expect(rows[0]!.n).toBe(2)
    await database.act((ctx) => withdrawJudgement(ctx, apart.id, '测试：撤回'))
  })
})

test('who judged what and why is sealed in the audit', async () => {
  const { rows } = await sql<{ action: string; n: number }>`select action, count(*)::int as n from audit.leaf
    where action like 'subjects.%' group by action`.execute(database.db)
  const actions = new Map(rows.map(({ action, n }) => [action, n]))
  expect(actions.get('subjects.same')).toBeGreaterThan(3)
  expect(actions.get('subjects.withdraw-judgement')).toBeGreaterThan(3)
})
