import type { AddressInfo } from 'node:net'
import { world } from '@xinqiao/test-data'
import autocannon from 'autocannon'
import fastify from 'fastify'
import { from as copyFrom } from 'pg-copy-streams'
import { loadConfig } from '../../server/src/kernel/config.ts'
import { createServer } from '../../server/src/kernel/http/index.ts'
import { findMatches, readQuery, searchRowOf } from '../../server/src/modules/disclosure/index.ts'
import { modules } from '../../server/src/modules.ts'
import type { Place, Result } from './place.ts'

const connections = 32
const seconds = 10

/**
 * Name search over so many names: the real route against a bare Fastify handler that runs the same SQL, 32
 * connections each, one after the other in this run; queries from two common characters to whole names.
 */
export async function benchSearch(place: Place, subjects: number): Promise<Result[]> {
  await fill(place, subjects)
  const queries = queriesOf(subjects)
  const bare = await serveBare(place)
  const real = await serveReal(place)
  try {
    await load(bare.url, queries, 2)
    await load(real.url, queries, 2)
    const [first, own] = [await load(bare.url, queries, seconds), await load(real.url, queries, seconds)]
    const note = `p99 ${own.latency.p99} ms (bare ${first.latency.p99} ms), ${own.non2xx} failed`
    return [
      {
        path: 'search',
        size: subjects,
        rate: Math.round(own.requests.average),
        unit: 'requests/s',
        reference: { name: 'bare handler, same SQL', rate: Math.round(first.requests.average) },
        ratio: Math.round((own.requests.average / first.requests.average) * 100) / 100,
        target: 0.8,
        note,
      },
      {
        path: 'search p99',
        size: subjects,
        rate: own.latency.p99,
        unit: 'ms',
        reference: null,
        ratio: null,
        target: 50,
      },
    ]
  } finally {
    await bare.close()
    await real.close()
  }
}

const counts = {
  licenses: 0,
  penalties: 0,
  honours: 0,
  serious: 0,
  abnormal: 0,
  commitments: 0,
  records: 1,
}

/** Firms as the walk would leave them, in their regions and industries, with grades A, B, C and seldom D. */
async function fill({ admin }: Place, subjects: number): Promise<void> {
  await admin.query('truncate disclosure.search, disclosure.hit')
  const scene = world({ seed: 1, companies: subjects })
  const shownAt = (n: number) => {
    const { name, kind, region, industry } = scene.coreAt(n)
    const grade = n % 50 === 0 ? 'D' : 'ABC'[n % 3]!
    return { name, kind, regionCode: region.code, industryCode: industry.code, grade }
  }
  const idAt = (n: number) => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`
  const search = 'disclosure.search (subject_id, name, name_key, former_names, keys, grams, rank)'
  await copy(admin, search, subjects, (n) => {
    const shown = shownAt(n)
    const row = searchRowOf({
      ...shown,
      formerNames: [],
      evaluation: { grade: shown.grade },
      counts,
    } as never)
    return `${idAt(n)}\t${shown.name}\t${row.nameKey}\t{}\t${row.keys}\t{${row.grams.join(',')}}\t${row.rank}\n`
  })
  const hit = 'disclosure.hit (subject_id, kind, region_code, industry_code, grade, penalties, counts)'
  await copy(admin, hit, subjects, (n) => {
    const { kind, regionCode, industryCode, grade } = shownAt(n)
    return `${idAt(n)}\t${kind}\t${regionCode}\t${industryCode}\t${grade}\t0\t${JSON.stringify(counts)}\n`
  })
  await admin.query('vacuum analyze disclosure.search')
  await admin.query('vacuum analyze disclosure.hit')
}

async function copy(admin: Place['admin'], target: string, rows: number, lineAt: (n: number) => string) {
  const stream = admin.query(copyFrom(`copy ${target} from stdin`))
  for (let n = 0; n < rows; n++)
    if (!stream.write(lineAt(n))) await new Promise((done) => stream.once('drain', done))
  await finish(stream)
}

const finish = (stream: NodeJS.WritableStream) =>
  new Promise<void>((resolve, reject) => {
    stream.on('error', reject)
    stream.on('finish', resolve)
    stream.end()
  })

/** Invented names, the same for the same seed. */
function* companyNames(seed: number, count: number): Generator<string> {
  const scene = world({ seed, companies: count })
  for (let i = 0; i < count; i++) yield scene.coreAt(i).name
}

/** From the commonest words of company names to single firms. */
function queriesOf(subjects: number): string[] {
  const names = [...companyNames(1, Math.min(subjects, 2_000))]
  const parts = names.flatMap(
    (name, i) => [name, name.slice(0, 4), name.slice(2, 5), name.slice(2, 6)][i % 4]!,
  )
  return [...['科技', '贸易有限公司', '建筑工程', '餐饮', '物流有限公司'], ...parts.slice(0, 195)].map(
    (q) => `/v1/search?q=${encodeURIComponent(q)}`,
  )
}

async function serveReal({ installation }: Place) {
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const config = { ...loadConfig({}), ratePerMinute: 0 }
  const server = createServer({
    modules,
    deps: installation.deps,
    config,
    log,
    now: () => new Date(),
    faces: ['public'],
    webDist: null,
    actorOf: async () => null,
  })
  return listening(server)
}

/** What the route does to the database and nothing else. */
async function serveBare(place: Place) {
  const ctx = place.ctx()
  const server = fastify()
  const none = { region: null, industry: null, kind: null, grade: null, hasPenalty: null }
  server.get<{ Querystring: { q: string } }>('/v1/search', async (request) => {
    const { hits } = await findMatches(ctx, readQuery(request.query.q)!, none, { at: 0, after: null }, 20)
    return { items: hits }
  })
  return listening(server)
}

async function listening(server: {
  listen: (at: { port: number; host: string }) => Promise<unknown>
  server: { address: () => unknown }
  close: () => Promise<unknown> | unknown
}) {
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: async () => void (await server.close()) }
}

const load = (url: string, paths: string[], duration: number) =>
  autocannon({
    url,
    connections,
    duration,
    requests: paths.map((path) => ({ method: 'GET' as const, path })),
  })
