import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { type Config, loadConfig } from '../../src/kernel/config.ts'
import { outside } from '../../src/kernel/db/act.ts'
import { createServer } from '../../src/kernel/http/index.ts'
import { actorOf, issueToken, systemActor } from '../../src/modules/identity/index.ts'
import { loadPacks } from '../../src/modules/policy/index.ts'
import { countRequest } from '../../src/modules/protection/index.ts'
import { modules } from '../../src/modules.ts'
import { silent, type TestDatabase } from './database.ts'
import { root } from './source.ts'

/** Loads a policy folder, the committed one when none is named. */
export const loadPolicy = (database: TestDatabase, folder = join(root, 'policy')) =>
  database.act((ctx) =>
    loadPacks(
      ctx,
      folder,
      modules.flatMap((m) => m.policy),
    ),
  )

/** The HTTP server over a test database, not listening; by default nobody is let in without a token. */
export function testServer(
  database: TestDatabase,
  over: { config?: Partial<Config>; now?: () => Date } = {},
): FastifyInstance {
  const config = { ...loadConfig({ LOCAL_OPERATOR: 'off' }), ...over.config }
  const now = over.now ?? (() => new Date())
  const context = () => outside(database.deps, { now: now(), actor: systemActor, log: silent })
  return createServer({
    modules,
    deps: database.deps,
    config,
    log: silent,
    now,
    faces: ['public', 'member', 'staff', 'partner'],
    webDist: null,
    seen: countRequest,
    actorOf: (request) => actorOf(context(), request, config),
  })
}

/** Credentials of a holder of these permissions, of the platform when no organisation is named. */
export async function bearer(
  database: TestDatabase,
  permissions: string[],
  orgId: string | null = null,
): Promise<{ authorization: string }> {
  const { token } = await database.act((ctx) =>
    issueToken(ctx, { name: 'test', orgId, permissions, days: 1 }),
  )
  return { authorization: `Bearer ${token}` }
}

/** One request; the reply with its body read as JSON where it is. `T` is what the caller expects of the body. */
export async function ask<T = Record<string, unknown>>(server: FastifyInstance, request: InjectOptions) {
  const reply = await server.inject(request)
  const type = String(reply.headers['content-type'] ?? '')
  return {
    status: reply.statusCode,
    type,
    headers: reply.headers,
    text: reply.body,
    bytes: reply.rawPayload,
    body: (/json/.test(type) ? JSON.parse(reply.body) : {}) as T,
  }
}
