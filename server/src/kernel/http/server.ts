import { randomBytes } from 'node:crypto'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Config, isTls } from '../config.ts'
import type { Actor, Log } from '../context.ts'
import type { Deps } from '../db/act.ts'
import { isTransient } from '../db/pool.ts'
import { errorForLog, placeForLog } from '../error-for-log.ts'
import type { Module } from '../module.ts'
import { Problem } from '../problem.ts'
import type { Face } from '../route.ts'
import { answerLost } from './answer-lost.ts'
import { bindRoute } from './bind-route.ts'
import { acceptForms } from './form-body.ts'
import { guard, securityHeaders } from './guard.ts'
import { readJsonBodies } from './json-body.ts'
import { loadOf } from './load.ts'
import { MethodsAt } from './methods-at.ts'
import { observeRequest } from './metrics.ts'
import { openApiOf } from './openapi.ts'
import { httpProblem, languageOf, sendProblem } from './problem-reply.ts'
import { problemPage, referencePage } from './reference-page.ts'
import { endSlowBodies, type Patience } from './slow-bodies.ts'
import { refuseAmbiguous, strictParsing } from './strict-parsing.ts'
import { bindWeb, portalPage } from './web-files.ts'

export type ServerOptions = {
  modules: Module[]
  deps: Deps
  config: Config
  log: Log
  now: () => Date
  faces: readonly Face[]
  webDist: string | null
  /** Who sends a request; null is the public. Throws a Problem for credentials that are not valid. */
  actorOf: (request: FastifyRequest) => Promise<Actor | null>
  /** How slow senders may be; tests are less patient. */
  patience?: Patience
  /** Told of every answered request, after its answer; whoever listens must neither wait nor fail. */
  seen?: (request: SeenRequest) => void
}

/** An answered request: who asked what of which door, and how it ended. */
export type SeenRequest = {
  actor: string
  method: string
  route: string
  params: Readonly<Record<string, unknown>>
  status: number
  address: string
  at: Date
}

