import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the process counts about itself; read at /metrics. */
export const registry = new Registry()
collectDefaultMetrics({ register: registry, prefix: 'xinqiao_' })

const requests = new Counter({
  name: 'xinqiao_http_requests_total',
  help: 'Requests by route and status.',
  labelNames: ['method', 'route', 'status'],
  registers: [registry],
})
const seconds = new Histogram({
  name: 'xinqiao_http_request_seconds',
  help: 'Seconds a request took.',
  labelNames: ['method', 'route'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
})

/** Counts one answered request. `route` is the template, never the address, so the number of series stays bounded. */
export function observeRequest(method: string, route: string, status: number, ms: number): void {
  requests.inc({ method, route, status })
  seconds.observe({ method, route }, ms / 1000)
}

/** A figure that is read when somebody asks, e.g. how many subjects are due. */
export function gauge(name: string, help: string, read: () => number | Promise<number>): void {
  if (registry.getSingleMetric(name)) registry.removeSingleMetric(name)
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read())
    },
  })
}
