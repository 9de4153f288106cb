import { Readable } from 'node:stream'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isTls } from '../config.ts'
import type { Actor } from '../context.ts'
import { act } from '../db/act.ts'
import { Answer, FileReply, type Origin, type Route } from '../route.ts'
import { admit, within } from './admit.ts'
import { certificateOf } from './certificate-of.ts'
import { cookieLine, cookieValue } from './cookies.ts'
import { faultsOf } from './faults.ts'
import { isForm } from './form-body.ts'
import type { Load } from './load.ts'
import { httpProblem } from './problem-reply.ts'
import type { ServerOptions } from './server.ts'
import { uploadOf } from './upload.ts'

const strict = withFormats(
  new Ajv({ allErrors: true, strict: false, removeAdditional: false, useDefaults: true }),
)
const coercing = withFormats(
  new Ajv({ allErrors: true, strict: false, removeAdditional: false, useDefaults: true, coerceTypes: true }),
)

function withFormats(ajv: Ajv): Ajv {
  ;(addFormats as unknown as (ajv: Ajv, formats: string[]) => void)(ajv, [
    'uuid',
    'date',
    'date-time',
    'uri',
    'email',
  ])
  return ajv
}

const publicActor: Actor = { id: 'public', orgId: null, may: () => false }

/**
 * Binds a route: access first (deny by default), then shapes, then the action in its transaction. Only the fields of
 * the reply's shape leave. Everything that can be compiled is compiled here, once.
 */
export function bindRoute(scope: FastifyInstance, route: Route, options: ServerOptions, load: Load): void {
  const [method, url] = route.at.split(' ') as [string, string]
  const shapes = {
    params: compile(coercing, route.params),
    query: compile(coercing, closed(route.query)),
    body: compile(strict, closedBody(route.body)),
  }
  const mode = route.transaction ?? (method === 'GET' ? 'read' : 'write')
  const status = route.status ?? 200
  const isFileOnly =
    (route.reply as { type?: string }).type === undefined &&
    !('anyOf' in route.reply) &&
    !('allOf' in route.reply)
  scope.route({
    method,
    url,
    ...(isFileOnly ? {} : { schema: { response: { [status]: route.reply } } }),
    ...(route.upload ? { bodyLimit: options.config.uploadBytesMax } : {}),
    onRequest: async (request, reply) => {
      const actor = await options.actorOf(request)
      load.isOf(actor, request, reply)
      ;(request as { actorId?: string }).actorId = actor?.id ?? 'public'
      ;(request as { actor?: Actor }).actor = actor ?? publicActor
      if (isForm(request) !== (route.form === true) && !route.upload && request.headers['content-type'])
        throw httpProblem.unsupported()
      admit(route, actor, options.now())
      if (actor !== null) (request as { actor?: Actor }).actor = within(actor, route.access)
      if (route.access.includes(':')) await actor?.spend?.(route.access)
    },
    handler: async (request, reply) => {
      const input = {
        params: check(shapes.params, 'params', request.params),
        query: check(shapes.query, 'query', request.query),
        body: check(shapes.body, 'body', request.body),
        upload: route.upload ? await uploadOf(request, options.config.uploadBytesMax) : undefined,
        headers: request.headers as Record<string, string | undefined>,
        from: originOf(request, options.config),
      }
      const by = {
        now: options.now(),
        actor: (request as unknown as { actor: Actor }).actor,
        log: options.log,
      }
      const answer = await act(options.deps, by, mode, (ctx) => route.run(ctx, input))
      if (!(answer instanceof Answer)) return sendBody(reply, route, status, answer)
      for (const cookie of answer.cookies)
        reply.header('set-cookie', cookieLine(cookie, isTls(options.config)))
      return sendBody(reply, route, status, answer.body)
    },
  })
}

/** What a request tells of where it comes from. */
const originOf = (request: FastifyRequest, config: ServerOptions['config']): Origin => ({
  address: request.ip,
  cookie: (name) => cookieValue(request.headers.cookie, name, isTls(config)),
  certificate: certificateOf(request, config),
})

const sendBody = (reply: FastifyReply, route: Route, status: number, body: unknown) =>
  body instanceof FileReply ? sendFile(reply, body) : sendAnswer(reply, route, status, body)

const compile = (ajv: Ajv, shape: object | undefined): ValidateFunction | null =>
  shape === undefined ? null : ajv.compile(shape)

/** Query strings with fields nobody knows are refused: a misspelt filter must not widen a list in silence. */
const closed = (shape: Route['query']) =>
  shape === undefined
    ? { type: 'object', additionalProperties: false }
    : { ...shape, additionalProperties: false }

/** So are bodies, unless a shape says itself what more it takes. */
const closedBody = (shape: Route['body']) =>
  shape?.type === 'object' &&
  shape.additionalProperties === undefined &&
  shape.patternProperties === undefined
    ? { ...shape, additionalProperties: false }
    : shape

function check(
  validate: ValidateFunction | null,
  where: 'params' | 'query' | 'body',
  input: unknown,
): unknown {
  if (validate === null) return undefined
  const value = where === 'body' ? (input ?? null) : { ...(input as object) }
  if (validate(value)) return value
  throw httpProblem.invalid({ errors: faultsOf(where, validate.errors ?? [], value) })
}

function sendAnswer(reply: FastifyReply, route: Route, status: number, answer: unknown): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', route.face === 'public' ? 'no-cache' : 'no-store')
    .send(answer)
}

function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  reply.header('content-type', file.contentType).header('cache-control', file.cacheControl)
  if (file.filename !== null) reply.header('content-disposition', disposition(file.filename))
  if (file.body instanceof Readable)
    return reply.serializer((body: unknown) => body as string).send(file.body)
  return reply.serializer((body: unknown) => body as string).send(file.body)
}

/** A download name any browser reads, that cannot add a header of its own. */
const disposition = (name: string) =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\;]/g, '_').slice(0, 150)}"; filename*=UTF-8''${encodeURIComponent(name.slice(0, 150)).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`
