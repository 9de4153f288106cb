import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createListener, type Server as Listener } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callOut, fetchOut, isOpenAddress, OutboundRefusal, type RefusedFor } from '../index.ts'

/** Counts whoever connects, on the port every hostile address below names. */
let trap: Listener
let caught = 0
let port = 0
/** A system of the operator's own. */
let own: Server
let origin = ''
let answer: (request: IncomingMessage, reply: ServerResponse) => void
beforeAll(async () => {
  trap = createListener((socket) => {
    caught++
    socket.destroy()
  })
  own = createServer((request, reply) => answer(request, reply))
  for (const one of [trap, own]) await new Promise<void>((done) => one.listen(0, '127.0.0.1', () => done()))
  port = (trap.address() as AddressInfo).port
  origin = `http://127.0.0.1:${(own.address() as AddressInfo).port}`
})
afterAll(async () => {
  own.closeAllConnections()
  for (const one of [trap, own]) await new Promise((done) => one.close(done))
})
beforeEach(() => {
  answer = (_request, reply) => reply.end('ok')
})

const refusal = async (call: Promise<unknown>): Promise<RefusedFor | 'taken'> => {
  try {
    await call
    return 'taken'
  } catch (error) {
    return error instanceof OutboundRefusal ? error.reason : 'taken'
  }
}

const hosts = [
  // loopback, in every spelling a parser of addresses takes
  ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '017700000001', '0177.0.0.1'],
  ...[
    '0x7f.0.0.1',
    '127.0.0.1.',
    '127.255.255.254',
    '127.0.0.01',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '%31%32%37.0.0.1',
  ],
  ...['localhost', 'LOCALHOST', 'localhost.', 'any.localhost', '0.0.0.0', '0', '0x0', '0.1.2.3'],
  // private, shared, link-local, special
  ...[
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.254',
    '192.168.1.1',
    '192.168.257',
    '100.64.0.1',
  ],
  ...[
    '100.127.255.254',
    '169.254.169.254',
    '0xa9fea9fe',
    '2852039166',
    '169.254.0.1',
    '192.0.0.8',
    '192.0.2.1',
  ],
  ...['198.18.0.1', '198.19.255.254', '198.51.100.7', '203.0.113.9', '192.88.99.1', '224.0.0.1', '239.1.1.1'],
  ...['240.0.0.1', '255.255.255.255'],
  // IPv6, and IPv4 inside it
  ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]'],
  ...['[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::7f00:1]'],
  ...[
    '[2002:7f00:1::]',
    '[2002:a9fe:a9fe::1]',
    '[2001:0:7f00:1::]',
    '[2001:db8::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
  ],
  ...[
    '[fe80::1]',
    '[febf::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[ff05::1:3]',
    '[100::1]',
    '[3fff::1]',
    '[5f00::1]',
  ],
]

describe('addresses that lead inside', () => {
  const localhost = async (host: string) => (/localhost/i.test(host) ? ['127.0.0.1', '::1'] : [])

  test('there are more than sixty of them', () => expect(hosts.length).toBeGreaterThanOrEqual(60))

  test('none of them is called, by https on an open port or on that of a listener', async () => {
    const called: string[] = []
    caught = 0
    for (const host of hosts)
      for (const url of [`https://${host}/`, `https://${host}:8443/a?b`, `https://${host}:${port}/`]) {
        const why = await refusal(callOut(url, { resolve: localhost, msMax: 2_000 }))
        if (!['address', 'name', 'port'].includes(why)) called.push(`${url} ${why}`)
      }
    expect([called, caught]).toEqual([[], 0])
  })

  test.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://127.0.0.1:11211/_stats',
    'data:text/plain,x',
    'ws://example.com/',
    'blob:https://example.com/x',
    'javascript:alert(1)',
    '//127.0.0.1/',
    'https://',
    '',
    `https://example.com/${'a'.repeat(5_000)}`,
  ])('only https is spoken: %.40s', async (url) => {
    expect(await refusal(callOut(url, { resolve: async () => ['127.0.0.1'] }))).toMatch(/^(?:scheme|name)$/)
  })

  test('an address with a user in it is refused, whichever side of the @ is meant', async () => {
    expect(await refusal(callOut('https://example.com@127.0.0.1/'))).toBe('credentials')
    expect(await refusal(callOut('https://u:p@example.com/'))).toBe('credentials')
  })

  test.each([22, 25, 80, 5432, 6379, 9200, 11211])('port %i is not called', async (closed) => {
    expect(
      await refusal(callOut(`https://example.com:${closed}/`, { resolve: async () => ['93.184.216.34'] })),
    ).toBe('port')
  })
})

