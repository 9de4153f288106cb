import { connect } from 'node:net'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { nameTwice } from '../json-body.ts'
import { fakeServer, lines } from './fake-server.ts'

const server = fakeServer()
afterAll(() => server.close())
const post = (payload: string, type = 'application/json') =>
  server.inject({ method: 'POST', url: '/v1/things', headers: { 'content-type': type }, payload })

describe('a JSON body', () => {
  test.each(['{"size":', '{"size":1,}', 'x', ''])(
    'that is none is the sender’s fault: %j',
    async (payload) => {
      const reply = await post(payload)
      expect([reply.statusCode, reply.json().code]).toEqual([400, 'http.malformed'])
    },
  )

  test.each(['{"size":1,"__proto__":{}}', '{"size":1,"constructor":{"prototype":{}}}'])(
    'that reaches into prototypes is refused: %s',
    async (payload) => expect((await post(payload)).statusCode).toBe(400),
  )

  test.each([
    '{"size":1,"size":2}',
    '{"size":1,"si\\u007ae":2}',
    '\ufeff{"size":1, "size" : 1}',
    '{"name":{"size":[{"size":1,"size":2}]},"size":1}',
  ])('with a name twice in one object is refused, and the name told: %j', async (payload) => {
    const reply = await post(payload, 'application/json; charset=utf-8')
    expect([reply.statusCode, reply.json()]).toMatchObject([400, { code: 'http.fieldTwice', found: 'size' }])
  })

  test('is read where names only look alike', async () => {
    expect((await post('{"name":"a\\",\\"size\\":{[,\\"name\\"","size":1}')).json()).toEqual({ size: 1 })
  })
})

test.each([
  '[{"a":1},{"a":1}]',
  '{"a":{"a":{"a":["a","a"]}}}',
  '{"a":"a","b":["x",{"a":1},"x"],"c":"b"}',
  '"a"',
  '{"":1,"\\\\":2,"\\\\\\"":3}',
])('%s has no name twice', (text) => expect(nameTwice(text)).toBeNull())

test('names of inner objects are left be where only the outer ones are asked about', () => {
  expect(nameTwice('{"rows":[{"a":1,"a":2}]}', 1)).toBeNull()
  expect(nameTwice('{"rows":[{"a":1,"a":2}]}')).toBe('a')
  expect(nameTwice('{"rows":[],"rows":[]}', 1)).toBe('rows')
})

test('text that an action of ours cannot read is a fault of ours, logged once and without what it quotes', async () => {
  lines.length = 0
  const reply = await server.inject({ url: '/v1/broken' })
  expect([reply.statusCode, reply.json().code]).toEqual([500, 'http.internal'])
  expect(lines.filter(({ message }) => message === 'request failed')).toHaveLength(1)
  expect(JSON.stringify(lines)).not.toMatch(/张三|110101199001011237/)
  expect(reply.body).not.toMatch(/张三/)
})

describe('strict transport', () => {
  const header = async (trustProxy: string[], proto: string, url = '/v1/things/1') => {
    const behind = fakeServer({ trustProxy, localOperator: false })
    const reply = await behind.inject({ url, headers: { 'x-forwarded-proto': proto } })
    await behind.close()
    return reply.headers['strict-transport-security']
  }

  test('is asked of browsers that came by https to a proxy we trust, on errors too', async () => {
    expect(await header(['127.0.0.0/8'], 'https')).toBe('max-age=63072000; includeSubDomains')
    expect(await header(['127.0.0.0/8'], 'https', '/v1/nothing')).toBe('max-age=63072000; includeSubDomains')
  })

  test('is asked of nobody else, whatever they claim', async () => {
    expect(await header(['127.0.0.0/8'], 'http')).toBeUndefined()
    expect(await header(['10.0.0.0/8'], 'https')).toBeUndefined()
    expect(await header([], 'https')).toBeUndefined()
  })
})

test('closing cuts off what has not ended after 25 seconds, and not before', async () => {
  const stuck = fakeServer()
  await stuck.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect((stuck.server.address() as { port: number }).port, '127.0.0.1')
  const arrived = new Promise((done) => stuck.server.once('request', done))
  const cut = new Promise<string>((done) => socket.once('close', () => done('cut')))
  socket.on('error', () => {})
  socket.write('GET /v1/endless HTTP/1.1\r\nhost: localhost\r\n\r\n')
  await arrived
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const closed = stuck.close().then(() => 'closed')
    while (vi.getTimerCount() === 0) await new Promise((done) => setImmediate(done))
    vi.advanceTimersByTime(24_999)
    await new Promise((done) => setImmediate(done))
    expect(socket.closed).toBe(false)
    vi.advanceTimersByTime(1)
    expect(await Promise.all([closed, cut])).toEqual(['closed', 'cut'])
  } finally {
    vi.useRealTimers()
  }
})
