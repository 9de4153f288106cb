import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchFile, world } from '@xinqiao/test-data'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Child, child } from './support/child.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { fieldsOf, fileIt, walkAll } from './support/filing.ts'
import { loadPolicy } from './support/server.ts'

const rowsSent = 32_000
const killsMax = 8
const killsMin = 4
const weapons = [
  'server',
  'server',
  'session',
  'server',
  'database',
  'session',
  'server',
  'database',
] as const

let folder: string
let file: Buffer
let lines: number
let server: Child
let calm: TestDatabase
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-crash-'))
  const path = join(folder, 'penalties.csv')
  lines = await benchFile(path, { rows: rowsSent, companies: 2_000, seed: 21, day: '2025-06-30' })
  file = readFileSync(path)
  server = child()
  calm = await testDatabase()
  await loadPolicy(calm)
}, 120_000)
afterAll(async () => {
  await server?.stop()
  await calm?.close()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

/** Asks until there is an answer that is not the server being away. */
async function until<T>(ask: () => Promise<T | undefined>, seconds: number, what: string): Promise<T> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await pause(150)) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
  }
  throw new Error(`${what}: no answer within ${seconds} s\n${server.log()}`)
}

type Acknowledged = { key: string; recordId: string }

/** Pushes records one after the other, each until it is acknowledged, as a system with an Idempotency-Key would. */
async function pushAll(isOver: () => boolean): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = []
  const honours = fieldsOf('honour', {
    world: world({ seed: 77, companies: 300 }),
    day: '2025-06-30',
    count: 2_000,
  })
  for (const [n, values] of honours.entries()) {
    if (isOver()) break
    const key = `push-${n}`
    const recordId = await until(
      async () => {
        const reply = await fetch(`${server.url()}/v1/records`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify({ kind: 'honour', values }),
          signal: AbortSignal.timeout(5_000),
        })
        if (reply.status >= 500) return undefined
        const body = (await reply.json()) as { recordId: string; verdict: string }
        return reply.status === 201 ? body.recordId : `refused ${reply.status} ${JSON.stringify(body)}`
      },
      60,
      `pushing ${key}`,
    )
    acknowledged.push({ key, recordId })
  }
  return acknowledged
}

const chunksAll = Math.ceil(rowsSent / 4_000)
const chunksOf = (id: string) =>
  server
    .query<{ n: number }>('select count(*)::int as n from archive.chunk where batch_id = $1', [id])
    .then((rows) => rows[0]!.n)
    .catch(() => 0)
const statusOf = (id: string) =>
  server
    .query<{ status: string }>('select status from intake.batch where id = $1', [id])
    .then((rows) => rows[0]?.status)

test('a filing that is killed again and again ends as one that was left alone, and no acknowledged push is lost', async () => {
  await server.start()
  const upload = await fetch(`${server.url()}/v1/batches?filename=penalties.csv`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: new Blob([new Uint8Array(file)]),
  })
  const { id } = (await upload.json()) as { id: string }
  let isOver = false
  const pushing = pushAll(() => isOver)
  let kills = 0
  let midway = 0
  for (let turn = 0; turn < killsMax * 3 && kills < killsMax; turn++) {
    // Half of the time at any moment, half of the time once a further chunk is there.
    const before = await chunksOf(id)
    await pause(60 + Math.random() * 300)
    if (turn % 2 === 1)
      await until(async () => ((await chunksOf(id)) > before ? true : undefined), 8, 'a chunk').catch(
        () => {},
      )
    if (kills >= killsMin && (await statusOf(id).catch(() => undefined)) === 'filed') break
    const chunks = await chunksOf(id)
    const weapon = weapons[turn % weapons.length]!
    if (await server.kill(weapon)) {
      kills++
      if (chunks > 0 && chunks < chunksAll) midway++
    }
    if (weapon === 'server') await server.start()
  }
  const filed = await until(async () => ((await statusOf(id)) === 'filed' ? true : undefined), 90, 'filing')
  isOver = true
  const acknowledged = await pushing
  expect(filed).toBe(true)
  expect(kills).toBeGreaterThanOrEqual(killsMin)
  expect(midway, 'kills between two chunks of the file').toBeGreaterThanOrEqual(1)

  const reference = await fileIt(calm, file, { filename: 'penalties.csv' })
  const [batch] = await server.query<Record<string, number>>(
    'select rows_received, rows_accepted, rows_corrected, rows_duplicate, rows_in_doubt, rows_rejected from intake.batch where id = $1',
    [id],
  )
  expect(reference.rows.received).toBe(lines)
  expect(batch).toEqual({
    rows_received: reference.rows.received,
    rows_accepted: reference.rows.accepted,
    rows_corrected: reference.rows.corrected,
    rows_duplicate: reference.rows.duplicate,
    rows_in_doubt: reference.rows.inDoubt,
    rows_rejected: reference.rows.rejected,
  })

  const chunks = await server.query<{ row_first: number; row_last: number; rows: number }>(
    'select row_first, row_last, length(verdicts) as rows from archive.chunk where batch_id = $1 order by row_first',
    [id],
  )
  expect(chunks.reduce((sum, { rows }) => sum + rows, 0)).toBe(lines)
  for (const [i, chunk] of chunks.entries())
    if (i > 0) expect(chunk.row_first).toBeGreaterThan(chunks[i - 1]!.row_last)

  const records = `select r.id::text, encode(r.digest, 'hex') as digest, r.status, r.version from archive.record r
    where r.kind = 'administrative-penalty' order by 1, 2`
  const expected = await sql<{ id: string }>`${sql.raw(records)}`.execute(calm.db)
  expect(await server.query(records)).toEqual(expected.rows)

  const refused = acknowledged.filter(({ recordId }) => !/^[0-9a-f-]{36}$/.test(recordId))
  expect(refused).toEqual([])
  const pushed = await server.query<{ key: string; batches: number; records: number }>(
    `select b.idempotency_key as key, count(distinct b.id)::int as batches, count(r.id)::int as records
     from intake.batch b left join archive.record r on r.batch_id = b.id where b.idempotency_key is not null group by 1`,
  )
  const kept = new Map(pushed.map((row) => [row.key, row]))
  const lost = acknowledged.filter(({ key }) => kept.get(key)?.batches !== 1 || kept.get(key)?.records !== 1)
  expect(lost).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(10)

  await until(
    async () => ((await server.query('select from archive.due limit 1')).length === 0 ? true : undefined),
    60,
    'the walk',
  )
  await walkAll(calm)
  const shown = `select count(*)::int as pages, sum(json_array_length(body->'records'))::int as records from disclosure.page
    where exists (select from json_array_elements(body->'records') r where r->>'kind' = 'administrative-penalty')`
  const [pages] = await server.query<{ pages: number }>(shown)
  const { rows } = await sql<{ pages: number }>`${sql.raw(shown)}`.execute(calm.db)
  expect(pages!.pages).toBe(rows[0]!.pages)
}, 240_000)
