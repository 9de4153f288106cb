import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type CopyValue, copyInto, copyLine } from '../copy.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const nasty = fc.constantFrom(
  '\\',
  '\\N',
  '\\.',
  '\t',
  '\n',
  '\r',
  '\r\n',
  'a\\tb',
  '\\\\N',
  '',
  ' ',
  "'",
  '"',
  '{',
  '}',
  ',',
  '\u2028',
  '😀',
)
const text = fc.oneof(
  nasty,
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join('')),
)

test('whatever text is copied comes back as it was, without the NUL that no database keeps', async () => {
  const row = fc.tuple(fc.option(text), fc.option(fc.integer()), fc.option(fc.boolean()), fc.option(text))
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const back = await database.act(async (ctx) => {
        await sql`create temp table copied (seq int, a text, b bigint, c boolean, d text) on commit drop`.execute(
          ctx.db,
        )
        const lines = rows.map((values, i) => copyLine([i, ...values] as CopyValue[]))
        await copyInto(ctx, 'copied', 'seq, a, b, c, d', lines.join(''))
        const found = await sql<{
          a: string
          b: number
          c: boolean
          d: string
        }>`select a, b, c, d from copied order by seq`.execute(ctx.db)
        return found.rows.map(({ a, b, c, d }) => [a, b, c, d])
      })
      const kept = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : value)
      expect(back).toEqual(rows.map((values) => values.map(kept)))
    }),
    { numRuns: 80 },
  )
})

test('JSON with every escape survives a copy into jsonb', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), { maxKeys: 5 }),
      async (fields) => {
        const clean = JSON.parse(JSON.stringify(fields).replaceAll('\\u0000', '')) as Record<string, string>
        const back = await database.act(async (ctx) => {
          await sql`create temp table copied (a jsonb) on commit drop`.execute(ctx.db)
          await copyInto(ctx, 'copied', 'a', copyLine([JSON.stringify(clean)]))
          return (await sql<{ a: object }>`select a from copied`.execute(ctx.db)).rows[0]!.a
        })
        expect(back).toEqual(clean)
      },
    ),
    { numRuns: 40 },
  )
})

test('copying nothing is nothing, copying outside a transaction is refused, a taken key is the database’s error', async () => {
  await database.act((ctx) => copyInto(ctx, 'no.such_table', 'a', ''))
  await expect(copyInto(database.ctx(), 'archive.due', 'subject_id', 'x\n')).rejects.toThrow(
    /inside a transaction/,
  )
  const line = copyLine(['00000000-0000-8000-8000-000000000001', new Date().toISOString(), true])
  const twice = database.act((ctx) => copyInto(ctx, 'archive.due', 'subject_id, since, bulk', line + line))
  await expect(twice).rejects.toMatchObject({ code: '23505' })
  await database
    .act(async (ctx) => {
      await copyInto(ctx, 'archive.due', 'subject_id, since, bulk', line)
      throw new Error('given up')
    })
    .catch(() => {})
  expect((await sql`select from archive.due`.execute(database.db)).rows).toEqual([])
})
