import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MethodsAt } from './methods-at.ts'
import { httpProblem, languageOf, sendProblem } from './problem-reply.ts'

/**
 * Answers what no route takes: another method at a known address is told which methods it has, a reader's browser
 * gets the portal's page that finds nothing, everybody else a problem.
 */
export function answerLost(
  request: FastifyRequest,
  reply: FastifyReply,
  methodsAt: MethodsAt,
  page: Buffer | null,
): FastifyReply {
  const allow = methodsAt.of(request.url.split('?', 1)[0]!)
  const say = (problem: ReturnType<typeof httpProblem.notFound>) =>
    sendProblem(reply, problem, request.id, languageOf(request.headers['accept-language']))
  if (allow.length > 0) {
    reply.header('allow', allow.join(', '))
    return request.method === 'OPTIONS'
      ? reply.code(204).send()
      : say(httpProblem.methodNotAllowed({ allow }))
  }
  const wantsPage =
    request.method === 'GET' &&
    !request.url.startsWith('/v1') &&
    (request.headers.accept ?? '').includes('text/html')
  return wantsPage && page !== null
    ? reply.code(404).type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    : say(httpProblem.notFound())
}
