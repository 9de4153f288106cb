import { randomUUID } from 'node:crypto'
import type { Route } from '../../src/kernel/route.ts'

type Shape = {
  type?: string
  const?: unknown
  anyOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  minItems?: number
  minLength?: number
  minimum?: number
  format?: string
  pattern?: string
  patternProperties?: Record<string, Shape>
  minProperties?: number
}

/** Texts for the patterns that routes use; a new pattern is added here when its test says that it is missing. */
const texts = [
  `xi_${'A'.repeat(43)}`,
  '110101',
  '123456',
  'sample-one',
  'sampleRole',
  'A'.repeat(43),
  'sample',
  '2026-01-01',
  'a'.repeat(64),
]

/** A value of the shape, with nothing that is not required. */
export function sampleOf(shape: Shape): unknown {
  if ('const' in shape) return shape.const
  if (shape.anyOf) return sampleOf(shape.anyOf[0]!)
  if (shape.type === 'object') {
    const required = (shape.required ?? []).map((name) => [name, sampleOf(shape.properties![name]!)])
    const [rest] = Object.values(shape.patternProperties ?? {})
    return Object.fromEntries(
      rest && shape.minProperties ? [...required, ['样例', sampleOf(rest)]] : required,
    )
  }
  if (shape.type === 'array') return Array.from({ length: shape.minItems ?? 0 }, () => sampleOf(shape.items!))
  if (shape.type === 'integer' || shape.type === 'number') return shape.minimum ?? 1
  if (shape.type === 'boolean') return true
  if (shape.type === 'null') return null
  if (shape.format === 'uuid') return randomUUID()
  if (shape.format === 'date') return '2026-01-01'
  if (shape.pattern === undefined) return '信用'.repeat(Math.max(1, Math.ceil((shape.minLength ?? 1) / 2)))
  const found = texts.find((text) => new RegExp(shape.pattern!, 'u').test(text))
  if (found === undefined) throw new Error(`no sample for the pattern ${shape.pattern}`)
  return found
}

/** Names that must exist, for a request that gets further than the door. */
const named: Record<string, string> = {
  kind: 'honour',
  table: 'regions',
  area: 'catalog',
  code: 'honour',
  provider: 'gov',
}

/** A request to a route that is right in its shapes; `over` names parts of its address. */
export function requestOf(route: Route, over: Record<string, string> = {}) {
  const [method, path] = route.at.split(' ') as ['GET' | 'POST' | 'PUT' | 'DELETE', string]
  const params = sampleOf((route.params ?? { type: 'object' }) as Shape) as Record<string, string>
  const query = sampleOf((route.query ?? { type: 'object' }) as Shape) as Record<string, string>
  const url = path.replace(
    /:(\w+)/g,
    (_, name: string) => over[name] ?? named[name] ?? params[name] ?? randomUUID(),
  )
  const asked = new URLSearchParams(query).toString()
  const payload = route.body
    ? (sampleOf(route.body as Shape) as object)
    : route.upload
      ? { rows: [] }
      : undefined
  return { method, url: encodeURI(url) + (asked === '' ? '' : `?${asked}`), payload }
}
