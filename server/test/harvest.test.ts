import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../src/kernel/route.ts'
import { permissions } from '../src/modules/identity/index.ts'
import { firmAt } from '../src/modules/subjects/tests/clues.ts'
import { modules } from '../src/modules.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { csvOf, fileIt } from './support/filing.ts'
import { member } from './support/people.ts'
import { requestOf } from './support/sample.ts'
import { ask, bearer, loadPolicy, testServer } from './support/server.ts'

/** Only the sender may read these: they stand in a row that was not accepted and in the name of a file. */
const canaries = ['金丝雀行内文字', 'canary-in-a-filename'] as const
const firm = firmAt(90)
const row = (n: number, more: Record<string, string> = {}) => ({
  ZTMC: firm.name,
  TYSHXYDM: firm.uscc,
  RYMC: `测试荣誉${n}`,
  WSH: `测表字〔2026〕${n}号`,
  RDRQ: '2026-02-03',
  RDJG: '测试市人民政府',
  ...more,
})

let database: TestDatabase
let server: FastifyInstance
let visitors: [string, Record<string, string>][]
const harvested = new Set<string>()
const reads = modules.flatMap((m) => m.routes).filter(({ at }) => at.startsWith('GET '))
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const knock = (
  route: Route,
  headers: Record<string, string>,
  over: Record<string, string> = {},
  more = '',
) => {
  const { method, url } = requestOf(route, over)
  return ask(server, { method, url: url + more, headers })
}

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  const file = csvOf([row(1), row(2, { RDRQ: '不是日期', RYMC: canaries[0] }), row(3, { TYSHXYDM: '' })])
  await fileIt(database, file, { provider: 'tax', filename: `${canaries[1]}.csv` })
  const platform = await bearer(database, [...permissions])
  // What somebody who saw everything once might have written down: twice, so that ids lead to further ids.
  for (let turn = 0; turn < 2; turn++)
    for (const route of reads)
      for (const id of route.at.includes('/:') ? [...harvested] : [''])
        for (const found of (await knock(route, platform, id ? { id } : {})).text.match(uuid) ?? [])
          if (harvested.size < 60) harvested.add(found)
  visitors = [
    ['nobody', {}],
    ['a token of another body', await bearer(database, [...permissions], 'court')],
    [
      'an officer of another body',
      (await member(database, { roles: ['providerOfficer'], orgId: 'court' })).headers,
    ],
    [
      'a subject',
      (await member(database, { kind: 'subject', ownKey: '00000000-0000-4000-8000-000000000000' })).headers,
    ],
  ]
})
afterAll(async () => {
  await server.close()
  await database.close()
})

/** What stands in a body; what was asked is not told back as a find. */
const leaks = (text: string) => canaries.filter((canary) => text.includes(canary))

describe('with every identifier there is', () => {
  test('there are some, and the sender finds both canaries with them', async () => {
    expect(harvested.size).toBeGreaterThan(3)
    const tax = await bearer(database, [...permissions], 'tax')
    const seen = new Set<string>()
    for (const route of reads)
      for (const id of harvested)
        for (const found of leaks((await knock(route, tax, { id })).text)) seen.add(found)
    expect([...seen].sort()).toEqual([...canaries].sort())
  })

  test('nobody else reads what is the sender’s: pages, lists, files, rows, errors and histories', async () => {
    const found: string[] = []
    for (const [who, headers] of visitors)
      for (const route of reads) {
        const holes = [...route.at.matchAll(/:(\w+)/g)].map(([, name]) => name!)
        const ids = holes.some((name) => /^(?:id|recordId|grantId)$/.test(name)) ? [...harvested] : ['']
        for (const id of ids) {
          const over = Object.fromEntries(id ? holes.map((name) => [name, id]) : [])
          const { status, text } = await knock(route, headers, over)
          if (leaks(text).length > 0 || status >= 500) found.push(`${who}: ${route.at} ${id} ${status}`)
        }
      }
    expect(found).toEqual([])
  })

  test('neither search nor suggestions tell of it, whatever is typed', async () => {
    const found: string[] = []
    for (const [who, headers] of visitors)
      for (const typed of [...canaries, canaries[0].slice(0, 3), ...harvested])
        for (const url of [
          `/v1/search?q=${encodeURIComponent(typed)}`,
          `/v1/suggest?q=${encodeURIComponent(typed)}`,
        ]) {
          const { status, body } = await ask<{ items?: unknown[] }>(server, { method: 'GET', url, headers })
          const items = JSON.stringify(body.items ?? [])
          if (status >= 500 || leaks(items).length > 0) found.push(`${who}: ${url}`)
        }
    expect(found).toEqual([])
  })
})