/** The HTTP server with every route of the modules that its faces open. Not listening yet. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { config, log, modules } = options
  const server = fastify({
    logger: false,
    ...strictParsing,
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 0,
    connectionTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    genReqId: (request) => traceOf(request.headers.traceparent),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    frameworkErrors: (_error, request, reply) => {
      reply.headers(securityHeaders)
      sendProblem(reply, httpProblem.invalid(), request.id, languageOf(request.headers['accept-language']))
    },
  })
  server.server.maxConnections = config.requestsMax * 16
  const load = loadOf(config)
  server.addHook('onRequest', async (request, reply) => load.arrives(request, reply))
  const guarded = guard(config)
  server.addHook('onRequest', async (request) => {
    refuseAmbiguous(request)
    guarded(request)
  })
  endSlowBodies(server, config.uploadBytesMax, options.patience)
  server.addHook('onSend', async (request, reply) => {
    reply.headers(securityHeaders)
    if (request.protocol === 'https' || isTls(config))
      reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
  })
  endInTime(server)
  readJsonBodies(server)
  server.addHook('onResponse', async (request, reply) => {
    logRequest(log, request, reply)
    options.seen?.(seenOf(request, reply, options.now()))
  })
  server.setErrorHandler((error, request, reply) => answerError(error, request, reply, options))
  const methodsAt = new MethodsAt()
  server.addHook('onRoute', ({ method, url }) => methodsAt.add(method, url))
  const page = portalPage(options.webDist)
  const lost = (request: FastifyRequest, reply: FastifyReply) => answerLost(request, reply, methodsAt, page)
  // At once, before a body is read that nobody takes.
  server.addHook('onRequest', async (request, reply) => (request.is404 ? lost(request, reply) : undefined))
  server.setNotFoundHandler(lost)
  const open = modules.flatMap((m) => m.routes).filter((route) => options.faces.includes(route.face))
  server.register(async (scope) => {
    acceptAnyBody(scope)
    await scope.register(multipart, { throwFileSizeLimit: false })
    for (const route of open) if (route.upload) bindRoute(scope, route, options, load)
  })
  server.register(async (scope) => {
    acceptForms(scope)
    for (const route of open) if (!route.upload) bindRoute(scope, route, options, load)
    documents(scope, modules)
    await bindWeb(scope, options.webDist)
  })
  return server
}

/** OpenAPI, the reference page and a page for every problem. */
function documents(scope: FastifyInstance, modules: Module[]): void {
  const document = openApiOf(modules)
  scope.get('/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(document)),
  )
  scope.get('/docs', async (request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(referencePage(document, languageOf(request.headers['accept-language']))),
  )
  scope.get('/docs.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(referencePage.css),
  )
  scope.get<{ Params: { code: string } }>('/problems/:code', async (request, reply) => {
    reply
      .type('text/html; charset=utf-8')
      .send(problemPage(request.params.code, languageOf(request.headers['accept-language'])))
  })
}

/** Routes that take uploads read the stream themselves, whatever its type. */
function acceptAnyBody(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
}

const closeMsMax = 25_000

/** Closing waits for answers under way, but not for ever: what is still open then is cut off. */
function endInTime(server: FastifyInstance): void {
  let limit: NodeJS.Timeout | undefined
  server.addHook('preClose', async () => {
    limit = setTimeout(() => server.server.closeAllConnections(), closeMsMax)
  })
  server.addHook('onClose', async () => clearTimeout(limit))
}

/** Expected failures as they are; everything else is a bug: told as 500 with a trace, logged once, here. */
function answerError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { log }: ServerOptions,
): FastifyReply {
  const problem =
    error instanceof Problem ? error : ofFastify(error as { code?: string; statusCode?: number })
  if (problem.status >= 500 && problem.code === 'http.internal') {
    log.error(
      {
        trace: request.id,
        route: request.routeOptions.url,
        error: errorForLog(error),
        code: (error as { code?: string }).code,
        stack: placeForLog(error),
      },
      'request failed',
    )
  }
  if (reply.raw.headersSent) {
    reply.raw.destroy()
    return reply
  }
  return sendProblem(reply, problem, request.id, languageOf(request.headers['accept-language']))
}

function ofFastify(error: { code?: string; statusCode?: number }): Problem {
  if (isTransient(error)) return httpProblem.databaseAway(undefined, error)
  // A text that no database keeps: a NUL, half a surrogate pair.
  if (error.code === '22021' || error.code === '22P05') return httpProblem.invalid(undefined, error)
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return httpProblem.tooLarge()
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return httpProblem.unsupported()
  // Only the body's parser gives its SyntaxError a status; any other is a fault of ours.
  const isOfParser = (error as unknown) instanceof SyntaxError && error.statusCode === 400
  if (error.code?.startsWith('FST_ERR_CTP') || isOfParser) return httpProblem.malformed()
  if (error.statusCode === 413) return httpProblem.tooLarge()
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return httpProblem.invalid()
  return httpProblem.internal(undefined, error)
}

const seenOf = (request: FastifyRequest, reply: FastifyReply, at: Date): SeenRequest => ({
  actor: (request as { actorId?: string }).actorId ?? 'public',
  method: request.method,
  route: request.routeOptions.url ?? 'none',
  params: (request.params ?? {}) as Record<string, unknown>,
  status: reply.statusCode,
  address: request.ip,
  at,
})

function logRequest(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  const ms = Math.round(reply.elapsedTime * 10) / 10
  const route = request.routeOptions.url ?? 'none'
  observeRequest(request.method, route, reply.statusCode, ms)
  log.info(
    {
      method: request.method,
      route,
      status: reply.statusCode,
      ms,
      actor: (request as { actorId?: string }).actorId ?? 'public',
      trace: request.id,
    },
    'request',
  )
}

const traceOf = (header: string | string[] | undefined): string => {
  const found = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(typeof header === 'string' ? header : '')
  return found && !/^0+$/.test(found[1]!) ? found[1]! : randomBytes(16).toString('hex')
}
