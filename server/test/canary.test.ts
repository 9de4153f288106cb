import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { world } from '@xinqiao/test-data'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeTable } from '../src/kernel/files/index.ts'
import { zipBytes } from '../src/kernel/files/write/zip-bytes.ts'
import { filesBelow, found, numbers, personName, phones } from './support/canaries.ts'
import { type Child, child } from './support/child.ts'
import { csvOf, type Fields, fieldsOf } from './support/filing.ts'

let server: Child
let temporary: string
let said = ''
const replies: { at: string; text: string }[] = []
beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'canary-'))
  process.env.TMPDIR = join(temporary, 'tmp')
  mkdirSync(process.env.TMPDIR)
  server = child()
  await server.start()
}, 120_000)
afterAll(async () => {
  await server.stop()
  delete process.env.TMPDIR
  rmSync(temporary, { recursive: true, force: true })
}, 60_000)

const sample = fieldsOf('administrative-penalty', {
  world: world({ seed: 8, companies: 9 }),
  day: '2026-06-01',
  count: 1,
})[0]!
let serial = 0
const penalty = (way: string, over: Fields = {}): Fields => ({
  ...sample,
  ...{
    CF_XDR_MC: personName,
    CF_XDR_LB: '自然人',
    CF_XDR_SHXYM: '',
    CF_XDR_GSZC: '',
    CF_XDR_ZZJG: '',
    CF_FRDB: '',
  },
  ...{ CF_XDR_ZJLX: '身份证', CF_XDR_ZJHM: numbers[way]!, CF_WSH: `测罚决字〔2026〕${++serial}号` },
  ...over,
})
const told = (way: string) => `当事人（证件号${numbers[way]}，电话${phones[way]}）违反规定`

async function ask(
  at: string,
  request: RequestInit = {},
): Promise<{ status: number; text: string; id: string }> {
  const reply = await fetch(`${server.url()}${at}`, { ...request, signal: AbortSignal.timeout(20_000) })
  const text = await reply.text()
  let id = ''
  try {
    id = (JSON.parse(text) as { id?: string }).id ?? ''
  } catch {
    // A file.
  }
  return { status: reply.status, text, id }
}
const send = async (bytes: string | Buffer, filename: string, type = 'text/csv') => {
  const reply = await ask(`/v1/batches?filename=${encodeURIComponent(filename)}&provider=police`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Blob([new Uint8Array(Buffer.from(bytes))]),
  })
  expect(reply.status, reply.text).toBe(202)
  return reply.id
}
const push = async (body: object) => {
  const reply = await ask('/v1/records', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  replies.push({ at: 'POST /v1/records', text: reply.text })
  return reply
}

/** A token of another body, for what staff who did not send the rows are shown. */
async function stranger(): Promise<Record<string, string>> {
  const token = `xq_${'a'.repeat(43)}`
  await server.query(
    `insert into identity.token (id, digest, name, org_id, permissions, created_at, expires_at)
     values (gen_random_uuid(), $1, 'stranger', 'court', $2, now(), now() + interval '1 day') on conflict do nothing`,
    [createHash('sha256').update(token).digest(), ['batches:read', 'archive:read', 'subjects:decide']],
  )
  return { authorization: `Bearer ${token}` }
}

async function settled(batches: string[]): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    const [{ open, due }] = (await server.query<{ open: number; due: number }>(
      `select (select count(*)::int from intake.batch where status in ('received', 'filing')) as open, (select count(*)::int from archive.due) as due`,
    )) as [{ open: number; due: number }]
    if (open === 0 && due === 0) return
    await new Promise((go) => setTimeout(go, 200))
  }
  throw new Error(`${batches.length} batches are not filed`)
}

