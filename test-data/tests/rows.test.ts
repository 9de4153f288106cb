import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { compareDecimal, parseAmount } from '@xinqiao/standards'
import { describe, expect, test } from 'vitest'
import { benchColumns, benchRows, headersOf, kindNames, rows, world } from '../src/index.ts'

const day = '2026-11-23'
const scene = world({ seed: 5, companies: 3000 })
const kind = 'administrative-penalty'
const at = (code: string) => headersOf(kind, 'codes').indexOf(code)
const penalties = [...rows(kind, { world: scene, count: 12_000, day })]
const share = (holds: (cells: string[]) => boolean) => penalties.filter(holds).length / penalties.length

describe('rows', () => {
  test.each(kindNames)('of %s are the same from the start and from the middle', (each) => {
    const whole = [...rows(each, { world: scene, count: 30, day })]
    expect([...rows(each, { world: scene, count: 10, start: 20, day })]).toEqual(whole.slice(20))
  })

  // The register itself knows firms founded up to the end of 2024, whatever the day.
  const dated = kindNames.filter((each) => each !== 'enterprise-base')
  test.each(dated)('of %s hold no day after the last one, except ends', (each) => {
    const ends = /^(CF_YXQ|CF_GSJZQ|XK_YXQZI|YXQ|YXQZI|YYQXZI|NYCRQ|YCRQ|QXZ|LXQX|JQRQ)$/
    const headers = headersOf(each, 'codes')
    for (const cells of rows(each, { world: scene, count: 300, day: '2024-02-29' }))
      for (const [index, cell] of cells.entries())
        if (/^\d{4}-\d{2}-\d{2}$/.test(cell) && !ends.test(headers[index] as string) && cell > '2024-02-29')
          expect([each, headers[index], cell]).toEqual([])
  })

  test('only the columns asked for come, in their order', () => {
    const only = ['CF_WSH', 'CF_XDR_MC']
    expect([...rows(kind, { world: scene, count: 3, day, only })]).toEqual(
      penalties.slice(0, 3).map((cells) => [cells[at('CF_WSH')], cells[at('CF_XDR_MC')]]),
    )
    expect(() => headersOf(kind, 'codes', ['NONE'])).toThrow(RangeError)
  })

  test('a million rows leave nothing behind', { timeout: 120_000 }, () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    collect()
    const before = process.memoryUsage().heapUsed
    let cells = 0
    for (const row of rows('tax-credit-grade', {
      world: world({ seed: 2, companies: 250_000 }),
      count: 1_000_000,
      day,
    }))
      cells += row.length
    collect()
    expect(cells).toBe(14_000_000)
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 * 1024)
  })
})

describe('penalties', () => {
  test('have the shares of real ones', () => {
    expect(share((cells) => cells[at('CF_NR_FK')] !== '')).toBeCloseTo(0.96, 1)
    expect(share((cells) => cells[at('CF_NR_WFFF')] !== '')).toBeCloseTo(0.04, 1)
    expect(share((cells) => cells[at('CF_NR_ZKDX')] !== '')).toBeCloseTo(0.008, 1)
    expect(share((cells) => cells[at('CF_XDR_LB')] === '自然人')).toBeCloseTo(0.06, 1)
    expect(share((cells) => cells[at('CF_ZT')] === '1')).toBeCloseTo(0.008, 2)
  })

  test('say the same amount in figures and in the text', () => {
    for (const cells of penalties) {
      const stated = /罚款人民币(\d+)元/.exec(cells[at('CF_NR')] as string)?.[1]
      if (stated === undefined) expect(cells[at('CF_NR_FK')]).toBe('')
      else {
        const figure = parseAmount(cells[at('CF_NR_FK')] as string, 'wan-yuan')
        expect(figure.ok && compareDecimal(figure.yuan, stated)).toBe(0)
      }
    }
  })

  test('have numbers of their own, and fall on few firms often', () => {
    const numbers = new Set(penalties.map((cells) => `${cells[at('CF_WSH')]} ${cells[at('CF_CFJGDM')]}`))
    expect(numbers.size).toBe(penalties.length)
    const perFirm = new Map<string, number>()
    for (const cells of penalties)
      perFirm.set(cells[at('CF_XDR_MC')] as string, (perFirm.get(cells[at('CF_XDR_MC')] as string) ?? 0) + 1)
    expect(Math.max(...perFirm.values())).toBeGreaterThan(50)
  })
})

describe('benchmark rows', () => {
  test('are valid penalties without commas or quotes, the same every time', () => {
    const made = [...benchRows(scene, 3000, day)]
    expect([...benchRows(scene, 3000, day)]).toEqual(made)
    for (const cells of made) {
      expect(cells).toHaveLength(benchColumns.length)
      expect(cells.join('')).not.toMatch(/[",\r\n]/)
      expect(scene.companyOf(cells[2] as string)?.name).toBe(cells[0])
    }
  })
})
