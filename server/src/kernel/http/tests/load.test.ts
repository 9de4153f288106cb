import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../context.ts'
import { networkOf } from '../load.ts'
import { fakeServer } from './fake-server.ts'

const servers: FastifyInstance[] = []
afterEach(async () => {
  for (const one of servers.splice(0)) await one.close()
})
const opened = (...args: Parameters<typeof fakeServer>) => {
  const server = fakeServer(...args)
  servers.push(server)
  return server
}
const far = { localOperator: false } as const
const knock = async (server: FastifyInstance, from: string, headers: Record<string, string> = {}) => {
  const reply = await server.inject({ url: '/v1/things/1', remoteAddress: from, headers })
  return { status: reply.statusCode, after: reply.headers['retry-after'], code: reply.json().code }
}
const statuses = async (n: number, one: () => Promise<{ status: number }>) => {
  const found: number[] = []
  for (let i = 0; i < n; i++) found.push((await one()).status)
  return found
}

describe('requests by the minute', () => {
  test('an address that asks too often is told to come again, and when', async () => {
    const server = opened({ ...far, ratePerMinute: 3 })
    expect(await statuses(3, () => knock(server, '198.51.100.1'))).toEqual([200, 200, 200])
    expect(await knock(server, '198.51.100.1')).toEqual({ status: 429, after: '20', code: 'http.tooMany' })
    expect((await knock(server, '198.51.100.2')).status).toBe(200)
  })

  test('whoever owns a whole IPv6 network is one sender', async () => {
    const server = opened({ ...far, ratePerMinute: 2 })
    let n = 0
    expect(await statuses(3, () => knock(server, `2001:db8:1:2::${++n}`))).toEqual([200, 200, 429])
    expect((await knock(server, '2001:db8:1:3::1')).status).toBe(200)
  })

  test('an address claimed in a header counts only when a configured proxy hands it over', async () => {
    const alone = opened({ ...far, ratePerMinute: 2 })
    let n = 0
    const claim = () => ({
      'x-forwarded-for': `192.0.2.${++n}`,
      forwarded: `for=192.0.2.${n}`,
      'x-real-ip': `192.0.2.${n}`,
    })
    expect(await statuses(3, () => knock(alone, '198.51.100.1', claim()))).toEqual([200, 200, 429])
    const behind = opened({ ...far, ratePerMinute: 2, trustProxy: ['198.51.100.1'] })
    expect(await statuses(3, () => knock(behind, '198.51.100.1', claim()))).toEqual([200, 200, 200])
    expect(await statuses(3, () => knock(behind, '198.51.100.9', claim()))).toEqual([200, 200, 429])
  })

  test('a person and a system are counted by themselves, wherever they come from', async () => {
    let who: Actor = { id: 'token:1', orgId: null, may: () => true }
    const server = opened({ ...far, ratePerClient: 2, ratePerPerson: 1 }, { actorOf: async () => who })
    let n = 0
    const elsewhere = () => knock(server, `198.51.100.${++n}`)
    expect(await statuses(3, elsewhere)).toEqual([200, 200, 429])
    who = { ...who, id: 'token:2' }
    expect((await elsewhere()).status).toBe(200)
    const session = { id: 's', accountId: 'a', personId: null, isFull: true, provenAt: new Date() }
    who = { ...who, id: 'account:a', session }
    expect(await statuses(2, elsewhere)).toEqual([200, 429])
  })
})

describe('requests under way', () => {
  const hang = (server: FastifyInstance, from: string) =>
    server.inject({ url: '/v1/endless', remoteAddress: from }).catch(() => {})
  const settle = () => new Promise((done) => setImmediate(done))

  test('one address holds three quarters of the places at most, and others still get in', async () => {
    const server = fakeServer({ ...far, requestsMax: 8 })
    await server.ready()
    for (let i = 0; i < 6; i++) void hang(server, '198.51.100.1')
    await settle()
    expect((await knock(server, '198.51.100.1')).status).toBe(429)
    expect((await knock(server, '198.51.100.2')).status).toBe(200)
    for (let i = 0; i < 2; i++) void hang(server, '198.51.100.3')
    await settle()
    expect(await knock(server, '198.51.100.4')).toMatchObject({ status: 503, code: 'http.overloaded' })
  })

  test('one client holds three quarters of the places at most, from however many addresses', async () => {
    const who: Actor = { id: 'token:1', orgId: null, may: () => true }
    const server = fakeServer({ ...far, requestsMax: 8 }, { actorOf: async () => who })
    await server.ready()
    for (let i = 0; i < 6; i++) void hang(server, `198.51.100.${i}`)
    await settle()
    expect((await knock(server, '198.51.100.99')).status).toBe(429)
  })

  test('a place is free again when its request has ended', async () => {
    const server = opened({ ...far, requestsMax: 1 })
    expect(await statuses(5, () => knock(server, '198.51.100.1'))).toEqual([200, 200, 200, 200, 200])
  })
})

describe('what counts as one sender', () => {
  test.each([
    ['198.51.100.1', '198.51.100.1'],
    ['::ffff:198.51.100.1', '198.51.100.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '::1'],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network))

  test('two addresses are one sender exactly when their first 64 bits are alike', () => {
    const group = fc.integer({ min: 1, max: 0xffff })
    fc.assert(
      fc.property(fc.tuple(group, group, group, group), fc.tuple(group, group), (front, [x, y]) => {
        const head = front.map((one) => one.toString(16)).join(':')
        const moved = [...front.slice(0, 3), (front[3] % 0xffff) + 1].map((one) => one.toString(16)).join(':')
        expect(networkOf(`${head}::${x.toString(16)}`)).toBe(networkOf(`${head}:0:0:1:${y.toString(16)}`))
        expect(networkOf(`${head}::1`)).not.toBe(networkOf(`${moved}::1`))
      }),
    )
  })
})
