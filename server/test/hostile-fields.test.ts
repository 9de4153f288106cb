import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../src/modules.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { browser, whoMay } from './support/people.ts'
import { requestOf } from './support/sample.ts'
import { ask, loadPolicy, testServer } from './support/server.ts'
import { readText } from './support/source.ts'

type Operation = { requestBody?: { content: Record<string, unknown> } }
const { paths } = JSON.parse(readText('openapi.json')) as { paths: Record<string, Record<string, Operation>> }
/** Every operation that takes JSON, as openapi.json tells it to the world. */
const told = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(
      ([method, { requestBody }]) =>
        /^(?:post|put)$/.test(method) && requestBody?.content['application/json'],
    )
    .map(([method]) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
)
const routes = modules.flatMap((m) => m.routes)
const routeOf = (at: string) => routes.find((route) => route.at === at)!
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

/** What a form of ours never has, and what somebody would like to set. */
const wished: Record<string, unknown> = {
  isAdmin: true,
  admin: true,
  orgId: 'platform',
  org_id: 'platform',
  permissions: ['accounts:write'],
  scopes: null,
  createdBy: 'operator',
  created_at: '1999-01-01',
  approvedBy: 'somebody',
  isFull: true,
  ownKey: '00000000-0000-4000-8000-000000000000',
  provenAt: '2999-01-01T00:00:00Z',
}

async function post(at: string, text: string) {
  const route = routeOf(at)
  const { method, url } = requestOf(route)
  const credentials = route.access === 'sign-in' ? browser() : await whoMay(database, route)
  const headers = { ...credentials, 'content-type': 'application/json' }
  return ask(server, { method, url, headers, payload: text })
}

const pristine = () => {
  const empty = {} as Record<string, unknown>
  return [empty.polluted, empty.isAdmin, [].map === Array.prototype.map, Object.keys(Object.prototype)]
}

test('there are operations that take JSON, each with a route', () => {
  expect(told.length).toBeGreaterThan(15)
  expect(told.filter((at) => routeOf(at) === undefined)).toEqual([])
})

describe('a body that reaches into prototypes is refused and changes none', () => {
  for (const at of told)
    test(at, async () => {
      const sample = JSON.stringify(requestOf(routeOf(at)).payload ?? {})
      const inside = sample === '{}' ? '' : `,${sample.slice(1, -1)}`
      for (const hostile of [
        `{"__proto__":{"polluted":1,"isAdmin":true}${inside}}`,
        `{"\\u005f_proto__":{"polluted":1}${inside}}`,
        `{"constructor":{"prototype":{"polluted":1}}${inside}}`,
        `{"a":{"__proto__":{"polluted":1}}${inside}}`,
        `{"a":[{"constructor":{"prototype":{"polluted":1}}}]${inside}}`,
        `{"__proto__.polluted":1,"__defineGetter__":"x","prototype":{"polluted":1}${inside}}`,
      ]) {
        const { status } = await post(at, hostile)
        expect([hostile, status >= 400 && status < 500]).toEqual([hostile, true])
      }
      expect(pristine()).toEqual([undefined, undefined, true, []])
    })
})

describe('a body with a field that was not asked for is refused as a whole', () => {
  for (const at of told)
    test(at, async () => {
      const sample = (requestOf(routeOf(at)).payload ?? {}) as object
      for (const [name, value] of Object.entries(wished)) {
        if (Object.hasOwn((routeOf(at).body as { properties?: object } | undefined)?.properties ?? {}, name))
          continue
        const { status, body } = await post(at, JSON.stringify({ ...sample, [name]: value }))
        expect([name, status, /^http\.(?:invalid|fieldUnknown)$/.test(String(body.code))]).toEqual([
          name,
          400,
          true,
        ])
      }
    })
})

test('a query that reaches into prototypes is refused', async () => {
  for (const query of [
    '__proto__[polluted]=1',
    '__proto__.polluted=1',
    'constructor[prototype][polluted]=1',
    '__proto__=1',
  ])
    for (const url of ['/v1/search?q=公司&', '/v1/health?', '/v1/codes/regions?'])
      expect((await ask(server, { method: 'GET', url: encodeURI(url + query) })).status).toBe(400)
  expect(pristine()).toEqual([undefined, undefined, true, []])
})
