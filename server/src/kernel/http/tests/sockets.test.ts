import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fakeServer } from './fake-server.ts'

const patience = { bodyMs: 300, spanMs: 300, spanBytes: 1_024 }
let server: FastifyInstance
let port = 0
beforeAll(async () => {
  server = fakeServer({ uploadBytesMax: 2 ** 26 }, { patience })
  await server.listen({ host: '127.0.0.1', port: 0 })
  port = (server.server.address() as { port: number }).port
})
afterAll(async () => {
  server.server.closeAllConnections()
  await server.close()
})

/** Sends bytes as they are and reads until the other side ends the connection. */
const raw = (bytes: string, drip?: string): Promise<string> =>
  new Promise((done) => {
    let heard = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const timer = drip === undefined ? undefined : setInterval(() => socket.write(drip), 50)
    socket.on('data', (piece) => {
      heard += piece
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      done(heard)
    })
  })

const post = 'POST /v1/things HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n'
const statusesOf = (heard: string) => [...heard.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => status)

describe('bytes that two readers could read in two ways', () => {
  test.each([
    [
      'two kinds of length',
      `${post}content-length: 10\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/things/1 HTTP/1.1\r\nhost: x\r\n\r\n`,
    ],
    [
      'two kinds of length, the other way round',
      `${post}transfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n`,
    ],
    ['two lengths', `${post}content-length: 10\r\ncontent-length: 11\r\n\r\n{"size":1}x`],
    ['a list of lengths', `${post}content-length: 10, 10\r\n\r\n{"size":1}`],
    ['a length with a sign', `${post}content-length: +10\r\n\r\n{"size":1}`],
    ['a length in hex', `${post}content-length: 0xa\r\n\r\n{"size":1}`],
    ['a negative length', `${post}content-length: -1\r\n\r\n`],
    [
      'an encoding that does not end with chunked',
      `${post}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
    ],
    ['an encoding nobody knows', `${post}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ['a bare CR within a header', 'GET /v1/things/1 HTTP/1.1\r\nhost: localhost\r\nx-a: b\rx-c: d\r\n\r\n'],
    ['a bare CR as the end of a line', 'GET /v1/things/1 HTTP/1.1\rhost: localhost\r\r'],
    ['a folded line', 'GET /v1/things/1 HTTP/1.1\r\nhost: localhost\r\nx-a: b\r\n c: d\r\n\r\n'],
    ['a space before the colon', 'GET /v1/things/1 HTTP/1.1\r\nhost : localhost\r\n\r\n'],
    ['a NUL in a header', 'GET /v1/things/1 HTTP/1.1\r\nhost: localhost\r\nx-a: b\0c\r\n\r\n'],
    ['a chunk of a length that is none', `${post}transfer-encoding: chunked\r\n\r\nxyz\r\n\r\n`],
    ['no host', 'GET /v1/things/1 HTTP/1.1\r\n\r\n'],
    ['a version that is none', 'GET /v1/things/1 HTTP/9.9\r\nhost: localhost\r\n\r\n'],
    ['no request at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ])('%s: 400, and the connection ends', async (_title, bytes) => {
    const heard = await raw(bytes)
    expect(statusesOf(heard)).toEqual(['400'])
    expect(heard).toMatch(/^connection: close\r$/im)
  })

  test('a host that is named twice is refused', async () => {
    const heard = await raw(
      'GET /v1/things/1 HTTP/1.1\r\nhost: localhost\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n',
    )
    expect(statusesOf(heard)).toEqual(['400'])
  })

  test('a head that is too large is refused', async () => {
    const heard = await raw(
      `GET /v1/things/1 HTTP/1.1\r\nhost: localhost\r\nx-a: ${'a'.repeat(20_000)}\r\n\r\n`,
    )
    expect(statusesOf(heard)).toEqual(['431'])
  })

  test.each(['CONNECT localhost:1 HTTP/1.1', 'TRACE /v1/things/1 HTTP/1.1'])(
    '%s gets nothing',
    async (line) => {
      const heard = await raw(`${line}\r\nhost: localhost\r\nx-secret: canary\r\nconnection: close\r\n\r\n`)
      expect(heard).not.toMatch(/canary|^HTTP\/1\.1 2/m)
    },
  )

  test('no answer, good or bad, tells what runs here', async () => {
    for (const bytes of [
      'GET /v1/things/1 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      'GET /v1/broken HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      'GET /v1/nothing HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      'GET /%ff%fe HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
      'rubbish\r\n\r\n',
    ])
      expect(await raw(bytes)).not.toMatch(
        /^(?:server|x-powered-by|via):|fastify|node(?:\.js|\/)|\.ts\b|\bat \w+ \(/im,
      )
  })
})

describe('senders that are slow', () => {
  test('a body that does not come ends the connection', async () => {
    expect(await raw(`${post}content-length: 10\r\n\r\n{"size"`)).not.toMatch(/ 200 /)
  })

  test('a body that comes byte by byte ends the connection, whatever length it claims', async () => {
    expect(await raw(`${post}content-length: 1000000\r\n\r\n{"size":1,`, ' ')).not.toMatch(/ 200 /)
    expect(await raw(`${post}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n')).not.toMatch(/ 200 /)
  })

  test('a file that trickles ends the connection, one that comes is taken', async () => {
    const upload =
      'POST /v1/files HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: text/csv\r\n'
    expect(await raw(`${upload}content-length: 1000000\r\n\r\na`, 'b')).not.toMatch(/ 200 /)
    const pieces = 20
    const piece = 'x'.repeat(4_096)
    const heard = await new Promise<string>((done) => {
      let [text, sent] = ['', 0]
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`${upload}content-length: ${pieces * 4_096}\r\n\r\n`),
      )
      const timer = setInterval(() => (sent++ < pieces ? socket.write(piece) : clearInterval(timer)), 50)
      socket.on('data', (more) => {
        text += more
      })
      socket.on('close', () => done(text))
    })
    expect(heard).toMatch(/ 200 [\s\S]*"bytes":81920/)
  })

  test('a head that comes byte by byte ends the connection with 408, within the time a head has', async () => {
    const hasty = fakeServer()
    // The same check that runs every five seconds, with ten seconds turned into a fifth of one.
    expect(hasty.server.headersTimeout).toBe(10_000)
    await hasty.close()
    const { createServer } = await import('node:http')
    const { strictParsing } = await import('../strict-parsing.ts')
    const quick = createServer({
      ...strictParsing.http,
      connectionsCheckingInterval: 50,
      headersTimeout: 200,
    })
    quick.on('clientError', (error, socket) =>
      strictParsing.clientErrorHandler(error as never, socket as never),
    )
    await new Promise<void>((done) => quick.listen(0, '127.0.0.1', () => done()))
    const before = port
    port = (quick.address() as { port: number }).port
    try {
      for (const [start, drip] of [
        ['GET / HTTP/1.1\r\nhost: a\r\nx-a: ', 'b'],
        ['G', undefined],
      ] as const)
        expect(statusesOf(await raw(start, drip))).toEqual(['408'])
    } finally {
      port = before
      quick.closeAllConnections()
      quick.close()
    }
  })

  test('connections that wait for nothing have a number', () => {
    expect(server.server.maxConnections).toBe(4_096)
  })
})
