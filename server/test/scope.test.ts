import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeTurns } from '../src/modules/audit/index.ts'
import { operatorActor, permissions, scopeOf, systemActor } from '../src/modules/identity/index.ts'
import { firmAt } from '../src/modules/subjects/tests/clues.ts'
import { modules } from '../src/modules.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { csvOf, fileIt } from './support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from './support/server.ts'

const honour = (name: string, n: number, uscc = '') => ({
  ZTMC: name,
  TYSHXYDM: uscc,
  RYMC: `测试荣誉${n}`,
  WSH: `测表字〔2026〕${n}号`,
  RDRQ: '2026-02-03',
  RDJG: '测试市人民政府',
})
const firms = [firmAt(80), firmAt(81)] as const

let database: TestDatabase
let server: FastifyInstance
let tax: { authorization: string }
let court: { authorization: string }
let platform: { authorization: string }
/** What the tax office owns. */
const own = { batch: '', doubt: '', subject: '', record: '', judgement: '' }
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  const all = [...permissions]
  tax = await bearer(database, all, 'tax')
  court = await bearer(database, all, 'court')
  platform = await bearer(database, all)
  const [a, b] = firms
  const rows = [honour(a.name, 1, a.uscc), honour(b.name, 2, b.uscc), honour(a.name, 3)]
  own.batch = (await fileIt(database, csvOf(rows), { provider: 'tax', filename: 'tax.csv' })).id
  const records = await sql<{ id: string; subject_id: string }>`
    select id, subject_id from archive.record order by subject_id`.execute(database.db)
  own.subject = records.rows[0]!.subject_id
  own.record = records.rows[0]!.id
  const judged = await ask<{ id: string }>(server, {
    method: 'POST',
    url: '/v1/judgements',
    headers: platform,
    payload: {
      leftId: records.rows[0]!.subject_id,
      rightId: records.rows[1]!.subject_id,
      judgement: 'different',
      reason: '测试：不同主体',
    },
  })
  own.judgement = judged.body.id
  await takeTurns(database.ctx())
  own.doubt = (await list(tax, '/v1/doubts')).find((d) => d.batchId === own.batch)!.id
})
afterAll(async () => {
  await server.close()
  await database.close()
})

type Listed = { id: string; batchId?: string | null; filename?: string }
const list = async (headers: { authorization: string }, url: string) =>
  (await ask<{ items: Listed[] }>(server, { method: 'GET', url, headers })).body.items

/** Every closed route with an id in its address: the ids the tax office would write there, and a body. */
const asked: Record<string, { ids: () => string[]; payload?: object; ownStatus: number }> = {
  'GET /v1/batches/:id': { ids: () => [own.batch], ownStatus: 200 },
  'GET /v1/batches/:id/rows': { ids: () => [own.batch], ownStatus: 200 },
  'GET /v1/batches/:id/errors': { ids: () => [own.batch], ownStatus: 200 },
  'GET /v1/batches/:id/original': { ids: () => [own.batch], ownStatus: 200 },
  'GET /v1/batches/:id/receipt': { ids: () => [own.batch], ownStatus: 200 },
  'GET /v1/archive/subjects/:id/records/:recordId': {
    ids: () => [own.subject, own.record],
    ownStatus: 200,
  },
  // A subject's whole file is the platform's matter: to every organisation it is unknown, to the tax office too.
  'GET /v1/subjects/:id/accesses': { ids: () => [own.subject], ownStatus: 404 },
  'GET /v1/subjects/:id/erasure': { ids: () => [own.subject], ownStatus: 404 },
  'POST /v1/subjects/:id/erasure': {
    ids: () => [own.subject],
    payload: { reason: '测试：删除' },
    ownStatus: 404,
  },
  'POST /v1/subjects/:id/hold': {
    ids: () => [own.subject],
    payload: { reason: '测试：保全' },
    ownStatus: 404,
  },
  'POST /v1/subjects/:id/hold/withdrawal': {
    ids: () => [own.subject],
    payload: { reason: '测试：解除' },
    ownStatus: 404,
  },
  'GET /v1/subjects/:id/judgements': { ids: () => [own.subject], ownStatus: 200 },
  // Judgements are the platform's: to every organisation they are unknown, to the tax office too.
  'POST /v1/judgements/:id/withdrawal': {
    ids: () => [own.judgement],
    payload: { reason: '测试：撤回' },
    ownStatus: 404,
  },
  'POST /v1/doubts/:id/decision': {
    ids: () => [own.doubt],
    payload: { decision: 'different', reason: '测试：都不是' },
    ownStatus: 200,
  },
}
const closed = modules
  .flatMap((m) => m.routes)
  .filter((r) => (permissions as readonly string[]).includes(r.access) && r.at.includes('/:'))

