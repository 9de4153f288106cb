import type { FastifyInstance } from 'fastify'
import { httpProblem } from './problem-reply.ts'

/**
 * Reads JSON bodies: names that reach into prototypes are refused as before, and so is a name that stands twice in
 * one object, because systems differ in which of the two values they take.
 */
export function readJsonBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    const parsed = (error: Error | null, value?: unknown) => {
      if (error) return done(error)
      const twice = nameTwice(text)
      return twice === null ? done(null, value) : done(httpProblem.fieldTwice({ found: twice.slice(0, 60) }))
    }
    void parse(request, text, parsed)
  })
}

/** The first name that an object of a valid JSON text has twice, in one pass; `depthMax` looks no deeper. */
export function nameTwice(text: string, depthMax = Number.POSITIVE_INFINITY): string | null {
  /** The names met in each open object; null for an open list. */
  const open: (Set<string> | null)[] = []
  let isName = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '{') {
      open.push(new Set())
      isName = true
    } else if (char === '[') {
      open.push(null)
      isName = false
    } else if (char === '}' || char === ']') open.pop()
    else if (char === ',') isName = open.at(-1) !== null
    else if (char === ':') isName = false
    else if (char === '"') {
      const end = endOfText(text, at)
      const names = open.at(-1)
      if (isName && names && open.length <= depthMax) {
        const name = nameOf(text.slice(at, end + 1))
        if (names.has(name)) return name
        names.add(name)
      }
      at = end
    }
  }
  return null
}

function endOfText(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/** A name as it is meant: `"\u0061"` is `"a"`. */
const nameOf = (quoted: string): string =>
  quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1)
