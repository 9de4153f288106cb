import { kindNames, world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fieldsOf, fileIt, walkAll } from '../../../../test/support/filing.ts'
import { ask, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { dayOf } from '../../../kernel/clock.ts'
import { catalogItems } from '../../catalog/index.ts'
import { packSet } from '../../policy/index.ts'

type Clause = { pack: string; article: string; text: Record<string, string> }
type Shown = {
  id: string
  kind: string
  headline: string
  fields: { code: string; title: Record<string, string>; text: string }[]
  display: {
    reason: string
    lastDisplayOn: string | null
    clauses: Clause[]
    sentence: Record<string, string>
  }
}
type Page = {
  subject: { id: string; name: string; kind: string }
  counts: Record<string, number>
  sections: { kinds: { kind: string; records: Shown[] }[] }[]
}
type Kept = { subject_id: string; id: string; kind: string; payload: Record<string, string | string[]> }

const now = new Date('2026-06-01T12:00:00+08:00')
const scene = world({ seed: 91, companies: 50 })
let database: TestDatabase
let server: FastifyInstance
let pages: { page: Page; text: string }[]
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
  for (const kind of kindNames)
    await fileIt(database, csvOf(fieldsOf(kind, { world: scene, day: '2026-05-30', count: 60 })), {
      kind,
      now,
    })
  await walkAll(database, now)
  const { rows } = await sql<{ id: string }>`select subject_id::text as id from disclosure.hit`.execute(
    database.db,
  )
  pages = await Promise.all(
    rows.map(async ({ id }) => {
      const reply = await ask<Page>(server, { method: 'GET', url: `/v1/subjects/${id}` })
      expect(reply.status, reply.text.slice(0, 300)).toBe(200)
      return { page: reply.body, text: reply.text }
    }),
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})
const records = () =>
  pages.flatMap(({ page }) => page.sections.flatMap((s) => s.kinds.flatMap((k) => k.records)))
const archive = async () =>
  (await sql<Kept>`select subject_id, id, kind, payload from archive.record`.execute(database.db)).rows
const items = async () => catalogItems(await packSet(database.ctx()), dayOf(now))

describe('a public page', () => {
  test('exists for many subjects and kinds', () => {
    expect(pages.length).toBeGreaterThan(30)
    expect(new Set(records().map(({ kind }) => kind)).size).toBeGreaterThan(10)
  })

  test('has only fields that everybody may see', async () => {
    const catalog = await items()
    const secret = records().flatMap(({ kind, fields }) => {
      const item = catalog.get(kind)!
      const open = new Set(
        item.fields.filter((f) => (f.openness ?? item.openness) === 'public').map((f) => f.code),
      )
      return fields.filter(({ code }) => !open.has(code)).map(({ code }) => `${kind}.${code}`)
    })
    expect(secret).toEqual([])
  })

  test('holds no value of a field that is shared or secret: names of persons, numbers, telephones', async () => {
    const catalog = await items()
    const kept = await archive()
    const leaks: string[] = []
    let looked = 0
    for (const { page, text } of pages)
      for (const record of kept.filter((r) => r.subject_id === page.subject.id)) {
        const item = catalog.get(record.kind)
        for (const field of item?.fields ?? []) {
          const value = record.payload[field.code]
          const isPerson =
            field.type === 'person-name' || field.type === 'phone' || field.type === 'identity-number'
          if (!isPerson || typeof value !== 'string' || value.length < 3) continue
          looked++
          if (text.includes(value) && !page.subject.name.includes(value))
            leaks.push(`${record.kind}.${field.code}: ${value}`)
        }
      }
    expect(looked).toBeGreaterThan(50)
    expect(leaks).toEqual([])
  })

  test('holds no number of a person anywhere in its texts', () => {
    const numbers =
      /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Z])/g
    const found = pages.flatMap(({ text }) => [...text.matchAll(numbers)].map(([number]) => number))
    expect(found).toEqual([])
  })

  test('belongs to no person', () => {
    expect(pages.filter(({ page }) => page.subject.kind === 'person')).toEqual([])
  })

  test('says of every record why it is shown, on which clauses, in three languages', () => {
    for (const { display, headline } of records()) {
      expect(['shown', 'shown-under-objection']).toContain(display.reason)
      expect(display.clauses.length).toBeGreaterThan(0)
      for (const clause of display.clauses)
        expect(clause).toMatchObject({
          pack: expect.stringMatching(/^disclosure\//),
          article: expect.any(String),
        })
      for (const language of ['zh-CN', 'en']) expect(display.sentence[language]!.length).toBeGreaterThan(5)
      expect(headline.length).toBeGreaterThan(0)
    }
  })

  test('shows nothing past its last day', () => {
    expect(
      records().filter(
        ({ display }) => display.lastDisplayOn !== null && display.lastDisplayOn < '2026-06-01',
      ),
    ).toEqual([])
  })

  test('counts what it shows', () => {
    for (const { page } of pages) {
      const shown = page.sections.flatMap((s) => s.kinds)
      const of = (kind: string) => shown.find((k) => k.kind === kind)?.records.length ?? 0
      expect(page.counts).toMatchObject({
        records: shown.reduce((sum, k) => sum + k.records.length, 0),
        penalties: of('administrative-penalty'),
        licenses: of('administrative-license'),
        commitments: of('commitment'),
      })
    }
  })

  test('of today is what the archive gives for today, and knows nothing of tomorrow', async () => {
    for (const { page } of pages.slice(0, 15)) {
      const computed = await ask<Page>(server, {
        method: 'GET',
        url: `/v1/subjects/${page.subject.id}?knownAt=2026-06-02`,
      })
      expect(computed.body.sections).toEqual(page.sections)
      expect(computed.body.counts).toEqual(page.counts)
    }
  })
})
