import { Type } from '@sinclair/typebox'
import { type Config, loadConfig } from '../../config.ts'
import { module } from '../../module.ts'
import { route } from '../../route.ts'
import { createServer, type ServerOptions } from '../server.ts'

const open = { face: 'public', access: 'public', summary: 'A test.', transaction: 'none' } as const

const fake = module('fake', {
  routes: [
    route('GET /v1/things/:id', {
      ...open,
      reply: Type.Object({ ok: Type.Boolean() }),
      run: async () => ({ ok: true }),
    }),
    route('GET /v1/broken', {
      ...open,
      reply: Type.Any(),
      run: async () => JSON.parse('{"name": "张三 110101199001011237"'),
    }),
    route('GET /v1/endless', { ...open, reply: Type.Any(), run: () => new Promise<never>(() => {}) }),
    route('POST /v1/files', {
      ...open,
      upload: true,
      reply: Type.Object({ bytes: Type.Integer() }),
      run: async (_ctx, { upload }) => {
        let bytes = 0
        for await (const piece of upload?.stream ?? []) bytes += (piece as Buffer).length
        return { bytes }
      },
    }),
    route('POST /v1/things', {
      ...open,
      body: Type.Object({ size: Type.Integer({ minimum: 1 }), name: Type.Optional(Type.String()) }),
      reply: Type.Object({ size: Type.Integer() }),
      run: async (_ctx, { body }) => body,
    }),
  ],
})

/** What the fake server logged. */
export const lines: Record<string, unknown>[] = []
const note = (fields: object, message: string) => void lines.push({ ...fields, message })

/** A server of a few routes that need no database. */
export const fakeServer = (over: Partial<Config> = {}, more: Partial<ServerOptions> = {}) =>
  createServer({
    modules: [fake],
    deps: {} as never,
    config: { ...loadConfig({}), ...over },
    log: { info: note, warn: note, error: note },
    now: () => new Date(),
    faces: ['public'],
    webDist: null,
    actorOf: async () => null,
    ...more,
  })
