import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, addMonths, addYears } from '@xinqiao/standards'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  benchFile,
  type DemoFile,
  demoFiles,
  type SnapshotFile,
  snapshotFiles,
  snapshotKey,
} from '../src/index.ts'

const day = '2026-11-23'
let folder: string
let files: DemoFile[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xinqiao-demo-'))
  files = await demoFiles(join(folder, 'a'), { seed: 1, day })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const digest = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

/** Rows of a plain CSV (no line ends inside cells of the rows asked for), by header. */
async function table(path: string, encoding: string): Promise<Record<string, string>[]> {
  const lines = new TextDecoder(encoding)
    .decode(await readFile(path))
    .trimEnd()
    .split('\r\n')
  const headers = (lines[0] as string).split(',')
  return lines
    .slice(1)
    .map((line) => Object.fromEntries(line.split(',').map((cell, at) => [headers[at], cell])))
}

describe('demo files', () => {
  test('are the same for the same options', async () => {
    const again = await demoFiles(join(folder, 'b'), { seed: 1, day })
    expect(await Promise.all(again.map(({ path }) => digest(path)))).toEqual(
      await Promise.all(files.map(({ path }) => digest(path))),
    )
  })

  test('are about 25,000 rows of mixed kinds and formats, from authorities with codes, none received later than today', () => {
    expect(files.length).toBeGreaterThanOrEqual(14)
    expect(new Set(files.map(({ path }) => path.split('.').at(-1))).size).toBe(7)
    expect(files.reduce((sum, file) => sum + file.rows, 0)).toBeGreaterThan(24_000)
    expect(
      files.every(
        ({ receivedOn, provider }) =>
          receivedOn <= day && provider.code.length === 18 && provider.name.length > 3,
      ),
    ).toBe(true)
    expect(files.filter(({ sample }) => sample).map(({ path }) => path.split('/').at(-1))).toEqual([
      'sample-dirty-penalties.xlsx',
      'sample-clean-licences.csv',
    ])
  })

  test('scale down', async () => {
    const small = await demoFiles(join(folder, 'small'), { seed: 1, day, scale: 0.05 })
    expect(small.reduce((sum, file) => sum + file.rows, 0)).toBeLessThan(3000)
  })

  test('hold penalties in every state of display', async () => {
    const file = files.find(({ path }) => path.includes('04-')) as DemoFile
    const penalties = await table(file.path, 'gb18030')
    const some = (from: string, to: string, words: RegExp) =>
      penalties.some(
        (row) =>
          (row.处罚决定日期 ?? '') > from && (row.处罚决定日期 ?? '') <= to && words.test(row.处罚类别 ?? ''),
      )
    const at = file.receivedOn
    expect(some(addMonths(at, -3), at, /^警告$/)).toBe(true)
    expect(some(addMonths(at, -3), at, /罚款/)).toBe(true)
    expect(some(addYears(at, -1), addMonths(at, -3), /罚款/)).toBe(true)
    expect(some(addYears(at, -1), addDays(addYears(at, -1), 14), /罚款/)).toBe(true)
    expect(some('2018-01-01', addYears(at, -1), /^罚款$/)).toBe(true)
    expect(some(addYears(at, -1), at, /吊销许可证件/)).toBe(true)
    expect(some(addYears(at, -3), addDays(addYears(at, -3), 14), /吊销许可证件/)).toBe(true)
    expect(some('2018-01-01', addYears(at, -3), /限制从业/)).toBe(true)
    expect(some('2016-01-01', '2019-07-01', /罚款/)).toBe(true)
    expect(penalties.some((row) => row.处罚决定状态 === '1')).toBe(true)
    expect(penalties.some((row) => row.行政相对人类别 === '自然人')).toBe(true)
    expect(
      penalties.some(
        (row) => row.行政相对人类别 !== '自然人' && !row['行政相对人代码_1（统一社会信用代码）'],
      ),
    ).toBe(true)
  })
})

describe('the benchmark file', () => {
  test('holds the rows asked for and is the same every time', async () => {
    const [a, b] = [join(folder, 'bench-a.csv'), join(folder, 'bench-b.csv')]
    const options = { rows: 5000, companies: 800, seed: 2, dirt: 0.2 }
    const count = await benchFile(a, options)
    expect(count).toBeGreaterThanOrEqual(5000)
    expect(await benchFile(b, options)).toBe(count)
    expect(await digest(a)).toBe(await digest(b))
    expect(await benchFile(a, { ...options, dirt: 0 })).toBe(5000)
    expect((await readFile(a, 'utf8')).trimEnd().split('\r\n')).toHaveLength(5001)
  })

  test('can be of another kind', async () => {
    expect(
      await benchFile(join(folder, 'bench-c.csv'), {
        rows: 100,
        companies: 50,
        seed: 2,
        kind: 'honour',
        dirt: 0,
      }),
    ).toBe(100)
  })
})

describe('monthly lists', () => {
  let lists: SnapshotFile[]
  let keys: Map<string, string>[]
  beforeAll(async () => {
    lists = await snapshotFiles(join(folder, 'lists'), 9, { seed: 4, until: '2026-03' })
    keys = await Promise.all(
      lists.map(async ({ path }) => {
        const cells = (await readFile(path, 'utf8')).trimEnd().split('\r\n').slice(1)
        return new Map(cells.map((line) => [snapshotKey(line.split(',')), line]))
      }),
    )
  })

  test('tell exactly what came, went and was corrected', () => {
    for (const [at, list] of lists.entries()) {
      if (at === 0) continue
      const [before, now] = [keys[at - 1] as Map<string, string>, keys[at] as Map<string, string>]
      expect([...now.keys()].filter((key) => !before.has(key)).sort()).toEqual([...list.added].sort())
      expect([...before.keys()].filter((key) => !now.has(key)).sort()).toEqual([...list.removed].sort())
      expect(
        [...now]
          .filter(([key, line]) => before.has(key) && before.get(key) !== line)
          .map(([key]) => key)
          .sort(),
      ).toEqual([...list.corrected].sort())
    }
  })

  test('turn over by 6 to 27 per cent a month, month after month', () => {
    expect(lists.map(({ month }) => month)).toEqual([
      '2025-07',
      '2025-08',
      '2025-09',
      '2025-10',
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
    ])
    for (const { added, removed, rows } of lists.slice(1)) {
      const turnover = (added.length + removed.length) / rows
      expect(turnover).toBeGreaterThan(0.03)
      expect(turnover).toBeLessThan(0.33)
    }
    expect(lists.some(({ corrected }) => corrected.length > 0)).toBe(true)
  })
})
