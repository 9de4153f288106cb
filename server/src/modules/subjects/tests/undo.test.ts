import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvOf, fileIt } from '../../../../test/support/filing.ts'
import { ask } from '../../../../test/support/server.ts'
import { doubtDesk, honour, known, other } from './doubt-desk.ts'

const reason = '测试：人工确认'
let desk: Awaited<ReturnType<typeof doubtDesk>>
beforeAll(async () => {
  desk = await doubtDesk()
})
afterAll(() => desk.close())

const standingOf = async (n: number) => {
  const { rows } = await sql<{ subject_id: string; status: string; version: number }>`
    select subject_id, status, version from archive.record where payload->>'RYMC' = ${`测试荣誉${n}`}`.execute(
    desk.database.db,
  )
  return rows.map((r) => [r.subject_id, r.status, r.version] as const)
}
const organOf = async (n: number) => {
  const { rows } = await sql<{ organ: string }>`select payload->>'RDJG' as organ from archive.record
    where payload->>'RYMC' = ${`测试荣誉${n}`}`.execute(desk.database.db)
  return rows[0]!.organ
}

describe('a row that a person has decided', () => {
  test('waits again when the answer is taken back, and its record leaves the archive', async () => {
    const batch = await desk.send(known.name, 20)
    const doubt = await desk.doubtOf(batch.id)
    const [entityId, wrong] = ['uscc', 'uscc'].map((scheme, i) =>
      desk.database.deps.keys.identityOf(scheme, [known, other][i]!.uscc),
    )
    await desk.decide(doubt.id, { decision: 'same', subjectId: wrong, reason })
    await desk.settle()
    expect(await standingOf(20)).toEqual([[wrong, 'active', 1]])
    expect((await desk.decide(doubt.id, { decision: 'undo', reason })).body.state).toBe('open')
    await desk.settle()
    expect(await standingOf(20)).toEqual([[wrong, 'removed', 2]])
    expect(await desk.countsOf(batch.id)).toMatchObject([{ verdict: 'q', subject_id: null }])
    expect((await desk.doubtOf(batch.id)).id).toBe(doubt.id)
    expect((await desk.send(known.name, 20)).rows).toMatchObject({ inDoubt: 1 })
    await desk.decide(doubt.id, { decision: 'same', subjectId: entityId, reason })
    await desk.settle()
    expect((await standingOf(20)).toSorted()).toEqual(
      [
        [entityId, 'active', 1],
        [wrong, 'removed', 2],
      ].toSorted(),
    )
    await desk.decide(doubt.id, { decision: 'undo', reason })
    await desk.decide(doubt.id, { decision: 'same', subjectId: wrong, reason })
    await desk.settle()
    expect((await standingOf(20)).toSorted()).toEqual(
      [
        [entityId, 'removed', 2],
        [wrong, 'active', 3],
      ].toSorted(),
    )
    expect(await desk.countsOf(batch.id)).toMatchObject([{ verdict: 'a', subject_id: wrong }])
  })

  test('gives way to the version before it when the answer is taken back', async () => {
    const entityId = desk.database.deps.keys.identityOf('uscc', known.uscc)
    await fileIt(desk.database, csvOf([honour(known.name, 21, known.uscc)]), { kind: 'honour' })
    const correct = { ...honour(known.name, 21), RDJG: '测试省人民政府' }
    const batch = await fileIt(desk.database, csvOf([correct]), { kind: 'honour' })
    const doubt = await desk.doubtOf(batch.id)
    await desk.decide(doubt.id, { decision: 'same', subjectId: entityId, reason })
    await desk.settle()
    expect(await standingOf(21)).toEqual([[entityId, 'active', 2]])
    expect(await organOf(21)).toBe('测试省人民政府')
    await desk.decide(doubt.id, { decision: 'undo', reason })
    await desk.settle()
    expect(await standingOf(21)).toEqual([[entityId, 'active', 3]])
    expect(await organOf(21)).toBe('测试市人民政府')
  })

  test('leaves alone what another row has changed since', async () => {
    const entityId = desk.database.deps.keys.identityOf('uscc', known.uscc)
    const batch = await desk.send(known.name, 22)
    const doubt = await desk.doubtOf(batch.id)
    await desk.decide(doubt.id, { decision: 'same', subjectId: entityId, reason })
    await desk.settle()
    await fileIt(desk.database, csvOf([{ ...honour(known.name, 22, known.uscc), RDJG: '测试省人民政府' }]), {
      kind: 'honour',
    })
    await desk.decide(doubt.id, { decision: 'undo', reason })
    await desk.settle()
    expect(await standingOf(22)).toEqual([[entityId, 'active', 2]])
    expect(await organOf(22)).toBe('测试省人民政府')
  })

  test('does not come back when a later answer that replaced it is taken back too', async () => {
    const entityId = desk.database.deps.keys.identityOf('uscc', known.uscc)
    const first = await desk.doubtOf((await desk.send(known.name, 23)).id)
    await desk.decide(first.id, { decision: 'same', subjectId: entityId, reason })
    await desk.settle()
    const changed = { ...honour(known.name, 23), RDJG: '测试省人民政府' }
    const second = await desk.doubtOf((await fileIt(desk.database, csvOf([changed]), { kind: 'honour' })).id)
    await desk.decide(second.id, { decision: 'same', subjectId: entityId, reason })
    await desk.settle()
    for (const { id } of [first, second]) {
      await desk.decide(id, { decision: 'undo', reason })
      await desk.settle()
    }
    expect(await standingOf(23)).toEqual([[entityId, 'removed', 3]])
  })

  test('is no subject of its own any more when the person who vouched takes it back', async () => {
    const batch = await desk.send('无码撤回测试协会', 24)
    const doubt = await desk.doubtOf(batch.id)
    await desk.decide(doubt.id, { decision: 'new', reason })
    await desk.settle()
    await desk.decide(doubt.id, { decision: 'undo', reason })
    await desk.settle()
    const search = () =>
      ask<{ items: object[] }>(desk.server, {
        method: 'GET',
        url: encodeURI('/v1/search?q=无码撤回测试协会'),
      })
    expect((await search()).body.items).toEqual([])
    const next = await desk.doubtOf((await desk.send('无码撤回测试协会', 25)).id)
    expect([next.reason, next.candidates]).toEqual(['no-candidate', []])
    await desk.decide(doubt.id, { decision: 'new', reason })
    await desk.settle()
    expect((await search()).body.items).toHaveLength(1)
  })

  test('that nobody has decided has no answer to take back', async () => {
    const doubt = await desk.doubtOf((await desk.send(known.name, 26)).id)
    expect(await desk.decide(doubt.id, { decision: 'undo', reason })).toMatchObject({ status: 409 })
    await desk.decide(doubt.id, { decision: 'different', reason })
    expect((await desk.decide(doubt.id, { decision: 'undo', reason })).body.state).toBe('open')
  })
})
