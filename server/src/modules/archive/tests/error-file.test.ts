import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type FileFormat, world, writeFile } from '@xinqiao/test-data'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { fieldsOf, fileIt } from '../../../../test/support/filing.ts'
import { ask, bearer, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { readTables, writeTable } from '../../../kernel/files/index.ts'

type Table = { headers: string[]; rows: string[][] }
let database: TestDatabase
let server: FastifyInstance
let headers: { authorization: string }
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'errors-'))
  database = await testDatabase()
  await loadPolicy(database)
  server = testServer(database)
  headers = await bearer(database, ['batches:read', 'batches:write'])
})
afterAll(async () => {
  await server.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

/** Forty honours, of which rows 3, 10 and 17 are unusable, each for a reason of its own. */
function flawed(seed: number): string[][] {
  const rows = fieldsOf('honour', { world: world({ seed, companies: 200 }), day: '2026-06-01', count: 40 })
  rows[2]!.RDRQ = '2026-02-30'
  rows[9]!.ZTMC = ''
  Object.assign(rows[16]!, {
    TYSHXYDM: '91330106MA2AXXXXXX',
    ZCH: '',
    ZZJGDM: '',
    ZTMC: '从未登记过的测试公司',
  })
  return rows.map((row) => Object.values(row))
}

async function read(bytes: Buffer, filename: string): Promise<Table> {
  const table: Table = { headers: [], rows: [] }
  for await (const event of readTables(Readable.from([bytes]), { filename, contentType: '' }, {}))
    if ('head' in event) table.headers = event.head.headers
    else table.rows.push(...event.rows.map((row) => [...row.cells]))
  return table
}
const download = (id: string, more = '') =>
  ask(server, { method: 'GET', url: `/v1/batches/${id}/errors${more}`, headers })
async function* inOrder(rows: string[][]): AsyncGenerator<string[]> {
  yield* rows
}
async function bytesOf(readable: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of readable) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

describe('the file of rows to correct', () => {
  test.each([
    ['csv', 'utf-8', 5],
    ['csv', 'gb18030', 6],
    ['xlsx', 'utf-8', 7],
    ['json', 'utf-8', 8],
  ] as [FileFormat, 'utf-8' | 'gb18030', number][])(
    '%s in %s: comes in the form that was sent, tells each row its problem, and corrected files only those rows',
    async (format, encoding, seed) => {
      const name = `honours.${format}`
      const path = join(folder, `${seed}-${name}`)
      await writeFile(path, { kind: 'honour', format, encoding, style: 'titles' }, flawed(seed))
      const sent = await fileIt(database, readFileSync(path), { kind: 'honour', filename: name })
      expect(sent.rows).toMatchObject({ received: 40, rejected: 2, inDoubt: 1 })
      expect(sent.tables.map(({ wrong }) => wrong)).toEqual([3])

      const reply = await download(sent.id)
      expect(reply.status).toBe(200)
      expect(String(reply.headers['content-disposition'])).toContain(`honours-errors.${format}`)
      const table = await read(reply.bytes, `honours-errors.${format}`)
      expect(table.rows).toHaveLength(3)
      expect(table.headers.slice(-2)).toEqual(['原行号', '问题说明'])
      const said = table.rows.map((row) => row.at(-1)!)
      expect(said[0]).toMatch(/2026-02-30/)
      expect(said.every((text) => /[\u4e00-\u9fff]{4}/.test(text))).toBe(true)

      const at = (header: string) => table.headers.indexOf(header)
      table.rows[0]![at('授予日期')] = '2026-02-28'
      table.rows[1]![at('主体名称')] = '补上名称的测试公司'
      const corrected = await bytesOf(
        writeTable(
          format as 'csv',
          { headers: table.headers, encoding: encoding as 'utf-8' },
          inOrder(table.rows),
        ) as Readable,
      )
      const again = await fileIt(database, corrected, { kind: 'honour', filename: name })
      expect(again.rows).toMatchObject({ received: 3, rejected: 0, duplicate: 0, inDoubt: 1 })
      expect(again.rows.accepted + again.rows.corrected).toBe(2)
      expect(again.findings.filter((f) => f.code === 'unknown-column')).toEqual([])
    },
  )

  test('speaks the language asked for', async () => {
    const path = join(folder, 'language.csv')
    await writeFile(path, { kind: 'honour', format: 'csv', encoding: 'utf-8', style: 'codes' }, flawed(9))
    const { id } = await fileIt(database, readFileSync(path), { kind: 'honour', filename: 'language.csv' })
    for (const [lang, header] of [
      ['en', 'What is wrong'],
      ['zh-Hant', '問題說明'],
    ] as const)
      expect((await download(id, `?lang=${lang}`)).text).toContain(header)
  })

  test('is a problem where there is nothing to correct or no such batch', async () => {
    const rows = fieldsOf('honour', {
      world: world({ seed: 10, companies: 20 }),
      day: '2026-06-01',
      count: 2,
    })
    const text = [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))]
      .map((cells) => cells.join(','))
      .join('\n')
    const { id } = await fileIt(database, text, { kind: 'honour' })
    expect((await download(id)).body.code).toBe('archive.nothingToCorrect')
    expect((await download('00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })

  test('holds nothing that a spreadsheet would run', async () => {
    const [row] = fieldsOf('honour', {
      world: world({ seed: 12, companies: 20 }),
      day: '2026-06-01',
      count: 1,
    })
    const evil = { ...row!, RDRQ: 'soon', RYMC: '=HYPERLINK("http://evil.example")', BZ: '@SUM(1)' }
    const text = [Object.keys(evil), Object.values(evil)]
      .map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(','))
      .join('\n')
    const { id } = await fileIt(database, text, { kind: 'honour', filename: 'a.csv' })
    const reply = await download(id)
    expect(reply.text).toMatch(/'=HYPERLINK/)
    expect(reply.text).not.toMatch(/(?:^|[,"\n])[=@]/m)
  })
})
