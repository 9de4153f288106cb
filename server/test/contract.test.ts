import { randomUUID } from 'node:crypto'
import type { FastifyInstance, HTTPMethods } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generatedFiles } from '../src/generated-files.ts'
import type { Route } from '../src/kernel/route.ts'
import { permissions } from '../src/modules/identity/index.ts'
import { modules } from '../src/modules.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { whoMay } from './support/people.ts'
import { ask, bearer, loadPolicy, testServer } from './support/server.ts'
import { readText } from './support/source.ts'

const routes = modules.flatMap((module) => module.routes)
const printouts = await generatedFiles(modules)
/** Doors at which credentials are shown are open to everybody, like public ones. */
const closed = routes.filter(({ access }) => access !== 'public' && access !== 'sign-in')
/** What systems may do with a token; what only people may do is tried role by role in permission-matrix.test.ts. */
const forTokens = closed.filter(({ access }) => (permissions as readonly string[]).includes(access))
let database: TestDatabase
let server: FastifyInstance
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

/** A request to a route that is right in its address and has whatever the route asks for in its query. */
function requestTo(route: Route, query = '') {
  const [method, path] = route.at.split(' ') as [HTTPMethods, string]
  const named: Record<string, string> = {
    kind: 'honour',
    table: 'regions',
    area: 'catalog',
    code: 'honour',
    provider: 'gov',
  }
  const url = path.replace(/:(\w+)/g, (_, name: string) => named[name] ?? randomUUID())
  const required = (route.query as { required?: string[] } | undefined)?.required ?? []
  const asked = [...required.map((name) => `${name}=信用`), query].filter(Boolean).join('&')
  const body = method === 'POST' ? { payload: {} } : {}
  return { method: method as 'GET', url: encodeURI(`${url}${asked ? `?${asked}` : ''}`), ...body }
}

describe('generated files', () => {
  for (const { path, text } of printouts)
    test(`${path} is what \`xinqiao openapi\` writes`, () => {
      expect(readText(path) === text, `run: npx xinqiao openapi`).toBe(true)
    })
})

describe('access', () => {
  test('there are closed routes to knock at', () => expect(closed.length).toBeGreaterThan(10))

  for (const route of closed) {
    test(`401: ${route.at} is closed to whoever shows no credentials`, async () => {
      const reply = await ask(server, requestTo(route))
      expect([reply.status, reply.body.code]).toEqual([401, 'http.unauthenticated'])
      expect(reply.headers['www-authenticate']).toMatch(/^Bearer/)
    })
    test(`403: ${route.at} is closed to whoever has every other permission`, async () => {
      const headers = await bearer(
        database,
        permissions.filter((p) => p !== route.access),
      )
      const reply = await ask(server, { ...requestTo(route), headers })
      expect([reply.status, reply.body.code]).toEqual([403, 'http.forbidden'])
    })
  }
  for (const route of forTokens) {
    test(`${route.at} is open to whoever has its permission`, async () => {
      const headers = await bearer(database, [route.access])
      expect([401, 403, 500]).not.toContain((await ask(server, { ...requestTo(route), headers })).status)
    })
  }

  test.each([
    'Bearer nonsense',
    `Bearer xq_${'A'.repeat(43)}`,
    'Basic YTpi',
    `Bearer ${'x'.repeat(5_000)}`,
    '',
  ])('credentials that are not ours are refused even where none are needed: %#', async (authorization) => {
    const reply = await ask(server, { method: 'GET', url: '/v1/health', headers: { authorization } })
    expect(reply.status).toBe(401)
  })

  test('the local operator is nobody to a request that came through a proxy', async () => {
    const local = testServer(database, { config: { localOperator: true } })
    const at = { method: 'GET' as const, url: '/v1/batches', headers: { host: 'localhost:8080' } }
    expect((await ask(local, at)).status).toBe(200)
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-forwarded-host'])
      expect((await ask(local, { ...at, headers: { ...at.headers, [name]: '203.0.113.9' } })).status).toBe(
        401,
      )
    expect((await ask(local, { ...at, remoteAddress: '203.0.113.9' })).status).toBe(401)
    await local.close()
  })
})

