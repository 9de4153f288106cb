import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvOf, fileIt } from '../../../../test/support/filing.ts'
import { ask } from '../../../../test/support/server.ts'
import { firmAt } from './clues.ts'
import { doubtDesk, known } from './doubt-desk.ts'

const reason = '测试：人工确认'
let desk: Awaited<ReturnType<typeof doubtDesk>>
beforeAll(async () => {
  desk = await doubtDesk()
})
afterAll(() => desk.close())

describe('a row whose subject cannot be told', () => {
  test('waits with its candidates and the weight of every piece of evidence', async () => {
    const batch = await desk.send(known.name, 11)
    expect(batch.rows).toMatchObject({ received: 1, inDoubt: 1 })
    const doubt = await desk.doubtOf(batch.id)
    expect(doubt).toMatchObject({ reason: 'candidates', rowNumber: 2, row: { name: known.name } })
    const [best] = doubt.candidates
    expect(best!.evidence.reduce((sum, e) => sum + e.weight, 0)).toBeCloseTo(best!.score)
    expect(best!.evidence[0]!.title).toMatchObject({ 'zh-CN': expect.any(String), en: expect.any(String) })
  })

  test('is filed for the subject a person names, and the batch tells so', async () => {
    const batch = await desk.send(known.name, 12)
    const doubt = await desk.doubtOf(batch.id)
    const { entityId } = doubt.candidates[0]!
    expect((await desk.decide(doubt.id, { decision: 'same', subjectId: entityId, reason })).body.state).toBe(
      'same',
    )
    await desk.settle()
    expect(await desk.countsOf(batch.id)).toMatchObject([{ verdict: 'a', subject_id: entityId }])
    expect(await desk.doubtOf(batch.id)).toBeUndefined()
  })

  test('is asked about once, however often it is sent', async () => {
    const first = await desk.send(known.name, 13)
    await desk.send(known.name, 13)
    const named = (await desk.doubts()).filter((d) => d.row.name === known.name && d.batchId !== null)
    expect(named.filter((d) => d.batchId === first.id)).toHaveLength(1)
  })

  test('is not asked about again: the same row sent later follows the answer given before', async () => {
    const first = await desk.send(known.name, 18)
    const doubt = await desk.doubtOf(first.id)
    const { entityId } = doubt.candidates[0]!
    await desk.decide(doubt.id, { decision: 'same', subjectId: entityId, reason })
    await desk.settle()
    const again = await desk.send(known.name, 18)
    expect(again.rows).toMatchObject({ received: 1, inDoubt: 0, duplicate: 1 })
  })

  test('becomes a subject of its own when a person vouches for it', async () => {
    const batch = await desk.send('无码测试协会', 14)
    const doubt = await desk.doubtOf(batch.id)
    expect(doubt.reason).toBe('no-candidate')
    expect((await desk.decide(doubt.id, { decision: 'new', reason })).status).toBe(200)
    await desk.settle()
    const [outcome] = await desk.countsOf(batch.id)
    expect(outcome).toMatchObject({ verdict: 'a', subject_id: expect.any(String) })
    const found = await ask<{ items: { id: string }[] }>(desk.server, {
      method: 'GET',
      url: encodeURI('/v1/search?q=无码测试协会'),
    })
    expect(found.body.items.map(({ id }) => id)).toEqual([outcome!.subject_id])
  })

  test('stays unfiled when it is none of them', async () => {
    const batch = await desk.send(known.name, 15)
    const doubt = await desk.doubtOf(batch.id)
    expect((await desk.decide(doubt.id, { decision: 'different', reason })).body.state).toBe('different')
    await desk.settle()
    expect(await desk.countsOf(batch.id)).toMatchObject([{ verdict: 'q', subject_id: null }])
  })

  test('is decided by one of two people who answer at the same moment', async () => {
    const batch = await desk.send(known.name, 16)
    const doubt = await desk.doubtOf(batch.id)
    const { entityId } = doubt.candidates[0]!
    const answers = await Promise.all([
      desk.decide(doubt.id, { decision: 'same', subjectId: entityId, reason }),
      desk.decide(doubt.id, { decision: 'different', reason }),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })
})

describe('answers that cannot be', () => {
  test('are refused: no subject, an unknown one, an unknown doubt, no reason', async () => {
    const batch = await desk.send(known.name, 17)
    const { id } = await desk.doubtOf(batch.id)
    const nobody = '00000000-0000-8000-8000-000000000000'
    expect((await desk.decide(id, { decision: 'same', reason })).status).toBe(422)
    expect((await desk.decide(id, { decision: 'same', subjectId: nobody, reason })).status).toBe(404)
    expect((await desk.decide(nobody, { decision: 'different', reason })).status).toBe(404)
    expect((await desk.decide(id, { decision: 'different' })).status).toBe(400)
    expect((await desk.decide(id, { decision: 'perhaps', reason })).status).toBe(400)
  })
})

describe('two subjects that may be one', () => {
  test('wait as a pair; the answer joins them, and taking it back parts them', async () => {
    const over = { legal: '孙测试', region: '330106' }
    const base = (firm: { uscc: string }, name: string) => ({
      QYMC: name,
      TYSHXYDM: firm.uscc,
      FDDBR: over.legal,
      XZQH: over.region,
      CLRQ: '2016-01-02',
      QYLX: '有限责任公司',
      JYZT: '存续',
      ZS: '测试路70号',
    })
    const name = '杭州市成对测试有限公司'
    await fileIt(desk.database, csvOf([base(firmAt(72), name)]), { kind: 'enterprise-base' })
    await fileIt(desk.database, csvOf([base(firmAt(73), name)]), { kind: 'enterprise-base' })
    const pair = (await desk.doubts()).find((d) => d.reason === 'possible-same')!
    expect(pair.row.name).toBe(name)
    await desk.decide(pair.id, { decision: 'same', subjectId: pair.candidates[0]!.entityId, reason })
    await desk.settle()
    const search = () =>
      ask<{ items: object[] }>(desk.server, { method: 'GET', url: encodeURI(`/v1/search?q=${name}`) })
    expect((await search()).body.items).toHaveLength(1)
    expect((await desk.decide(pair.id, { decision: 'undo', reason })).body.state).toBe('open')
    await desk.settle()
    expect((await search()).body.items).toHaveLength(2)
  })
})
