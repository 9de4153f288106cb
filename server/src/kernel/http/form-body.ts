import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpProblem } from './problem-reply.ts'

const formType = 'application/x-www-form-urlencoded'
const fieldsMax = 30

/** True when a request says that its body is a form. */
export const isForm = (request: FastifyRequest): boolean =>
  (request.headers['content-type'] ?? '').toLowerCase().startsWith(formType)

/** Lets a scope read forms of at most 64 KiB. A field that is named twice is refused: readers would differ. */
export function acceptForms(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    formType,
    { parseAs: 'string', bodyLimit: 64 * 1024 },
    (_request, body, done) => {
      const fields = new Map<string, string>()
      for (const [name, value] of new URLSearchParams(String(body))) {
        if (fields.has(name) || fields.size === fieldsMax)
          return done(httpProblem.invalid({ field: name.slice(0, 60) }))
        fields.set(name, value)
      }
      done(null, Object.fromEntries([...fields].filter(([name]) => name !== '__proto__')))
    },
  )
}
