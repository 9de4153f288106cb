import { residentIdOf } from '@xinqiao/standards'
import { world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fieldsOf, fileIt } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { bodyOf } from '../../intake/index.ts'

const number = residentIdOf('11010519491231002')
const phone = '13912345678'
const kind = 'administrative-penalty'
const sent: Record<string, string> = {
  ...fieldsOf(kind, { world: world({ seed: 8, companies: 9 }), day: '2026-06-01', count: 1 })[0]!,
  CF_SY: `当事人电话${phone}，证件${number}`,
  CF_FR_ZJLX: '身份证',
  CF_FR_ZJHM: number,
  CF_FRDB: '欧阳测试人',
  联系电话: '010-62345678',
  经办人备注: `李测试 ${number} ${phone} E12345678`,
}
const clear = [number, phone, '62345678', '李测试', 'E12345678']
type Provenance = { provenance: { cells: { header: string; value: string | null }[] } }

let database: TestDatabase
let server: FastifyInstance
let headers: { authorization: string }
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  headers = await bearer(database, ['records:write', 'batches:read', 'archive:read'])
})
afterAll(async () => {
  await server.close()
  await database.close()
})
const read = async <T>(url: string) => {
  const reply = await ask<T>(server, { method: 'GET', url, headers })
  expect(reply.status).toBe(200)
  return reply
}

describe('what stands in a column that the catalog does not know, or in a secret one', () => {
  test('is not shown in the provenance of a record; numbers inside a text are masked', async () => {
    const batch = await fileIt(database, csvOf([sent]), { kind })
    const { rows } = await sql<{ subject_id: string; id: string }>`select subject_id, id from archive.record
      where batch_id = ${batch.id}`.execute(database.db)
    const { text, body } = await read<Provenance>(
      `/v1/archive/subjects/${rows[0]!.subject_id}/records/${rows[0]!.id}`,
    )
    const cells = new Map(body.provenance.cells.map((cell) => [cell.header, cell.value]))
    for (const header of ['CF_FR_ZJHM', '联系电话', '经办人备注']) expect(cells.get(header)).toBeNull()
    expect(cells.get('CF_SY')).toBe(`当事人电话139****5678，证件1****************${number.slice(-1)}`)
    expect(cells.get('CF_WSH')).toBe(sent.CF_WSH)
    for (const secret of clear.filter((s) => !sent.CF_SY!.includes(s))) expect(text).not.toContain(secret)
  })

  test('is hidden in the original of a pushed record, which stays as it came', async () => {
    const pushed = await ask<{ batchId: string }>(server, {
      method: 'POST',
      url: '/v1/records',
      headers,
      payload: { kind, values: { ...sent, CF_WSH: '测罚决字〔2026〕77号' } },
    })
    expect(pushed.status).toBe(201)
    for (const secret of [...clear, '欧阳测试人']) expect(pushed.text).not.toContain(secret)
    const { text, body } = await read<Record<string, string>>(`/v1/batches/${pushed.body.batchId}/original`)
    for (const secret of [...clear, '欧阳测试人']) expect(text).not.toContain(secret)
    expect(body).toMatchObject({ CF_WSH: '测罚决字〔2026〕77号', CF_FRDB: '欧阳**', 联系电话: '***' })
    expect((await bodyOf(database.ctx(), pushed.body.batchId))!.toString()).toContain(number)
  })

  test('neither is the name of a person whom a pushed record is about', async () => {
    const values = {
      ...sent,
      ...{ CF_XDR_MC: '司马测试人', CF_XDR_LB: '自然人', CF_XDR_SHXYM: '', CF_XDR_GSZC: '', CF_XDR_ZZJG: '' },
      ...{ CF_XDR_ZJLX: '身份证', CF_XDR_ZJHM: number, CF_FRDB: '', CF_WSH: '测罚决字〔2026〕78号' },
    }
    const pushed = await ask<{ batchId: string; verdict: string }>(server, {
      method: 'POST',
      url: '/v1/records',
      headers,
      payload: { kind, values },
    })
    expect(pushed.body.verdict).toMatch(/accepted|corrected/)
    const { text } = await read(`/v1/batches/${pushed.body.batchId}/original`)
    expect(text).not.toContain('司马测试人')
    expect(text).toContain('司马**')
  })
})
