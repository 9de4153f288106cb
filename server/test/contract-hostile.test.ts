import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '../src/modules/identity/index.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { ask, bearer, loadPolicy, testServer } from './support/server.ts'

let database: TestDatabase
let server: FastifyInstance
let headers: { authorization: string }
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  headers = await bearer(database, [...permissions])
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const json = { 'content-type': 'application/json' }
const push = (payload: string | Buffer, more: Record<string, string> = {}) =>
  ask(server, { method: 'POST', url: '/v1/records', headers: { ...headers, ...json, ...more }, payload })

describe('requests that a browser sends for another site', () => {
  const local = () => testServer(database, { config: { localOperator: true } })

  test.each([
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '[::2]:80',
  ])('a foreign name bound to this machine (%s) reaches nothing', async (host) => {
    const own = local()
    for (const url of ['/v1/batches', '/v1/health', '/openapi.json', '/'])
      expect((await ask(own, { method: 'GET', url, headers: { host } })).status).toBe(421)
    await own.close()
  })

  test('loopback names are answered', async () => {
    const own = local()
    for (const host of ['localhost', 'localhost:8080', '127.0.0.1:8080', '[::1]:8080'])
      expect((await ask(own, { method: 'GET', url: '/v1/health', headers: { host } })).status).toBe(200)
    await own.close()
  })

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:9999' },
  ])('a POST from elsewhere is refused: %j', async (sent) => {
    const reply = await ask(server, {
      method: 'POST',
      url: '/v1/records',
      headers: { ...headers, ...json, host: 'localhost:8080', ...sent } as Record<string, string>,
      payload: {},
    })
    expect([reply.status, reply.body.code]).toEqual([403, 'http.crossSite'])
  })

  test('a POST of our own pages is taken', async () => {
    const own = { host: 'localhost:8080', origin: 'http://localhost:8080', 'sec-fetch-site': 'same-origin' }
    expect((await push('{}', own)).status).toBe(400)
  })
})

describe('hostile bodies', () => {
  const values = (inner: string) => `{"kind":"honour","values":${inner}}`
  const bodies: [string, string, number[]][] = [
    ['a poisoned prototype', '{"__proto__":{"admin":true},"kind":"honour","values":{"a":"b"}}', [400]],
    [
      'a poisoned constructor',
      '{"constructor":{"prototype":{"x":1}},"kind":"honour","values":{"a":"b"}}',
      [400],
    ],
    ['a prototype among the values', values('{"__proto__":"x"}'), [400]],
    [
      'a field named like a method of objects',
      values('{"toString":"x","hasOwnProperty":"y","valueOf":"z"}'),
      [201],
    ],
    ['brackets without end', '['.repeat(200_000), [400, 413]],
    ['objects without end', '{"a":'.repeat(100_000), [400, 413]],
    ['nothing', '', [400]],
    ['half a text', '{"kind":"hon', [400]],
    ['null', 'null', [400]],
    ['a list', '[1,2,3]', [400]],
    ['a value that is an object', values('{"a":{"b":1}}'), [400]],
    ['a number as value', values('{"a":1e400}'), [400]],
    [
      'too many fields',
      values(JSON.stringify(Object.fromEntries(Array.from({ length: 401 }, (_, i) => [i, ''])))),
      [400],
    ],
    ['a value too long', values(JSON.stringify({ a: 'x'.repeat(20_001) })), [400]],
    ['more than a body may be', values(JSON.stringify({ a: 'x'.repeat(1_100_000) })), [413]],
    ['a NUL in a value', values('{"荣誉名称":"a\\u0000b"}'), [201, 400]],
    ['half a surrogate pair', values('{"荣誉名称":"\\ud800","\\udfff":"\\udc00"}'), [201, 400]],
    ['a kind that is none', '{"kind":"toString","values":{"a":"b"}}', [400]],
    ['a kind with a quote', `{"kind":"' or 1=1 --","values":{"a":"b"}}`, [400]],
    ['a provider with a path', '{"kind":"honour","provider":"../../etc","values":{"a":"b"}}', [400, 201]],
    ['a provider with a line end', '{"kind":"honour","provider":"a\\nb","values":{"a":"b"}}', [400]],
  ]
  test.each(bodies)('%s is answered, never with an error of ours', async (_name, body, expected) => {
    const reply = await push(body)
    expect(expected).toContain(reply.status)
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
  })

  test('other bytes than JSON are answered', async () => {
    for (const type of ['text/xml', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x', ''])
      expect(
        (await push(Buffer.from([0xff, 0xfe, 0x00, 0x80]), { 'content-type': type })).status,
      ).toBeLessThan(500)
    expect((await push(Buffer.from('{"kind":"\xff\xfe","values":{}}', 'latin1'))).status).toBeLessThan(500)
  })

  test('keys of repetition that are none are refused', async () => {
    for (const key of ['', 'a b', 'é', 'x'.repeat(256)])
      expect([400, 201]).toContain((await push(values('{"a":"b"}'), { 'idempotency-key': key })).status)
    expect((await push(values('{"a":"b"}'), { 'idempotency-key': 'x'.repeat(256) })).body.code).toBe(
      'intake.keyInvalid',
    )
  })

  test('whatever JSON is pushed, the answer is no error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 4 }),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), {
          minKeys: 1,
          maxKeys: 6,
        }),
        async (any, fields) => {
          expect((await push(JSON.stringify(any))).status).toBeLessThan(500)
          expect((await push(JSON.stringify({ kind: 'honour', values: fields }))).status).toBeLessThan(500)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('whatever is searched for, the answer is no error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 120 }), async (q) => {
        for (const path of ['search', 'suggest'])
          expect(
            (await ask(server, { method: 'GET', url: `/v1/${path}`, query: { q: q.toWellFormed() } })).status,
          ).toBeLessThan(500)
      }),
      { numRuns: 80 },
    )
  })

  test('hostile addresses are answered', async () => {
    for (const url of [
      '/v1/search?q=%00%00',
      '/v1/search?q=%ff%fe',
      '/v1/subjects/%2e%2e%2f',
      '/../../etc/passwd',
      '/v1/codes/__proto__',
      '/v1/codes/constructor',
      '/v1/catalog/kinds/__proto__',
      '/v1/policy/packs/constructor/toString',
      '/v1/policy/packs?area=constructor',
      `/v1/search?q=${'啊'.repeat(101)}`,
      `/v1/search?q=a&q=b`,
      '/v1/search?q[]=ab',
      '/v1/search?q=信用&kind=%00',
      '/v1/search?q=信用&cursor=%00',
      '/v1/search?__proto__=1&q=ab',
      '/problems/%3Cscript%3E',
      `/${'a/'.repeat(3_000)}`,
    ])
      expect((await ask(server, { method: 'GET', url })).status, url).toBeLessThan(500)
  })

  test('no page lets a script in', async () => {
    const reply = await ask(server, { method: 'GET', url: '/problems/%3Cscript%3Ealert(1)%3C%2Fscript%3E' })
    expect(reply.text).not.toContain('<script')
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'")
  })
})

