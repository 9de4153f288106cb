import type { IncomingHttpHeaders } from 'node:http'
import { type Config, hasLocalOperator, isLoopback, isTls } from '../../../kernel/config.ts'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { certificateOf, cookieValue, httpProblem, sessionCookie } from '../../../kernel/http/index.ts'
import { operatorActor, permissions } from '../rules/permissions.ts'
import { findToken } from '../store.ts'
import { clientActor } from './client-actor.ts'
import { sessionActor } from './session-actor.ts'

/** What proxies add. Some add nothing, but then speak HTTP/1.0 to us, which no browser does. */
const proxyHeader =
  /^(?:x-forwarded-|x-real-ip$|x-client-ip$|true-client-ip$|cf-connecting-ip$|forwarded$|via$)/

type Request = {
  raw: { httpVersion: string; method?: string | undefined; url?: string | undefined }
  headers: IncomingHttpHeaders
  socket: { remoteAddress?: string | undefined }
}

/** A token is asked for again after so long, so that a revoked one ends within a second. */
const rememberedMs = 1_000
const rememberedMax = 1_000
const remembered = new Map<string, { at: number; actor: Actor }>()

/**
 * Who sends a request: the holder of a valid token, the local operator where the installation has one and the
 * connection comes from this machine and through no proxy, else nobody (null). Problem: unauthenticated for a token
 * that is not valid.
 */
export async function actorOf(ctx: Ctx, request: Request, config: Config): Promise<Actor | null> {
  const { authorization, cookie } = request.headers
  if (authorization !== undefined) return clientOf(ctx, request, config) ?? holderOf(ctx, authorization)
  // A session that has ended makes nobody the local operator: who signed in before did so to act as a person.
  const session = cookieValue(cookie, sessionCookie, isTls(config))
  if (session !== undefined && hasSessions(config)) return sessionActor(ctx, session)
  const isDirect =
    request.raw.httpVersion === '1.1' && !Object.keys(request.headers).some((name) => proxyHeader.test(name))
  return hasLocalOperator(config) && isDirect && isLoopback(request.socket.remoteAddress ?? '')
    ? operatorActor
    : null
}

/** The client whose access token a request shows; null when it shows none of a client. */
function clientOf(ctx: Ctx, request: Request, config: Config): Promise<Actor> | null {
  const [, scheme, token] =
    /^(DPoP|Bearer) (xa_[A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '') ?? []
  if (token === undefined) return null
  const { dpop } = request.headers
  return clientActor(ctx, {
    scheme: scheme as 'DPoP' | 'Bearer',
    token,
    proof: typeof dpop === 'string' ? dpop : undefined,
    certificate: certificateOf(request, config),
    method: request.raw.method ?? '',
    path: (request.raw.url ?? '').split('?')[0]!,
  })
}

/** Only the processes people sign in at may read sessions. */
const hasSessions = (config: Pick<Config, 'role'>) => config.role === 'all' || config.role === 'console'

/** What only people may do, a token never does, whatever it was issued for. */
const isForTokens = (permission: string) => (permissions as readonly string[]).includes(permission)

async function holderOf(ctx: Ctx, authorization: string): Promise<Actor> {
  const token = /^Bearer (xq_[A-Za-z0-9_-]{43})$/.exec(authorization)?.[1]
  if (token === undefined) throw httpProblem.unauthenticated()
  const digest = digestOf(token)
  const known = remembered.get(digest)
  const at = performance.now()
  if (known && at - known.at < rememberedMs) return known.actor
  const found = await findToken(ctx, digest, ctx.now)
  remembered.delete(digest)
  if (!found) throw httpProblem.unauthenticated()
  const actor: Actor = {
    id: `token:${found.id}`,
    orgId: found.orgId,
    may: (permission) => found.permissions.includes(permission) && isForTokens(permission),
  }
  remembered.set(digest, { at, actor })
  if (remembered.size > rememberedMax) remembered.delete(remembered.keys().next().value!)
  return actor
}
