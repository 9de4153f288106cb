import type { Module } from '../module.ts'
import type { Route } from '../route.ts'

type Json = Record<string, unknown>

const problemShape = {
  type: 'object',
  description: 'RFC 9457 problem. `code` never changes; `text` holds the sentence in three languages.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    text: { type: 'object', additionalProperties: { type: 'string' } },
    trace: { type: 'string' },
  },
  required: ['type', 'title', 'status', 'code'],
}

/** The OpenAPI 3.1 document of all routes: a printout of what the server binds. */
export function openApiOf(modules: Module[]): Json {
  const paths: Record<string, Json> = {}
  for (const module of modules)
    for (const route of module.routes) {
      const [method, url] = route.at.split(' ') as [string, string]
      const path = url.replace(/:(\w+)/g, '{$1}').replace('*', '{path}')
      paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(module.name, route, method, path) }
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Xinqiao API',
      version: '1',
      description:
        '公共信用信息服务平台接口。Lists are paged by cursor and bounded; errors are RFC 9457 problems.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'Issued with `xinqiao token`. On this machine itself the local operator needs none.',
        },
      },
      schemas: { Problem: problemShape },
    },
  }
}

function operationOf(tag: string, route: Route, method: string, path: string): Json {
  const isOpen = route.access === 'public'
  const problem = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
  return {
    tags: [tag],
    operationId: `${method.toLowerCase()}${path
      .replace(/[{}]/g, '')
      .replace(/[/._-](\w)/g, (_, c: string) => c.toUpperCase())
      .replace(/\W/g, '')}`,
    summary: route.summary,
    'x-access': route.access,
    ...(isOpen ? {} : { security: [{ token: [] }] }),
    ...parametersOf(route),
    ...bodyOf(route),
    responses: {
      [route.status ?? 200]: { description: 'Done.', content: contentOf(route) },
      400: problem('The request is not as it must be.'),
      ...(isOpen ? {} : { 401: problem('No valid credentials.'), 403: problem('Not permitted.') }),
      ...(route.params ? { 404: problem('There is no such thing.') } : {}),
      429: problem('Too many requests.'),
      503: problem('Busy; try again.'),
    },
  }
}

const contentOf = (route: Route) =>
  'type' in route.reply || 'anyOf' in route.reply
    ? { 'application/json': { schema: plain(route.reply) } }
    : { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }

function parametersOf(route: Route): Json {
  const of = (shape: Json | undefined, place: 'path' | 'query') =>
    Object.entries((shape?.properties ?? {}) as Record<string, Json>).map(([name, schema]) => ({
      name,
      in: place,
      required: place === 'path' || ((shape?.required ?? []) as string[]).includes(name),
      ...(schema.description ? { description: schema.description } : {}),
      schema: plain(schema),
    }))
  const parameters = [...of(route.params, 'path'), ...of(route.query, 'query')]
  return parameters.length === 0 ? {} : { parameters }
}

function bodyOf(route: Route): Json {
  if (route.upload)
    return {
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: {
                kind: { type: 'string' },
                provider: { type: 'string' },
                receivedOn: { type: 'string' },
                file: { type: 'string', format: 'binary' },
              },
              required: ['file'],
            },
          },
          'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
          'application/json': {
            schema: {
              type: 'object',
              properties: {
                kind: { type: 'string' },
                provider: { type: 'string' },
                rows: { type: 'array', items: { type: 'object' } },
              },
              required: ['rows'],
            },
          },
        },
      },
    }
  if (!route.body) return {}
  const type = route.form ? 'application/x-www-form-urlencoded' : 'application/json'
  return { requestBody: { required: true, content: { [type]: { schema: plain(route.body) } } } }
}

/** A shape as plain JSON Schema: TypeBox's symbols are left behind. */
const plain = (shape: object): Json => JSON.parse(JSON.stringify(shape)) as Json