describe('uploads', () => {
  const upload = (payload: string | Buffer, more: Record<string, string>, query = '') =>
    ask(server, { method: 'POST', url: `/v1/batches${query}`, headers: { ...headers, ...more }, payload })

  test('a request without a file is told so', async () => {
    expect((await upload('', {})).body.code).toBe('intake.fileMissing')
  })

  test('more bytes than allowed are refused, and nothing is kept of them', async () => {
    const small = testServer(database, { config: { uploadBytesMax: 1_000 } })
    const reply = await ask(small, {
      method: 'POST',
      url: '/v1/batches',
      headers: { ...headers, 'content-type': 'text/csv' },
      payload: 'x'.repeat(1_001),
    })
    expect(reply.status).toBe(413)
    const form = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${'x'.repeat(1_001)}\r\n--x--\r\n`
    const sent = { ...headers, 'content-type': 'multipart/form-data; boundary=x' }
    const inForm = { method: 'POST' as const, url: '/v1/batches', headers: sent }
    expect((await ask(small, { ...inForm, payload: form })).status).toBe(413)
    expect((await ask(small, { ...inForm, payload: form.replace('xx', '') })).status).toBe(202)
    await small.close()
  })

  test('a broken form is answered', async () => {
    const form = { 'content-type': 'multipart/form-data; boundary=x' }
    for (const body of [
      '',
      '--x',
      '--x\r\n\r\n',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      '--x--',
    ])
      expect((await upload(body, form)).status, JSON.stringify(body)).toBeLessThan(500)
    expect((await upload('abc', { 'content-type': 'multipart/form-data' })).status).toBeLessThan(500)
  })

  test('a file name cannot leave its folder or add a header', async () => {
    const sender = await bearer(database, ['batches:write', 'batches:read'], 'sender')
    const named = {
      ...sender,
      'content-type': 'text/csv',
      'content-disposition': `attachment; filename*=UTF-8''..%2F..%2Fe%0d%0aX-Evil%3A1"`,
    }
    const { body } = await upload('a,b\n1,2\n', named)
    const back = await ask(server, { method: 'GET', url: `/v1/batches/${body.id}/original`, headers: sender })
    expect([back.status, back.text]).toEqual([200, 'a,b\n1,2\n'])
    expect(back.headers['x-evil']).toBeUndefined()
    expect(String(back.headers['content-disposition'])).not.toMatch(/[\r\n]|\.\.\//)
  })

  test('control characters in the name of a file are left out', async () => {
    const { body } = await upload('a,b\n1,2\n', { 'content-type': 'text/csv' }, '?filename=a%00b%0a.csv')
    const { body: batch } = await ask(server, { method: 'GET', url: `/v1/batches/${body.id}`, headers })
    expect(batch.filename).toBe('ab.csv')
  })

  test('a day that is none and a provider that is none are refused', async () => {
    for (const query of [
      '?receivedOn=2026-02-30',
      '?receivedOn=soon',
      '?provider=a%2Fb',
      '?provider=%00',
      '?kind=%00',
    ])
      expect((await upload('a,b\n1,2\n', { 'content-type': 'text/csv' }, query)).status, query).toBe(400)
  })
})