async function everyWayIn(): Promise<string[]> {
  const firm = { ...sample, CF_WSH: '测罚决字〔2026〕9001号', CF_SY: told('text') }
  const nameless = {
    ...sample,
    ...{ CF_XDR_MC: '无码测试有限公司', CF_XDR_SHXYM: '', CF_XDR_GSZC: '', CF_XDR_ZZJG: '', CF_XDR_SWDJ: '' },
    ...{ CF_FR_ZJHM: numbers.doubt!, CF_WSH: '测罚决字〔2026〕9002号', CF_SY: told('doubt') },
  }
  const rows = [
    penalty('file', { CF_SY: told('file') }),
    firm,
    nameless,
    penalty('error', {
      CF_XDR_ZJHM: `${numbers.error!.slice(0, 17)}${numbers.error![17] === '1' ? '2' : '1'}`,
      CF_SY: told('error'),
    }),
    penalty('error', { CF_JDRQ: '没有日期', CF_SY: told('error') }),
  ]
  const strange = [{ ...penalty('column'), 联系方式: `${phones.column} ${numbers.column}` }]
  const head = { headers: Object.keys(sample), encoding: 'utf-8' as const }
  const workbook = await buffer(
    writeTable(
      'xlsx',
      head,
      (async function* () {
        yield Object.values(penalty('workbook', { CF_SY: told('workbook') }))
      })(),
    ) as Readable,
  )
  const zipped = csvOf([penalty('zipped', { CF_SY: told('zipped') })])
  const parts = async function* () {
    yield { name: `${numbers.name}.csv`, texts: Readable.from([zipped]) as AsyncIterable<string> }
  }
  const zip = await buffer(Readable.from(zipBytes(parts())))
  const batches = [
    await send(csvOf(rows), `${personName}${numbers.name}.csv`),
    await send(csvOf(strange), 'columns.csv'),
    await send(
      `${personName},${numbers.headless},${phones.headless}\n某人,${numbers.headless},${phones.headless}\n`,
      'headless.csv',
    ),
    await send(workbook, 'book.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
    await send(zip, 'files.zip', 'application/zip'),
    // Read at any place, so unpacked to a copy first.
    await send(gzipSync(workbook), 'again.xlsx.gz', 'application/gzip'),
  ]
  await push({
    kind: 'administrative-penalty',
    provider: 'police',
    values: penalty('push', { CF_SY: told('push') }),
  })
  await push({ kind: numbers.refused, values: { A: numbers.refused } })
  await push({
    kind: 'administrative-penalty',
    values: { CF_XDR_ZJHM: numbers.refused, CF_SY: told('refused') },
  })
  await push({
    kind: 'administrative-penalty',
    [numbers.refused!]: numbers.refused,
    values: { A: numbers.refused },
  })
  for (const at of [
    `/v1/subjects/${numbers.refused}`,
    `/v1/search?q=${numbers.refused}`,
    `/v1/search?q=${phones.refused}&limit=x`,
  ])
    replies.push({ at, text: (await ask(at)).text })
  return batches
}

describe('a number or telephone of a person, however it came in', () => {
  let batches: string[]
  beforeAll(async () => {
    batches = await everyWayIn()
    await settled(batches)
    await server.query('checkpoint')
  }, 120_000)

  test('was taken in: rows were filed, put in doubt and refused', async () => {
    const [counts] = await server.query<{ a: number; q: number; r: number }>(
      `select sum(rows_accepted + rows_corrected)::int as a, sum(rows_in_doubt)::int as q, sum(rows_rejected)::int as r from intake.batch`,
    )
    expect(counts!.a).toBeGreaterThanOrEqual(5)
    expect(counts!.q).toBeGreaterThanOrEqual(1)
    expect(counts!.r).toBeGreaterThanOrEqual(3)
    const original = await ask(`/v1/batches/${batches[0]}/original`)
    expect(found(Buffer.from(original.text)), 'the sender’s file is kept as it came').toBeDefined()
    expect((await ask(`/v1/batches/${batches[0]}/original`, { headers: await stranger() })).status).toBe(404)
  })

  test('stands in clear in no row of any table', async () => {
    const tables = await server.query<{ name: string }>(
      `select table_schema || '.' || table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    expect(tables.length).toBeGreaterThan(20)
    const leaks: string[] = []
    for (const { name } of tables) {
      const rows = await server.query<{ row: string }>(`select t::text as row from ${name} t`)
      for (const { row } of rows) {
        const bytes = [...row.matchAll(/\\x([0-9a-f]{2,})/g)].map(([, hex]) => Buffer.from(hex!, 'hex'))
        if ([Buffer.from(row), ...bytes].some(found)) leaks.push(`${name}: ${row.slice(0, 300)}`)
      }
    }
    expect(leaks).toEqual([])
  })

  test('stands in no file below the home folder, write-ahead log and stored originals included, nor in a temporary one', () => {
    const folders = [server.home, realpathSync(join(server.home, 'postgres')), process.env.TMPDIR!]
    const files = [...new Set(folders.flatMap(filesBelow))]
    expect(files.some((path) => /pg_wal\/[0-9A-F]{24}$/.test(path))).toBe(true)
    expect(files.some((path) => /\/files\/[0-9a-f]{2}\/[0-9a-f]{64}\.sealed$/.test(path))).toBe(true)
    expect(files.filter((path) => statSync(path).size < 2 ** 30 && found(readFileSync(path)))).toEqual([])
  })

  test('is in no line of the log, no refusal and no reply to a sender', () => {
    said = server.log()
    expect(found(Buffer.from(said))).toBeUndefined()
    expect(replies.filter((reply) => found(Buffer.from(reply.text)))).toEqual([])
  })

  test('is not shown to staff who did not send it: not in rows, doubts, rows to correct or records', async () => {
    const headers = await stranger()
    const records = await server.query<{ s: string; r: string }>(
      `select subject_id as s, id as r from archive.record`,
    )
    const pages = [
      '/v1/batches',
      '/v1/doubts?limit=100',
      ...batches.flatMap((id) => [
        `/v1/batches/${id}`,
        `/v1/batches/${id}/rows?limit=100`,
        `/v1/batches/${id}/errors`,
      ]),
      ...records.map(({ s, r }) => `/v1/archive/subjects/${s}/records/${r}`),
    ]
    const shown: string[] = []
    for (const at of pages) {
      const { text } = await ask(at, { headers })
      if (found(Buffer.from(text))) shown.push(`${at}: ${text.slice(0, 400)}`)
    }
    expect(shown).toEqual([])
  })

  test('is not shown to the public', async () => {
    const subjects = await server.query<{ id: string }>(`select id from subjects.subject`)
    const shown: string[] = []
    for (const { id } of subjects) {
      const { text } = await ask(`/v1/subjects/${id}`)
      if (found(Buffer.from(text)) || text.includes(personName)) shown.push(`${id}: ${text.slice(0, 400)}`)
    }
    expect(shown).toEqual([])
  })
})

test('the canary would sing: a file with a number is found where there is one', () => {
  const path = join(temporary, 'tmp', 'leak')
  writeFileSync(path, `x${numbers.file}y`)
  expect(filesBelow(join(temporary, 'tmp')).filter((file) => found(readFileSync(file)))).toEqual([path])
})
