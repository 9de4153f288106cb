import type { AddressInfo } from 'node:net'
import { headersOf, rows, world } from '@xinqiao/test-data'
import { loadConfig } from '../../server/src/kernel/config.ts'
import { outside } from '../../server/src/kernel/db/act.ts'
import { createServer } from '../../server/src/kernel/http/index.ts'
import { startRunners } from '../../server/src/kernel/queue/runner.ts'
import { walkRunners } from '../../server/src/kernel/walk.ts'
import { operatorActor } from '../../server/src/modules/identity/index.ts'
import { modules } from '../../server/src/modules.ts'
import type { Place, Result } from './place.ts'

const backgroundPerSecond = 200
const probes = 100

/**
 * How long a pushed record takes to stand on its public page while 200 records a second are pushed beside it: from
 * sending the request to the first page that shows it.
 */
export async function benchPush(place: Place): Promise<Result[]> {
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const context = () => outside(place.installation.deps, { now: new Date(), actor: operatorActor, log })
  const running = startRunners(
    [...modules.flatMap((m) => m.runners), ...walkRunners(modules, 2)],
    place.installation.url,
    context,
  )
  const config = { ...loadConfig({}), ratePerMinute: 0 }
  const server = createServer({
    modules,
    deps: place.installation.deps,
    config,
    log,
    now: () => new Date(),
    faces: ['public', 'member', 'staff', 'partner'],
    webDist: null,
    actorOf: async () => operatorActor,
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  const records = licences((backgroundPerSecond + 10) * 30)
  let sent = 0
  let failed = 0
  const push = async () => {
    const values = records.next().value
    const reply = await fetch(`${url}/v1/records`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'administrative-license', values }),
    })
    sent++
    if (reply.status !== 201) failed++
    return (await reply.json()) as { subjectId: string | null; recordId: string | null }
  }
  const background = setInterval(() => void push().catch(() => failed++), 1_000 / backgroundPerSecond)
  try {
    await new Promise((done) => setTimeout(done, 3_000))
    const took: number[] = []
    for (let i = 0; i < probes; i++) took.push(await visibleAfter(url, push))
    took.sort((a, b) => a - b)
    const at = (share: number) =>
      Math.round(took[Math.min(took.length - 1, Math.floor(share * took.length))]!)
    return [
      {
        path: 'push to page p99',
        size: sent,
        rate: at(0.99),
        unit: 'ms',
        reference: null,
        ratio: null,
        target: 2_000,
        note: `median ${at(0.5)} ms, worst ${at(1)} ms, ${failed} of ${sent} pushes failed`,
      },
    ]
  } finally {
    clearInterval(background)
    await server.close()
    await running.stop()
  }
}

async function visibleAfter(
  url: string,
  push: () => Promise<{ subjectId: string | null; recordId: string | null }>,
): Promise<number> {
  const started = performance.now()
  const { subjectId, recordId } = await push()
  while (performance.now() - started < 10_000) {
    const page = await fetch(`${url}/v1/subjects/${subjectId}`)
    if (page.status === 200 && (await page.text()).includes(recordId!)) break
    await new Promise((done) => setTimeout(done, 15))
  }
  return performance.now() - started
}

/** Valid licences of invented companies, as objects by field code. */
function* licences(count: number): Generator<Record<string, string>> {
  const scene = world({ seed: 77, companies: 20_000 })
  const headers = headersOf('administrative-license', 'codes')
  const day = new Date().toISOString().slice(0, 10)
  for (const row of rows('administrative-license', { world: scene, count, day }))
    yield {
      ...Object.fromEntries(headers.flatMap((header, i) => (row[i] ? [[header, row[i]]] : []))),
      XK_JDRQ: day,
      XK_YXQZ: day,
      XK_YXQZI: '2049-12-30',
      XK_ZT: '1',
    }
}
