import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { world } from '../src/index.ts'
import { industries, shops } from '../src/words/industries.ts'
import { cities } from '../src/words/regions.ts'

const data = new URL('../../../shared/data/', import.meta.url)
const here = existsSync(data)
if (!here) console.log('skipped: ../shared/data is absent')

const text = (path: string) => readFileSync(new URL(path, data), 'utf8')
const codesIn = (path: string) =>
  new Set(
    text(path)
      .match(/"\d{6}"(?=\s*:)/g)
      ?.map((code) => code.slice(1, 7)),
  )

describe.skipIf(!here)('against real data', () => {
  test('no invented name is that of a real firm in the register', () => {
    const real = new Set(
      text('registry/registry_dev_50k.csv')
        .split('\n')
        .map((line) => line.split(',')[0]),
    )
    const scene = world({ seed: 20_260_401, companies: 60_000 })
    const met = Array.from({ length: 60_000 }, (_, index) => scene.companyAt(index).name).filter((name) =>
      real.has(name),
    )
    expect(met).toEqual([])
  })

  test('districts exist today, abolished ones existed once, names are right', () => {
    const [now, ever] = [codesIn('codes/list.json'), codesIn('codes/history.json')]
    const list = text('codes/list.json')
    for (const { districts, abolished } of cities) {
      for (const { code, name } of districts) expect(list).toContain(`"${code}":"${name}"`)
      for (const code of abolished) expect([code, now.has(code), ever.has(code)]).toEqual([code, false, true])
      for (const { code } of districts)
        expect(ever.has(`${code.slice(0, 4)}91`) || ever.has(`${code.slice(0, 4)}98`)).toBe(false)
    }
  })

  test('industries are classes of GB/T 4754', () => {
    const table = text('codes/gbt4754_2017.csv')
    for (const { code, title } of [...industries, ...shops]) expect(table).toContain(`4,${code},${title}`)
  })
})
