import { world } from '@xinqiao/test-data'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { csvOf, type Fields, fieldsOf, fileIt, walkAll } from '../../../../test/support/filing.ts'
import { loadPolicy } from '../../../../test/support/server.ts'

const rows = fieldsOf('honour', { world: world({ seed: 15, companies: 60 }), day: '2026-06-01', count: 6 })
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await loadPolicy(database)
})
afterAll(() => database.close())

/** Every row of a batch has one verdict, and the counts add up. */
async function everyRowOnce(batch: Awaited<ReturnType<typeof fileIt>>): Promise<void> {
  const { received, accepted, corrected, duplicate, inDoubt, rejected } = batch.rows
  expect(accepted + corrected + duplicate + inDoubt + rejected).toBe(received)
  const { rows: chunks } = await sql<{ n: number }>`select coalesce(sum(length(verdicts)), 0)::int as n
    from archive.chunk where batch_id = ${batch.id}`.execute(database.db)
  expect(chunks[0]!.n).toBe(received)
}

describe('whatever stands in a file, filing ends and every row has one verdict', () => {
  const spoilt: [string, string | Buffer, string][] = [
    ['nothing', '', 'a.csv'],
    ['a header alone', csvOf(rows).split('\r\n')[0]!, 'a.csv'],
    [
      'a NUL in a cell, in a header, in a name',
      csvOf([{ ...rows[0]!, RYMC: 'a\0b', 'x\0y': 'z' }]),
      'a\0.csv',
    ],
    [
      'half surrogate pairs in JSON',
      '[{"主体名称":"\\ud800测试","荣誉名称":"\\udc00","\\udfff":"\\ud83d"}]',
      'a.json',
    ],
    [
      'control characters in JSON',
      JSON.stringify([{ ...rows[1]!, RYMC: '\u0000\u0001\u007f\u0085\u2028' }]),
      'a.json',
    ],
    [
      'keys of prototypes in JSON',
      '[{"__proto__":{"a":1},"constructor":"x","toString":"y","主体名称":"测试"}]',
      'a.json',
    ],
    ['a JSON that ends in the middle', '[{"主体名称":"测试"},{"主体', 'a.json'],
    [
      'an XML with entities',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><b><c>&x;</c></b></a>',
      'a.xml',
    ],
    ['bytes of no format', Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 256)), 'a.csv'],
    ['a cell of a megabyte', csvOf([{ ...rows[2]!, BZ: '长'.repeat(350_000) }]), 'a.csv'],
    [
      'a thousand columns',
      csvOf([Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`c${i}`, `${i}`]))]),
      'a.csv',
    ],
    [
      'backslashes, tabs and line ends that COPY would read',
      csvOf([{ ...rows[3]!, RYMC: 'a\\b\\N\\.', BZ: 'x\ty\r\nz\\' }]),
      'a.csv',
    ],
    ['formulas', csvOf([{ ...rows[4]!, BZ: '=1+1', RYMC: '+测试' }]), 'a.csv'],
    ['quotes of SQL', csvOf([{ ...rows[5]!, RYMC: `'; drop table archive.record; --` }]), 'a.csv'],
  ]
  test.each(spoilt)('%s', async (_what, bytes, filename) => {
    for (const kind of ['honour', undefined]) {
      const batch = await fileIt(database, bytes, { filename, ...(kind ? { kind } : {}) })
      expect(['filed', 'refused']).toContain(batch.status)
      await everyRowOnce(batch)
      if (batch.status === 'refused') expect(batch.problem?.text.en).toMatch(/\w+/)
    }
    await walkAll(database)
  })

  test('any cells at all', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(...Object.values(rows[0]!)),
    )
    const row = fc.record(
      Object.fromEntries(Object.keys(rows[0]!).map((code) => [code, cell])) as Record<
        keyof Fields,
        typeof cell
      >,
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.boolean(), async (list, asJson) => {
        const fields = list as Fields[]
        const batch = await fileIt(database, asJson ? JSON.stringify(fields) : csvOf(fields), {
          kind: 'honour',
          filename: asJson ? 'a.json' : 'a.csv',
        })
        await everyRowOnce(batch)
      }),
      { numRuns: 60 },
    )
    await walkAll(database)
  }, 120_000)
})

describe('what is kept is what was sent', () => {
  test('special characters come back from the archive as they were', async () => {
    const remark = '制表\t符、反斜线\\、引号"和\'、百分号%、表情😀、罕用字𠮷'
    const batch = await fileIt(database, csvOf([{ ...rows[0]!, WSH: '特殊字〔2026〕1号', BZ: remark }]), {
      kind: 'honour',
    })
    const { rows: kept } = await sql<{
      bz: string
    }>`select payload->>'BZ' as bz from archive.record where batch_id = ${batch.id}`.execute(database.db)
    expect(kept[0]!.bz.replace(/\s+/g, '')).toBe(remark.replace(/\s+/g, ''))
  })

  test('columns nobody knows are kept sealed, and shown to nobody', async () => {
    const batch = await fileIt(
      database,
      csvOf([{ ...rows[1]!, WSH: '多列字〔2026〕1号', 内部备注: '秘密内容' }]),
      { kind: 'honour' },
    )
    await walkAll(database)
    const { rows: kept } = await sql<{
      id: string
      text: string
      extra: string
    }>`select id, payload::text as text, payload->>'$extra' as extra
      from archive.record where batch_id = ${batch.id}`.execute(database.db)
    expect(kept[0]!.text).not.toContain('秘密内容')
    const opened = database.deps.keys.open(
      kept[0]!.extra.replace(/^sealed:/, ''),
      `archive.record|$extra|${kept[0]!.id}`,
    )
    expect(JSON.parse(opened)).toEqual({ 内部备注: '秘密内容' })
    const { rows: pages } = await sql<{
      n: number
    }>`select count(*)::int as n from disclosure.page where body::text like '%秘密内容%' or body::text like '%extra%'`.execute(
      database.db,
    )
    expect(pages[0]!.n).toBe(0)
  })
})
