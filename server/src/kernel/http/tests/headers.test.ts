import { Type } from '@sinclair/typebox'
import { afterAll, describe, expect, test } from 'vitest'
import { module } from '../../module.ts'
import { FileReply, route } from '../../route.ts'
import { fakeServer } from './fake-server.ts'

const staff = { face: 'staff', access: 'things:read', summary: 'A test.', transaction: 'none' } as const
const inner = module('inner', {
  routes: [
    route('GET /v1/inner', { ...staff, reply: Type.Object({}), run: async () => ({}) }),
    route('GET /v1/inner/file', {
      ...staff,
      reply: Type.Any(),
      run: async () => new FileReply('text/csv', 'a.csv', 'a'),
    }),
  ],
})
const open = fakeServer()
const closed = fakeServer(
  {},
  {
    modules: [inner],
    faces: ['staff'],
    actorOf: async () => ({ id: 'token:1', orgId: null, may: () => true }),
  },
)
afterAll(() => Promise.all([open.close(), closed.close()]))

const addresses = [
  '/v1/things/1',
  '/v1/broken',
  '/v1/nothing',
  '/docs',
  '/problems/http.invalid',
  '/%ff',
  '/openapi.json',
]

describe('headers', () => {
  test('forbid scripts within pages, foreign sources, frames and guesses, on every answer', async () => {
    for (const url of addresses) {
      const { headers } = await open.inject({ url })
      const policy = String(headers['content-security-policy']).split('; ')
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "object-src 'none'",
          "base-uri 'none'",
          "form-action 'self'",
          "frame-ancestors 'none'",
        ]),
      )
      expect(policy.join()).not.toMatch(/unsafe-|https?:|\*/)
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(
        [headers.server, headers['x-powered-by'], headers['access-control-allow-origin']].filter(Boolean),
      ).toEqual([])
    }
  })

  test('let nothing be kept of what is not public', async () => {
    for (const url of ['/v1/inner', '/v1/inner/file', '/v1/inner/nothing'])
      expect([url, (await closed.inject({ url })).headers['cache-control']]).toEqual([url, 'no-store'])
  })
})
