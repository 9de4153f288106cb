import { world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, type Fields, fieldsOf, fileIt } from '../../../../test/support/filing.ts'
import { browser, cookiesOf, member, residentNumber, send } from '../../../../test/support/people.ts'
import { loadPolicy, testServer } from '../../../../test/support/server.ts'
import { makeReadyAccount } from '../../identity/index.ts'

let database: TestDatabase
let server: FastifyInstance
let rows: Fields[] = []
const code = 'TYSHXYDM'
type File = {
  subject: { name: string }
  records: { kind: string; values: Record<string, string> }[]
  code?: string
}

beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  rows = fieldsOf('honour', { world: world({ seed: 7, companies: 30 }), day: '2026-06-01', count: 60 })
  await fileIt(database, csvOf(rows), { kind: 'honour', provider: 'bureau' })
})
afterAll(async () => {
  await server.close()
  await database.close()
})

/** Headers of a company's representative, signed in with login and password. */
async function representativeOf(uscc: string, n: number): Promise<Record<string, string>> {
  const ready = await database.act((ctx) =>
    makeReadyAccount(ctx, {
      login: `owner-${n}`,
      name: '李四',
      number: residentNumber(n),
      orgId: null,
      kind: 'subject',
      ownKey: ctx.keys.identityOf('uscc', uscc),
      roles: [],
    }),
  )
  const shown = { login: `owner-${n}`, password: ready.password }
  const reply = await send(server, 'POST', '/v1/session', browser(), shown)
  expect(reply.body.next).toBe('signedIn')
  return browser(cookiesOf(reply.headers))
}

describe('the own file', () => {
  test('holds every record of the company one signed in for, and nothing of another', async () => {
    const codes = [...new Set(rows.map((row) => row[code]!))].filter(Boolean).slice(0, 3)
    expect(codes).toHaveLength(3)
    for (const [n, uscc] of codes.entries()) {
      const headers = await representativeOf(uscc, n)
      const { status, body, text } = await send<File>(server, 'GET', '/v1/own/file', headers)
      expect(status).toBe(200)
      expect(body.records).toHaveLength(rows.filter((row) => row[code] === uscc).length)
      for (const other of codes.filter((one) => one !== uscc)) expect(text).not.toContain(other)
    }
  })

  test('is not chosen by the request, and of a company nobody knows there is none', async () => {
    const headers = await representativeOf('91350100M000100Y43', 50)
    expect((await send<File>(server, 'GET', '/v1/own/file', headers)).body.code).toBe(
      'archive.subjectUnknown',
    )
    const other = await send<File>(server, 'GET', `/v1/own/file?id=${rows[0]![code]}`, headers)
    expect(other.status).toBe(400)
  })

  test('is no door for staff or systems, nor is a door of staff one for subjects', async () => {
    const staff = await member(database, { roles: ['creditOfficer'], scope: { orgId: null } })
    expect((await send(server, 'GET', '/v1/own/file', staff.headers)).status).toBe(403)
    const headers = await representativeOf(rows[0]![code]!, 51)
    for (const url of ['/v1/batches', '/v1/doubts', '/v1/accounts', '/v1/clients'])
      expect((await send(server, 'GET', url, headers)).status).toBe(403)
  })
})