describe('lists and queries', () => {
  const lists = routes.filter(
    ({ at, reply }) =>
      at.startsWith('GET') && 'items' in ((reply as { properties?: object }).properties ?? {}),
  )
  /** Bounded by what they list: kinds of the catalog, eight suggestions, judgements of one subject, what is one's own. */
  const short = new Set([
    'GET /v1/catalog/kinds',
    'GET /v1/suggest',
    'GET /v1/subjects/:id/judgements',
    'GET /v1/sessions',
    'GET /v1/session/providers',
    'GET /v1/factors',
    'GET /v1/roles',
  ])

  test.each(lists.map((route) => [route.at, route] as const))(
    '%s never gives more than a hundred',
    async (at, route) => {
      const headers = await whoMay(database, route)
      const reply = await ask(server, { ...requestTo(route, 'limit=101'), headers })
      expect(reply.status).toBe(400)
      if (short.has(at)) return
      for (const limit of ['0', '-1', '1.5', 'many', '1e9'])
        expect((await ask(server, { ...requestTo(route, `limit=${limit}`), headers })).status).toBe(400)
      const one = await ask(server, { ...requestTo(route, 'limit=1'), headers })
      expect(at.includes(':id') ? 404 : 200).toBe(one.status)
    },
  )

  test.each(routes.filter(({ form }) => !form).map((route) => [route.at, route] as const))(
    '%s refuses a query parameter it does not know',
    async (_at, route) => {
      const headers = await whoMay(database, route)
      const reply = await ask(server, { ...requestTo(route, 'fancy=1'), headers })
      expect([reply.status, reply.body.code]).toEqual([400, 'http.invalid'])
      expect(JSON.stringify(reply.body)).toContain('fancy')
    },
  )

  test('a cursor that was not given out is a problem, not an error', async () => {
    for (const route of lists.filter(({ at }) => !short.has(at)))
      for (const cursor of ['x', "1'--", '999999999999999999999', '-1', '%00'])
        expect(
          (
            await ask(server, {
              ...requestTo(route),
              url: `${requestTo(route, `cursor=${cursor}`).url}`,
              headers: await whoMay(database, route),
            })
          ).status,
        ).toBeLessThan(500)
  })
})

describe('problems', () => {
  const wrong = [
    ['GET', '/v1/nothing', 404],
    ['GET', '/v1/subjects/not-an-id', 400],
    ['GET', `/v1/subjects/${randomUUID()}`, 404],
    ['GET', '/v1/search?q=x', 400],
    ['GET', '/v1/search', 400],
    ['GET', `/v1/subjects/${randomUUID()}?asOf=2026-02-30`, 400],
    ['GET', '/v1/batches', 401],
    ['GET', '/v1/%E0%A4%A', 400],
    ['DELETE', '/v1/search', 405],
  ] as const

  test.each(wrong)('%s %s answers %i as RFC 9457 with three texts', async (method, url, status) => {
    const reply = await ask(server, { method, url })
    expect(reply.status).toBe(status)
    expect(reply.type).toMatch(/^application\/problem\+json/)
    expect(reply.body).toMatchObject({
      type: `/problems/${reply.body.code}`,
      title: expect.any(String),
      status,
      text: { 'zh-CN': expect.any(String), 'zh-Hant': expect.any(String), en: expect.any(String) },
      trace: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
    expect(reply.text).not.toMatch(/node_modules|\.ts:|at \/|select |stack/)
  })

  test('the title is in the language the reader prefers', async () => {
    const title = async (language: string) =>
      (await ask(server, { method: 'GET', url: '/v1/nothing', headers: { 'accept-language': language } }))
        .body.title
    expect(await title('en-GB,en;q=0.9')).toMatch(/nothing/)
    expect(await title('zh-TW')).toMatch(/網址/)
    expect(await title('zh-CN')).toMatch(/地址/)
  })

  test('a problem tells which field is wrong, what was found and what was expected', async () => {
    const reply = await ask(server, { method: 'GET', url: '/v1/search?q=信用&grade=Z' })
    expect(reply.body).toMatchObject({
      errors: [{ in: 'query', path: '/grade', found: 'Z', text: { en: expect.any(String) } }],
    })
  })
})