function request(at: string, ids: string[], headers: { authorization: string }) {
  const [method, path] = at.split(' ') as ['GET', string]
  let next = 0
  const { payload } = asked[at]!
  return { method, url: path.replace(/:\w+/g, () => ids[next++]!), headers, ...(payload ? { payload } : {}) }
}
/** An answer without what differs from request to request: its trace and the id that was asked for. */
const plain = (reply: { status: number; body: object; text: string }) => {
  const { trace: _, id: _id, recordId: _record, ...rest } = reply.body as Record<string, unknown>
  return { status: reply.status, rest }
}

describe('a token of an organisation', () => {
  test('is tried against every closed route that has an id in its address', () => {
    expect(closed.map((r) => r.at).sort()).toEqual(Object.keys(asked).sort())
  })

  for (const at of Object.keys(asked)) {
    test(`${at} answers a foreign id as it answers an unknown one`, async () => {
      const foreign = await ask(server, request(at, asked[at]!.ids(), court))
      const unknown = await ask(
        server,
        request(
          at,
          asked[at]!.ids().map(() => randomUUID()),
          court,
        ),
      )
      expect(plain(foreign)).toEqual(plain(unknown))
      if (at.endsWith('/judgements')) expect(foreign.body).toEqual({ items: [] })
      else expect(foreign.status).toBe(404)
    })
  }

  test('lists nothing that another organisation sent', async () => {
    expect((await list(tax, '/v1/batches')).map((b) => b.id)).toContain(own.batch)
    expect(await list(court, '/v1/batches')).toEqual([])
    expect(await list(court, '/v1/doubts')).toEqual([])
    const { body } = await ask(server, { method: 'GET', url: '/v1/doubts', headers: court })
    expect(body.open).toBe(0)
  })

  test.each([
    ['POST', '/v1/batches?provider=tax', { rows: [{ a: '1' }] }],
    ['POST', '/v1/batches', { provider: 'tax', rows: [{ a: '1' }] }],
    ['POST', '/v1/records', { kind: 'honour', provider: 'tax', values: honour('测试公司', 9) }],
  ] as const)('may not file for another: %s %s', async (method, url, payload) => {
    const reply = await ask(server, { method, url, payload, headers: court })
    expect([reply.status, reply.body.code]).toEqual([403, 'intake.providerForeign'])
  })

  test('files for its own, named or not', async () => {
    const file = csvOf([honour(firms[1].name, 20, firms[1].uscc)])
    for (const query of ['', '?provider=court']) {
      const sent = await ask<{ id: string }>(server, {
        method: 'POST',
        url: `/v1/batches${query}`,
        headers: { ...court, 'content-type': 'text/csv' },
        payload: file,
      })
      expect(sent.status).toBe(202)
      const seen = await ask(server, { method: 'GET', url: `/v1/batches/${sent.body.id}`, headers: court })
      expect(seen.body.provider).toMatchObject({ id: 'court' })
    }
  })

  test('judges no two subjects to be one', async () => {
    const payload = { leftId: own.subject, rightId: randomUUID(), judgement: 'same', reason: '测试：相同' }
    const reply = await ask(server, { method: 'POST', url: '/v1/judgements', headers: court, payload })
    expect([reply.status, reply.body.code]).toEqual([403, 'subjects.platformOnly'])
  })
})

describe('who sees everything', () => {
  test('the platform’s own tokens do', async () => {
    // But for a file as it came, which its sender alone takes away, and an erasure there was not.
    const others: Record<string, number> = {
      'GET /v1/batches/:id/original': 403,
      'GET /v1/subjects/:id/erasure': 404,
    }
    for (const at of Object.keys(asked).filter((one) => one.startsWith('GET')))
      expect([at, (await ask(server, request(at, asked[at]!.ids(), platform))).status]).toEqual([
        at,
        others[at] ?? 200,
      ])
    expect((await list(platform, '/v1/doubts')).map((d) => d.id)).toContain(own.doubt)
  })

  test('so do the operator at the machine and the platform itself, and nobody of an organisation', () => {
    expect([scopeOf(operatorActor), scopeOf(systemActor)]).toEqual([null, null])
    expect(scopeOf({ id: 'token:1', orgId: 'local', may: () => true })).toEqual([
      { bodies: ['local'], kinds: null },
    ])
  })
})

test('an organisation reaches what is its own', async () => {
  for (const at of Object.keys(asked))
    expect([at, (await ask(server, request(at, asked[at]!.ids(), tax))).status]).toEqual([
      at,
      asked[at]!.ownStatus,
    ])
})
