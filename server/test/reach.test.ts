import { world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerOrganisation } from '../src/modules/identity/actions/register-organisation.ts'
import { type TestDatabase, testDatabase } from './support/database.ts'
import { csvOf, fieldsOf, fileIt } from './support/filing.ts'
import { type Member, member, send } from './support/people.ts'
import { loadPolicy, testServer } from './support/server.ts'

let database: TestDatabase
let server: FastifyInstance
type List = { items: { id: string; provider: { id: string }; kinds: { kind: string }[] }[] }
const regions: Record<string, string> = { xiamen: '350200', siming: '350203', beijing: '110101' }
const kinds = ['honour', 'qualification']
const ids = new Map<string, string>()

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  for (const [id, regionCode] of Object.entries(regions)) {
    await database.act((ctx) =>
      registerOrganisation(ctx, { id, title: `${id}单位`, kind: 'department', uscc: null, regionCode }),
    )
    for (const kind of kinds) {
      const rows = fieldsOf(kind, { world: world({ seed: 3, companies: 20 }), day: '2026-06-01', count: 3 })
      ids.set(`${id} ${kind}`, (await fileIt(database, csvOf(rows), { kind, provider: id })).id)
    }
  }
})
afterAll(async () => {
  await server.close()
  await database.close()
})

/** What somebody sees: the list, and one by one by id; the two must agree. */
async function seen({ headers }: Member): Promise<string[]> {
  const { body } = await send<List>(server, 'GET', '/v1/batches?limit=100', headers)
  const listed = new Set(body.items.map(({ id }) => id))
  for (const id of ids.values())
    for (const part of ['', '/rows', '/errors']) {
      const { status } = await send(server, 'GET', `/v1/batches/${id}${part}`, headers)
      if (!listed.has(id)) expect([part, status]).toEqual([part, 404])
      else expect([part, status < 500 && status !== 403]).toEqual([part, true])
    }
  return [...ids].filter(([, id]) => listed.has(id)).map(([name]) => name)
}

describe('a role reaches as far as it was given', () => {
  const all = Object.keys(regions).flatMap((id) => kinds.map((kind) => `${id} ${kind}`))
  const cases: [string, Parameters<typeof member>[1], (name: string) => boolean][] = [
    ['everywhere', { scope: { orgId: null } }, () => true],
    ['one body', { orgId: 'beijing' }, (name) => name.startsWith('beijing')],
    ['a region', { scope: { orgId: null, region: '3502' } }, (name) => !name.startsWith('beijing')],
    ['a district', { scope: { orgId: null, region: '350203' } }, (name) => name.startsWith('siming')],
    ['a region without bodies', { scope: { orgId: null, region: '65' } }, () => false],
    [
      'a body while in the region',
      { orgId: 'xiamen', scope: { region: '3502' } },
      (name) => name.startsWith('xiamen'),
    ],
    ['a body that is not in the region', { orgId: 'beijing', scope: { region: '3502' } }, () => false],
    ['a kind', { scope: { orgId: null, kinds: ['honour'] } }, (name) => name.endsWith('honour')],
    [
      'a kind in a district',
      { scope: { orgId: null, region: '350203', kinds: ['honour'] } },
      (name) => name === 'siming honour',
    ],
  ]

  test.each(cases)('%s', async (_what, over, isSeen) => {
    const officer = await member(database, { ...over, roles: ['creditOfficer'] })
    expect(await seen(officer)).toEqual(all.filter(isSeen))
  })

  test('and what is filed stays within it', async () => {
    const file = (by: Member, wish: object) =>
      send(server, 'POST', '/v1/batches', by.headers, { rows: [{ a: '1' }], ...wish })
    const district = await member(database, {
      roles: ['creditOfficer'],
      scope: { orgId: null, region: '350203', kinds: ['honour'] },
    })
    expect((await file(district, { provider: 'beijing', kind: 'honour' })).body.code).toBe(
      'intake.providerForeign',
    )
    expect((await file(district, { provider: 'siming', kind: 'qualification' })).body.code).toBe(
      'intake.kindForeign',
    )
    expect((await file(district, { provider: 'siming' })).body.code).toBe('intake.kindForeign')
    expect((await file(district, { provider: 'siming', kind: 'honour' })).status).toBeLessThan(300)
    const none = await member(database, { roles: ['creditOfficer'], scope: { orgId: null, region: '65' } })
    expect((await file(none, { kind: 'honour' })).body.code).toBe('intake.providerForeign')
  })

  test('a body that moves to another region takes its things along at the next request', async () => {
    const officer = await member(database, { roles: ['creditOfficer'], scope: { orgId: null, region: '11' } })
    expect(await seen(officer)).toEqual(['beijing honour', 'beijing qualification'])
    const move = (regionCode: string) =>
      database.act((ctx) =>
        registerOrganisation(ctx, {
          id: 'beijing',
          title: '北京单位',
          kind: 'department',
          uscc: null,
          regionCode,
        }),
      )
    await move('310101')
    expect(await seen(officer)).toEqual([])
    await move('110101')
  })
})