describe('names that lie', () => {
  test.each([
    [['127.0.0.1']],
    [['93.184.216.34', '127.0.0.1']],
    [['::ffff:10.0.0.1']],
    [['2606:2800:220:1::1', 'fd00::1']],
  ])('a name whose addresses are %j is not called', async (addresses) => {
    caught = 0
    expect(await refusal(callOut('https://rebind.example/', { resolve: async () => addresses }))).toBe(
      'address',
    )
    expect(caught).toBe(0)
  })

  test.each([[[]], [['not an address']], [Array.from({ length: 17 }, () => '93.184.216.34')]])(
    'a name that answers %j has no address',
    async (addresses) =>
      expect(await refusal(callOut('https://odd.example/', { resolve: async () => addresses }))).toBe('name'),
  )

  test('a name that changes its mind is asked once, and the first answer is the one that is called', async () => {
    const { port: ownPort } = new URL(origin)
    const named = `http://own.example:${ownPort}`
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    let asked = 0
    const resolve = async () => answers[asked++] ?? []
    expect(await (await callOut(`${named}/x`, { named: [named], resolve })).text()).toBe('ok')
    expect(asked).toBe(1)
  })

  test('a name that never answers ends with the time of the call', async () => {
    const call = callOut('https://slow.example/', { resolve: () => new Promise(() => {}), msMax: 50 })
    expect(await refusal(call)).toBe('late')
  })
})

describe('systems the operator named', () => {
  test('are called though they are private and without TLS, with what is sent', async () => {
    let heard = ''
    answer = (request, reply) => {
      request.on('data', (piece) => {
        heard += `${request.method} ${request.headers['content-type']} ${piece}`
      })
      request.on('end', () => reply.writeHead(201, { 'x-own': 'yes' }).end('{"a":1}'))
    }
    const reply = await fetchOut({ named: [origin] })(`${origin}/x`, {
      method: 'POST',
      body: new URLSearchParams({ a: '信' }),
      headers: new Headers({ 'content-type': 'application/x-www-form-urlencoded' }),
    })
    expect([reply.status, reply.headers.get('x-own'), await reply.json()]).toEqual([201, 'yes', { a: 1 }])
    expect(heard).toBe('POST application/x-www-form-urlencoded a=%E4%BF%A1')
  })

  test('are named to the port: a neighbour on the same machine stays closed', async () => {
    caught = 0
    expect(await refusal(callOut(`http://127.0.0.1:${port}/`, { named: [origin] }))).toBe('scheme')
    expect(await refusal(callOut(`https://127.0.0.1:${port}/`, { named: [origin] }))).toBe('port')
    expect(caught).toBe(0)
  })

  test.each([301, 302, 303, 307, 308])('an answer of %i is not followed', async (status) => {
    caught = 0
    answer = (_request, reply) => reply.writeHead(status, { location: `http://127.0.0.1:${port}/` }).end()
    expect(await refusal(callOut(origin, { named: [origin] }))).toBe('redirect')
    expect(caught).toBe(0)
  })

  test('an answer of more than 64 KiB is not read to its end, whatever length it claims', async () => {
    answer = (_request, reply) => {
      const more = () => {
        while (reply.write('x'.repeat(16_384)));
      }
      reply.on('drain', more)
      more()
    }
    expect(await refusal(callOut(origin, { named: [origin] }))).toBe('tooLong')
    answer = (_request, reply) => reply.end('x'.repeat(65_536))
    expect((await (await callOut(origin, { named: [origin] })).text()).length).toBe(65_536)
  })

  test('an answer that never ends, or never begins, ends with the time of the call', async () => {
    answer = (_request, reply) => reply.write('x')
    expect(await refusal(callOut(origin, { named: [origin], msMax: 100 }))).toBe('late')
    answer = () => {}
    expect(await refusal(callOut(origin, { named: [origin], msMax: 100 }))).toBe('late')
  })

  test('a caller that gives up hears its own reason', async () => {
    answer = () => {}
    const abort = new AbortController()
    const call = callOut(origin, { named: [origin], signal: abort.signal })
    abort.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
  })

  test('who is not there is unreachable, in words that do not tell where', async () => {
    const dead = 'http://127.0.0.1:1'
    const told = await callOut(dead, { named: [dead] }).catch((error: Error) => error.message)
    expect(told).toBe('Another system was not called: it cannot be reached.')
  })
})

describe('open addresses', () => {
  test.each([
    '1.1.1.1',
    '93.184.216.34',
    '223.255.255.254',
    '2606:4700::1111',
    '240e::1',
    '172.32.0.1',
    '100.128.0.1',
  ])('%s is one', (address) => expect(isOpenAddress(address)).toBe(true))

  test.each(['', 'example.com', '1.1.1', '2606::1%eth0', '1.1.1.1/32', '::ffff:1.1.1.1'])(
    '%j is none',
    (address) => expect(isOpenAddress(address)).toBe(false),
  )

  test('no spelling of an inner IPv4 address inside IPv6 is one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('10', '127', '172.16', '192.168', '169.254'),
        fc.nat(255),
        fc.nat(255),
        (head, c, d) => {
          const v4 = head.includes('.') ? `${head}.${c}.${d}` : `${head}.0.${c}.${d}`
          for (const before of ['::ffff:', '::', '64:ff9b::', '::ffff:0:'])
            expect(isOpenAddress(before + v4)).toBe(false)
        },
      ),
    )
  })
})
