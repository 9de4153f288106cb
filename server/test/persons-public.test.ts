import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { residentIdOf } from '@xinqiao/standards'
import { world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { csvOf, type Fields, fieldsOf, fileIt, walkAll } from './support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from './support/server.ts'
import { root } from './support/source.ts'

const now = new Date('2026-06-01T12:00:00+08:00')
const number = residentIdOf('11010519491231002')
const [party, head, winner] = ['司马测试人', '欧阳负责人', '诸葛获奖人']
const from = { world: world({ seed: 8, companies: 9 }), day: '2026-05-20', count: 1 }
const honour = { ...fieldsOf('honour', from)[0]!, FDDBR: head, HJRY: winner }
const penalty = (over: Fields): Fields => ({
  ...fieldsOf('administrative-penalty', from)[0]!,
  ...{ CF_XDR_MC: party, CF_XDR_LB: '自然人', CF_XDR_SHXYM: '', CF_XDR_GSZC: '', CF_XDR_ZZJG: '' },
  ...{ CF_XDR_ZJLX: '身份证', CF_XDR_ZJHM: number, CF_FRDB: '', CF_WSH: '测罚决字〔2026〕1号' },
  ...over,
})

/** The committed policy, in which honours show their legal representative and the persons honoured to everybody. */
function openPolicy(representative: 'name' | 'person-name'): string {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'))
  cpSync(join(root, 'policy'), folder, { recursive: true })
  const path = join(folder, 'catalog', 'honour.yaml')
  const winners = `  - code: HJRY
    title: { zh-CN: 获奖人员, zh-Hant: 獲獎人員, en: Persons honoured }
    type: name
    mask: person-name
    lengthMax: 100
`
  const text = readFileSync(path, 'utf8')
    .replace(/type: person-name\n( {4}lengthMax: 100\n) {4}openness: shared\n/, `type: ${representative}\n$1`)
    .replace('headline: [RYMC, RYJB, RDJG, RDRQ]', 'headline: [RYMC, HJRY]')
    .replace('fields:\n', `fields:\n${winners}`)
  expect(text).toContain(`type: ${representative}\n    lengthMax: 100\n    mask: person-name`)
  writeFileSync(path, text)
  return folder
}

let folder: string
let database: TestDatabase
let server: FastifyInstance
let pageUrl: string
beforeAll(async () => {
  folder = openPolicy('name')
  database = await testDatabase()
  await loadPolicy(database, folder)
  server = testServer(database, { now: () => now })
  const batch = await fileIt(database, csvOf([honour]), { kind: 'honour', now })
  const personal = await fileIt(database, csvOf([penalty({})]), { kind: 'administrative-penalty', now })
  expect([batch, personal].map((b) => b.rows.accepted + b.rows.corrected)).toEqual([1, 1])
  await walkAll(database, now)
  const { rows } = await sql<{ id: string }>`select subject_id as id from disclosure.hit`.execute(database.db)
  expect(rows).toHaveLength(1)
  pageUrl = `/v1/subjects/${rows[0]!.id}`
})
afterAll(async () => {
  await server.close()
  await database.close()
  rmSync(folder, { recursive: true })
})
const get = (url: string) => ask<{ items?: unknown[] }>(server, { method: 'GET', url })
const expectNobody = (text: string) => {
  for (const secret of [party, head, winner, number]) expect(text).not.toContain(secret)
}

describe('the public never reads the name of a person', () => {
  test('on the page of a firm: persons of its records and its legal representative are masked', async () => {
    for (const url of [pageUrl, `${pageUrl}?asOf=2026-05-31`, `${pageUrl}?knownAt=2026-06-02`]) {
      const { status, text } = await get(url)
      expect(status).toBe(200)
      expectNobody(text)
      expect(text).toContain('欧阳**')
      expect(text).toContain('诸葛**')
    }
  })

  test('nor in what is kept for pages, hits and searches', async () => {
    for (const table of ['page', 'hit', 'search']) {
      const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row
        from ${sql.table(`disclosure.${table}`)} t`.execute(database.db)
      expect(rows.length).toBeGreaterThan(0)
      for (const { row } of rows) expectNobody(row)
    }
  })

  test('and finds nobody by a person’s name or number, nor by that of a legal representative', async () => {
    for (const asked of [party, party.slice(0, 3), head, winner, number])
      for (const door of ['search', 'suggest']) {
        const { status, body } = await get(`/v1/${door}?q=${encodeURIComponent(asked)}`)
        expect([door, asked, status, body.items]).toEqual([door, asked, 200, []])
      }
  })

  test('has no page of a person, and the answer does not say that there is one', async () => {
    const person = database.deps.keys.identityOf('resident-id', number)
    const { rows } = await sql`select from archive.record where subject_id = ${person}`.execute(database.db)
    expect(rows).toHaveLength(1)
    const [known, unknown] = [
      await get(`/v1/subjects/${person}`),
      await get(`/v1/subjects/${crypto.randomUUID()}`),
    ]
    expectNobody(known.text)
    expect([known.status, unknown.status]).toEqual([404, 404])
    const plain = (text: string) => text.replace(/[0-9a-f-]{36}|"trace[^,}]*/g, '')
    expect(plain(known.text)).toBe(plain(unknown.text))
  })
})

test('law that shows the name of a natural person to everybody is refused', async () => {
  const open = openPolicy('person-name')
  await expect(loadPolicy(database, open)).rejects.toThrow(/person-name/)
  rmSync(open, { recursive: true })
})

describe('the sender of a record reads no name of a person back', () => {
  test.each([
    ['without a number', { CF_XDR_ZJHM: '' }],
    ['with an invalid number', { CF_XDR_ZJHM: `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}` }],
    ['with a name to correct', { CF_XDR_MC: `${party}\u200b`, CF_WFXW: '' }],
    ['as a firm', { CF_XDR_LB: '法人及非法人组织' }],
  ])('%s', async (_, over) => {
    const headers = await bearer(database, ['records:write', 'batches:read'])
    const pushed = await ask<{ batchId: string; findings: object[] }>(server, {
      method: 'POST',
      url: '/v1/records',
      headers,
      payload: {
        kind: 'administrative-penalty',
        values: penalty({ CF_WSH: '测罚决字〔2026〕9号', ...over }),
      },
    })
    expect(pushed.body.findings.length).toBeGreaterThan(0)
    expectNobody(pushed.text)
    for (const path of ['', '/rows'])
      expectNobody(
        (await ask(server, { method: 'GET', url: `/v1/batches/${pushed.body.batchId}${path}`, headers }))
          .text,
      )
  })
})
