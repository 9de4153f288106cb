import { afterAll, describe, expect, test } from 'vitest'
import { MethodsAt } from '../methods-at.ts'
import { fakeServer } from './fake-server.ts'

const server = fakeServer()
afterAll(() => server.close())

describe('another method at a known address', () => {
  test.each(['DELETE', 'PUT', 'POST', 'PATCH'] as const)(
    '%s is told which methods it has',
    async (method) => {
      const reply = await server.inject({ method, url: '/v1/things/1?a=b' })
      expect([reply.statusCode, reply.json().code, reply.headers.allow]).toEqual([
        405,
        'http.methodNotAllowed',
        'GET, HEAD, OPTIONS',
      ])
      expect(reply.json().allow).toEqual(['GET', 'HEAD', 'OPTIONS'])
    },
  )

  test('is told so for the documents too, whatever body was sent', async () => {
    const headers = { 'content-type': 'text/strange' }
    const reply = await server.inject({ method: 'POST', url: '/openapi.json', headers, payload: '{"' })
    expect([reply.statusCode, reply.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })

  test('OPTIONS tells the same without a body, and lets no other site in', async () => {
    const headers = { origin: 'http://localhost:80' }
    const reply = await server.inject({ method: 'OPTIONS', url: '/v1/things', headers })
    expect([reply.statusCode, reply.body, reply.headers.allow]).toEqual([204, '', 'OPTIONS, POST'])
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
  })

  test('an address that is not there stays not there', async () => {
    for (const method of ['GET', 'DELETE', 'OPTIONS'] as const)
      for (const url of ['/v1/nothing', '/v1/things/1/more', '/'])
        expect((await server.inject({ method, url })).statusCode).toBe(404)
  })
})

test('a pattern takes what is below it, and a long address costs no more than a short one', () => {
  const at = new MethodsAt()
  at.add(['GET', 'HEAD'], '/batches/*')
  expect(at.of('/batches/1/2')).toEqual(['GET', 'HEAD', 'OPTIONS'])
  expect(at.of('/batches')).toEqual([])
  expect(at.of('/'.repeat(100_000))).toEqual([])
})

test('a field of a body that nobody knows is refused and named', async () => {
  const post = (payload: object) => server.inject({ method: 'POST', url: '/v1/things', payload })
  const reply = await post({ size: 1, colour: 'red' })
  expect(reply.statusCode).toBe(400)
  expect(reply.json().errors).toMatchObject([{ in: 'body', path: '/colour', found: 'colour' }])
  expect((await post({ size: 1 })).json()).toEqual({ size: 1 })
})
