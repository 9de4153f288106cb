import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rateLimit } from '../guard.ts'
import { languageOf } from '../problem-reply.ts'

describe('requests by the minute', () => {
  test('an address may make so many and no more, and again when time has passed', () => {
    let now = 0
    const may = rateLimit(60, () => now)
    const burst = Array.from({ length: 100 }, () => may('203.0.113.1'))
    expect(burst.filter(Boolean)).toHaveLength(60)
    now += 10_000
    expect(Array.from({ length: 100 }, () => may('203.0.113.1')).filter(Boolean)).toHaveLength(10)
    expect(may('203.0.113.2')).toBe(true)
  })

  test('loopback is never limited, and 0 is no limit', () => {
    const may = rateLimit(1)
    expect(Array.from({ length: 50 }, () => may('127.0.0.1')).every(Boolean)).toBe(true)
    const free = rateLimit(0)
    expect(Array.from({ length: 50 }, () => free('203.0.113.1')).every(Boolean)).toBe(true)
  })

  test('many addresses do not fill the memory, and a busy one is not forgotten among them', () => {
    let now = 0
    const may = rateLimit(2, () => now)
    may('busy')
    may('busy')
    for (let i = 0; i < 40_000; i++) may(`2001:db8::${i}`)
    now += 1
    expect(may('busy')).toBe(false)
  })
})

test.each([
  ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-Hant'],
  ['zh-Hant-HK', 'zh-Hant'],
  ['zh', 'zh-CN'],
  ['en-US,zh;q=0.1', 'en'],
  ['fr,de;q=0.5', 'zh-CN'],
  ['', 'zh-CN'],
  [undefined, 'zh-CN'],
] as const)('a reader who sends %j reads %s', (header, language) => expect(languageOf(header)).toBe(language))

test('any Accept-Language has an answer', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 5_000 }), (header) => {
      expect(['zh-CN', 'zh-Hant', 'en']).toContain(languageOf(header))
    }),
  )
})
