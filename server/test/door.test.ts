import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../src/modules.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { whoMay } from './support/people.ts'
import { ask, bearer, loadPolicy, testServer } from './support/server.ts'

let database: TestDatabase
let server: FastifyInstance
let headers: { authorization: string }
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  headers = await bearer(database, ['batches:write', 'records:write', 'subjects:decide'])
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const batches = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from intake.batch`.execute(database.db)
  return rows[0]!.n
}
const form = (...fields: [string, string][]) =>
  `${[...fields.map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)].join('')}--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n1,2\r\n--x--\r\n`
const sendForm = (...fields: [string, string][]) =>
  ask(server, {
    method: 'POST',
    url: '/v1/batches',
    headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
    payload: form(...fields),
  })

test.each([
  ['in the query', '?kind=no-such-kind', { rows: [{ a: '1' }] }],
  ['in the body', '', { kind: 'no-such-kind', rows: [{ a: '1' }] }],
  ['named like a property of every object', '?kind=__proto__', { rows: [{ a: '1' }] }],
])('a kind nobody collects is refused at the door: %s', async (_, query, payload) => {
  const before = await batches()
  const reply = await ask(server, { method: 'POST', url: `/v1/batches${query}`, headers, payload })
  expect([reply.status, reply.body.code]).toEqual([400, 'intake.kindUnknown'])
  expect(await batches()).toBe(before)
})

test('a kind that is collected is let in', async () => {
  const payload = { kind: 'honour', rows: [{ a: '1' }] }
  expect((await ask(server, { method: 'POST', url: '/v1/batches', headers, payload })).status).toBe(202)
  expect((await sendForm(['kind', 'honour'])).status).toBe(202)
})

test('a form field that is unknown or stands twice is refused and named', async () => {
  const unknown = await sendForm(['knid', 'honour'])
  expect([unknown.status, unknown.body]).toMatchObject([400, { code: 'http.fieldUnknown', found: 'knid' }])
  const twice = await sendForm(['kind', 'honour'], ['kind', 'honour'])
  expect([twice.status, twice.body]).toMatchObject([400, { code: 'http.fieldTwice', found: 'kind' }])
  expect((await sendForm(['kind', 'no-such-kind'])).body.code).toBe('intake.kindUnknown')
})

test.each([
  ['{"kind":"honour","kind":"honour","rows":[]}', 'http.fieldTwice', 'kind'],
  ['{"kind":"honour","rows":[{"a":"1"}],"colour":"red"}', 'http.fieldUnknown', 'colour'],
])('a name beside the rows that stands twice or is unknown is refused: %s', async (payload, code, found) => {
  const json = { ...headers, 'content-type': 'application/json' }
  const reply = await ask(server, { method: 'POST', url: '/v1/batches', headers: json, payload })
  expect([reply.status, reply.body]).toMatchObject([400, { code, found }])
})

test.each(
  modules
    .flatMap((m) => m.routes)
    // A server of tokens must ignore parameters it does not know (RFC 6749, 3.2); its form is the one exception.
    .filter((r) => r.body && !r.form)
    .map((r) => [r.at, r] as const),
)('%s refuses a field it does not know', async (at, route) => {
  const [method, path] = at.split(' ') as ['POST', string]
  const url = path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000')
  const reply = await ask<{ errors: { path: string }[] }>(server, {
    method,
    url,
    headers: await whoMay(database, route),
    payload: { fancy: 1 },
  })
  expect(reply.status).toBe(400)
  expect(reply.body.errors.map(({ path }) => path)).toContain('/fancy')
})
