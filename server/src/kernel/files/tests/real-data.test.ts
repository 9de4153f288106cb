import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Row, readTables, type TableHead } from '../index.ts'

const folder = join(import.meta.dirname, '../../../../../../shared/data')
const isHere = existsSync(folder)
if (!isHere) console.log('skipped: ../shared/data is absent')

async function readFile(name: string) {
  const heads: TableHead[] = []
  const rows: Row[] = []
  for await (const event of readTables(join(folder, name), { filename: name })) {
    if ('head' in event) heads.push(event.head)
    else rows.push(...event.rows)
  }
  return { head: heads[0]!, rows }
}

describe.skipIf(!isHere)('real files give every row', () => {
  test.each<[name: string, delimiter: string, columns: number, rows: number]>([
    ['registry/registry_dev_50k.csv', ',', 10, 50_000],
    ['registry/dirty_rows.csv', ',', 4, 2648],
    ['registry/taiwan_company.csv', ',', 11, 1941],
    ['decisions/cn_decisions.csv', ',', 15, 37],
    ['decisions/jp_labor_violations.tsv', '\t', 11, 1890],
    ['matching/branch_parent_dev.csv', ',', 5, 5000],
    ['matching/opensanctions_org_names.csv', ',', 8, 278],
    ['scoring/UCI_Credit_Card.csv', ',', 25, 30_000],
    ['codes/gbt4754_2017.csv', ',', 4, 1971],
  ])('%s', async (name, delimiter, columns, count) => {
    const { head, rows } = await readFile(name)
    expect(head).toMatchObject({ delimiter, headerRow: 1 })
    expect(head.headers).toHaveLength(columns)
    expect(rows).toHaveLength(count)
    expect(rows.filter((row) => row.cells.length !== columns)).toEqual([])
  })
  test('fourteen monthly snapshots', async () => {
    const names = readdirSync(join(folder, 'decisions/jp_monthly_snapshots')).sort()
    const counts = []
    for (const name of names)
      counts.push((await readFile(`decisions/jp_monthly_snapshots/${name}`)).rows.length)
    expect(counts).toEqual([347, 364, 393, 402, 427, 478, 496, 471, 429, 447, 450, 470, 458, 440])
  })
  test('rows damaged long ago are marked', async () => {
    const { rows } = await readFile('registry/dirty_rows.csv')
    const damaged = rows.filter((row) => row.cells.join('').includes('\ufffd'))
    expect(damaged.length).toBeGreaterThan(100)
    expect(damaged.every((row) => row.problem?.code === 'lost-characters')).toBe(true)
  })
})
