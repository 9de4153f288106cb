const formType = 'application/x-www-form-urlencoded'
const forTokens = new Set([
  'audit:read',
  'batches:read',
  'batches:write',
  'records:write',
  'archive:read',
  'subjects:decide',
])
const isReached = ({ 'x-access': access }) => ['public', 'sign-in'].includes(access) || forTokens.has(access)

/** What a token of the scan may do. */
export const permissionsOfScan = [...forTokens].join(',')

/** Operations that only people may use; the tests of roles try these, a scan without a person cannot. */
export const unreached = (document) =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => !isReached(operation))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  )

/**
 * Every operation of an OpenAPI document that the public or a token reaches as a request that is right in form, with
 * the fields an attack may fill. Reading comes first, where most fields are; doors that slow guessing down come last.
 */
export function requestsOf(document, base, token, ids) {
  const found = []
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      if (method === 'delete' || !isReached(operation)) continue
      const of = { base, token, ids, path, method: method.toUpperCase(), operation }
      found.push(requestOf(document, of))
      // A cursor that is none ends a request early, so it is attacked in a request of its own.
      if (operation.parameters?.some(({ name }) => name === 'cursor'))
        found.push(requestOf(document, { ...of, only: 'cursor' }))
    }
  const rank = ({ access, method }) => (access === 'sign-in' ? 2 : method === 'GET' ? 0 : 1)
  return found.sort((a, b) => rank(a) - rank(b))
}

function requestOf(document, { base, token, ids, path, method, operation, only = null }) {
  const parameters = operation.parameters ?? []
  // A star in the path tells sqlmap to attack that place; one place a request is enough, the rest are real values.
  const places = parameters.filter((p) => p.in === 'path').map((p) => p.name)
  const filled = path.replace(
    /\{(\w+|\*)\}/g,
    (_, name) => `${fillingOf(name, path, ids)}${name === places.at(-1) ? '*' : ''}`,
  )
  const asked = parameters.filter(
    (p) => p.in === 'query' && (only === null ? p.name !== 'cursor' : p.name === only),
  )
  const query = asked
    .map((p) => `${p.name}=${encodeURIComponent(fillingOf(p.name, path, ids, p.schema))}`)
    .join('&')
  const schema =
    operation.requestBody?.content?.['application/json']?.schema ??
    operation.requestBody?.content?.[formType]?.schema
  const isForm = operation.requestBody?.content?.[formType] !== undefined
  const value = method === 'GET' || !schema ? null : example(document, schema)
  const body = value === null ? null : isForm ? new URLSearchParams(value).toString() : JSON.stringify(value)
  const isOpen = ['public', 'sign-in'].includes(operation['x-access'])
  return {
    title: `${method} ${path}${only === null ? '' : ` (${only})`}`,
    access: operation['x-access'],
    dbms: 'postgresql',
    method,
    url: `${base}${filled}${query ? `?${query}` : ''}`,
    headers: [
      ...(isOpen ? [] : [`Authorization: Bearer ${token}`]),
      ...(body ? [`Content-Type: ${isForm ? formType : 'application/json'}`] : []),
    ],
    body,
    testable: [...places.slice(-1), ...asked.map((p) => p.name), ...(body && body !== '{}' ? ['body'] : [])],
  }
}

function fillingOf(name, path, ids, schema) {
  if (schema?.enum) return String(schema.enum[0])
  if (name === 'id')
    return path.includes('/batches') ? ids.batch : path.includes('/doubts') ? ids.doubt : ids.subject
  const known = {
    q: '公司',
    limit: '5',
    kind: 'honour',
    region: '350100',
    industry: 'C',
    grade: 'A',
    hasPenalty: 'true',
    day: '2026-06-01',
    asOf: '2026-06-01',
    knownAt: '2026-06-01T00:00:00Z',
    receivedOn: '2026-06-01',
    area: 'catalog',
    code: 'honour',
    table: 'regions',
    parent: '350000',
    provider: 'gov',
    lang: 'en',
    row: '1',
    verdict: 'accepted',
    filename: 'a.csv',
    path: '0/000',
  }
  return known[name] ?? ids.subject
}

/** A value of a shape, as small as it may be. */
function example(document, schema, depth = 0) {
  if (schema.$ref)
    return example(
      document,
      schema.$ref
        .split('/')
        .slice(1)
        .reduce((at, key) => at[key], document),
      depth,
    )
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const variant = schema.anyOf ?? schema.oneOf
  if (variant) return example(document, variant[0], depth)
  if (schema.type === 'array') return depth > 4 ? [] : [example(document, schema.items ?? {}, depth + 1)]
  if (schema.type === 'object' || schema.properties) {
    const fields = Object.entries(schema.properties ?? {}).slice(0, 20)
    return Object.fromEntries(
      fields.map(([name, field]) => [name, depth > 4 ? null : example(document, field, depth + 1)]),
    )
  }
  if (schema.type === 'boolean') return true
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.format === 'uuid') return '00000000-0000-4000-8000-000000000000'
  if (schema.format === 'date') return '2026-06-01'
  return 'a'.repeat(Math.min(Math.max(schema.minLength ?? 1, 1), 64))
}
