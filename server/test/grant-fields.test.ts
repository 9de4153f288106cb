import { world } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { csvOf, fieldsOf, fileIt } from './support/filing.ts'
import { oauthClient } from './support/oauth-client.ts'
import { type Member, member, residentNumber, send } from './support/people.ts'
import { loadPolicy, testServer } from './support/server.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
})
afterAll(() => database.close())

type Record = {
  versions: { values: { [field: string]: string } }[]
  provenance: { cells: unknown[]; corrections: unknown[] }
}

test('a system reads the fields its grant names, of a record that people read whole', async () => {
  const server = testServer(database)
  const rows = fieldsOf('honour', { world: world({ seed: 5, companies: 20 }), day: '2026-06-01', count: 5 })
  await fileIt(database, csvOf(rows), { kind: 'honour', provider: 'bureau' })
  const { rows: found } = await sql<{ subject: string; id: string }>`
    select subject_id as subject, id from archive.record limit 1`.execute(database.db)
  const path = `/v1/archive/subjects/${found[0]!.subject}/records/${found[0]!.id}`
  const kit = await oauthClient(server, 'reader', path, () => new Date())
  const wide = { scope: { orgId: null } }
  const as = (role: string, n: number, over: object = wide): Promise<Member> =>
    member(database, { roles: [role], number: residentNumber(n), ...over })
  const whole = await send<Record>(server, 'GET', path, (await as('creditOfficer', 1)).headers)
  const names = Object.keys(whole.body.versions[0]!.values)
  expect(names.length).toBeGreaterThan(3)
  expect(whole.body.provenance.cells.length).toBeGreaterThan(3)

  const asker = await as('bankOfficer', 2, { orgId: 'bank' })
  await send(server, 'POST', '/v1/clients', (await as('systemOfficer', 3)).headers, {
    id: 'reader',
    orgId: 'bank',
    title: '银行系统',
    jwks: { keys: [kit.own.jwk] },
    certificates: [],
  })
  const grant = await send<{ id: string }>(server, 'POST', '/v1/grants', asker.headers, {
    clientId: 'reader',
    service: 'archive:read',
    fields: names.slice(0, 1),
    purpose: '贷前审查',
    legalBasis: '主体书面授权',
    validFrom: '2026-01-01',
    validTo: '2099-01-01',
    quotaPerDay: 10,
  })
  const assessment = await send<{ id: string }>(
    server,
    'POST',
    `/v1/grants/${grant.body.id}/assessments`,
    asker.headers,
    {
      necessity: '贷前审查需要核对信用记录',
      isSensitive: false,
      risks: [{ risk: '查询超出必要范围', likelihood: 2, severity: 3, measure: '按同意逐次核对' }],
      conclusion: '采取措施后风险可控',
    },
  )
  const decided = await send(
    server,
    'POST',
    `/v1/assessments/${assessment.body.id}/decision`,
    (await as('protectionOfficer', 6)).headers,
    { outcome: 'approved', reason: '已核对' },
  )
  expect(decided.status).toBe(200)
  for (const n of [4, 5])
    await send(
      server,
      'POST',
      `/v1/grants/${grant.body.id}/approval`,
      (await as('approvalOfficer', n)).headers,
    )
  const reply = await kit.read(await kit.token())
  expect(reply.status).toBe(200)
  const { versions, provenance } = reply.body as unknown as Record
  expect(versions.map(({ values }) => Object.keys(values))).toEqual(versions.map(() => names.slice(0, 1)))
  expect([provenance.cells, provenance.corrections]).toEqual([[], []])
  await server.close()
})
