import { world } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, fieldsOf, fileIt, walkAll } from '../../../../test/support/filing.ts'
import { ask, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { markDue } from '../../archive/index.ts'

type Page = {
  evaluation: null | {
    score: number | null
    base: number | null
    grade: string
    card: { code: string; optional: boolean }
    points: { points: number; pointsMax: number; recordIds: string[]; clause: { article: string } }[]
  }
  sections: { kinds: { records: { id: string }[] }[] }[]
}
const now = new Date('2026-06-01T12:00:00+08:00')
const scene = world({ seed: 71, companies: 30 })
let database: TestDatabase
let server: FastifyInstance
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database, { now: () => now })
  for (const kind of ['enterprise-base', 'administrative-penalty', 'honour', 'tax-credit-grade'])
    await fileIt(database, csvOf(fieldsOf(kind, { world: scene, day: '2026-05-30', count: 40 })), {
      kind,
      now,
    })
  await walkAll(database, now)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const results = async () => {
  const { rows } = await sql<{ subject_id: string; card: string; score: number | null; grade: string }>`
    select subject_id, card, score, grade from evaluation.result order by subject_id, card`.execute(
    database.db,
  )
  return rows
}
const pages = async () => {
  const { rows } = await sql<{
    id: string
  }>`select subject_id::text as id from disclosure.hit order by 1`.execute(database.db)
  return Promise.all(
    rows.map(async ({ id }) => (await ask<Page>(server, { method: 'GET', url: `/v1/subjects/${id}` })).body),
  )
}
const everybody = async () => {
  const { rows } = await sql<{ id: string }>`select id from subjects.subject`.execute(database.db)
  await database.act((ctx) =>
    markDue(
      ctx,
      rows.map(({ id }) => id),
      true,
    ),
  )
  await walkAll(database, now)
}

describe('an optional card', () => {
  test('evaluates nobody until it is switched on, and nobody any more when it is switched off', async () => {
    const before = await results()
    expect(before.filter(({ card }) => card === 'evaluation/demo-comprehensive')).toEqual([])
    database.deps.settings.optionalPacks = ['evaluation/demo-comprehensive']
    await everybody()
    expect(
      (await results()).filter(({ card }) => card === 'evaluation/demo-comprehensive').length,
    ).toBeGreaterThan(5)
    database.deps.settings.optionalPacks = []
    await everybody()
    expect(await results()).toEqual(before)
    database.deps.settings.optionalPacks = ['evaluation/demo-comprehensive']
    await everybody()
  })
})

describe('an evaluation on a page', () => {
  test('is the one that is kept, within its bounds, and its points add up to its score', async () => {
    const evaluated = (await pages()).flatMap(({ evaluation }) => evaluation ?? [])
    expect(evaluated.length).toBeGreaterThan(5)
    for (const { score, base, grade, card, points } of evaluated.filter((e) => e.card.optional)) {
      expect(card.code).toBe('evaluation/demo-comprehensive')
      expect(grade).toMatch(/^[A-D]$/)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1_000)
      const sum = points.reduce((total, { points: given }) => total + given, base ?? 0)
      expect(Math.max(0, Math.min(1_000, sum))).toBe(score)
      for (const point of points) expect(point.clause.article).toMatch(/\S/)
    }
  })

  test('names only records of the archive, and search shows the same grade', async () => {
    for (const { evaluation } of await pages())
      for (const { recordIds } of evaluation?.points ?? [])
        for (const id of recordIds.slice(0, 3)) {
          const { rows } = await sql`select from archive.record where id = ${id}`.execute(database.db)
          expect(rows.length).toBeGreaterThan(0)
        }
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from disclosure.hit h join disclosure.page p using (subject_id)
      where coalesce(nullif(p.body->'evaluation'->>'grade', ''), '-') <> coalesce(h.grade, '-')`.execute(
      database.db,
    )
    expect(rows[0]!.n).toBe(0)
  })
})

test('persons are evaluated by no card', async () => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from evaluation.result r join subjects.subject s on s.id = r.subject_id
    where s.kind = 'person'`.execute(database.db)
  expect(rows[0]!.n).toBe(0)
})
