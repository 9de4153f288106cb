import { createServer, type Server } from 'node:http'
import type { Config } from '../config.ts'
import type { Ctx, Log } from '../context.ts'
import type { Deps } from '../db/act.ts'
import { answersWithin } from '../db/pool.ts'
import { errorForLog } from '../error-for-log.ts'
import { StartProblem } from '../start-problem.ts'
import { gauge, registry } from './metrics.ts'

export type Operations = { url: string; ready: () => void; draining: () => void; stop: () => Promise<void> }

/**
 * Health, readiness and metrics on their own port: /healthz says the process lives, /readyz that it takes work and
 * its database answers, with what the modules' probes found beside: something out of order there does not keep a process
 * from its work. /metrics is for Prometheus.
 */
export async function startOperations({
  deps,
  config,
  log,
  ctx,
}: {
  deps: Deps
  config: Config
  log: Log
  ctx: () => Ctx
}): Promise<Operations> {
  let isReady = config.role === 'worker'
  gauge('xinqiao_db_connections', 'Open database connections.', () => deps.pool.totalCount)
  gauge('xinqiao_db_waiting', 'Work that waits for a database connection.', () => deps.pool.waitingCount)
  const server = createServer((request, response) => {
    const send = (status: number, type: string, text: string) =>
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text)
    if (request.method !== 'GET') return send(405, 'text/plain', 'GET only\n')
    if (request.url === '/healthz') return send(200, 'application/json', '{"status":"alive"}\n')
    if (request.url === '/readyz')
      return void answersWithin(deps, 2_000).then(async (database) => {
        const details = database ? await probe(deps, ctx()) : {}
        send(
          isReady && database ? 200 : 503,
          'application/json',
          `${JSON.stringify({ status: isReady && database ? 'ready' : 'not ready', database, details })}\n`,
        )
      })
    if (request.url === '/metrics')
      return void registry.metrics().then(
        (text) => send(200, registry.contentType, text),
        (error) => {
          log.error({ error: errorForLog(error) }, 'metrics')
          send(500, 'text/plain', 'metrics cannot be read now\n')
        },
      )
    send(404, 'text/plain', 'healthz, readyz, metrics\n')
  })
  server.headersTimeout = 5_000
  const port = await listen(server, config)
  return {
    url: `http://${config.metricsHost}:${port}`,
    ready: () => {
      isReady = true
    },
    draining: () => {
      isReady = false
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** What the probes of all modules find, each within two seconds. */
async function probe({ modules }: Deps, ctx: Ctx): Promise<Record<string, object>> {
  const late = { ok: false, problem: 'no answer within two seconds' }
  const found = await Promise.all(
    modules
      .flatMap((m) => m.probes)
      .map(async ({ name, run }) => {
        const answer = run(ctx).catch((error) => ({
          ok: false,
          problem: (error as Error).message.slice(0, 200),
        }))
        const waited = new Promise<typeof late>((done) => setTimeout(() => done(late), 2_000).unref())
        return [name, await Promise.race([answer, waited])] as const
      }),
  )
  return Object.fromEntries(found)
}

/** The wished port, or the next free one when another program has it: metrics must not keep the pages from starting. */
async function listen(server: Server, config: Config): Promise<number> {
  for (let port = config.metricsPort; port < config.metricsPort + 50; port++) {
    const failed = await new Promise<NodeJS.ErrnoException | null>((done) => {
      server.once('error', done)
      server.listen(port, config.metricsHost, () => {
        server.removeListener('error', done)
        done(null)
      })
    })
    if (failed === null) return (server.address() as { port: number }).port
    if (failed.code !== 'EADDRINUSE')
      throw new StartProblem(
        `Port ${port} on ${config.metricsHost} cannot be opened (${failed.code}); set METRICS_HOST and METRICS_PORT.`,
      )
  }
  throw new StartProblem(
    `Ports ${config.metricsPort} to ${config.metricsPort + 49} on ${config.metricsHost} are in use; set METRICS_PORT to a free one.`,
  )
}
