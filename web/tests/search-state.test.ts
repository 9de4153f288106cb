import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemOf, withQuery } from '../src/api/client.ts'
import { shareOf } from '../src/features/disclosure/DisplayPeriod.tsx'
import {
  longEnough,
  readMoment,
  readSearch,
  type SearchState,
  writeSearch,
} from '../src/features/disclosure/search-state.ts'
import { firstLanguage } from '../src/text/index.tsx'

const state = fc.record({
  q: fc
    .string({ unit: 'grapheme', maxLength: 40 })
    .map((q) => q.trim())
    // An address cannot carry half a surrogate pair.
    .filter((q) => !/\p{Surrogate}/u.test(q)),
  region: fc.constantFrom('', '420000', '110000'),
  industry: fc.constantFrom('', 'C', 'I65'),
  grade: fc.constantFrom('', 'A', 'D'),
  kind: fc.constantFrom('', 'enterprise', 'individual-business'),
  hasPenalty: fc.constantFrom('' as const, 'true' as const, 'false' as const),
})

describe('the address of a search', () => {
  it('gives back the search that was written to it', () => {
    fc.assert(
      fc.property(state, (asked: SearchState) => {
        expect(readSearch(new URLSearchParams(writeSearch(asked).toString()))).toEqual(asked)
      }),
    )
  })

  it('leaves out what is not set and what the API would refuse', () => {
    const none = { q: '', region: '', industry: '', grade: '', kind: '', hasPenalty: '' as const }
    expect(writeSearch(none).toString()).toBe('')
    expect(
      readSearch(
        new URLSearchParams('q=a&region=42&industry=65&grade=E&kind=%3Cb%3E&hasPenalty=maybe&more=1'),
      ),
    ).toEqual({ ...none, q: 'a' })
  })

  it('never asks for more than 100 characters', () => {
    expect(readSearch(new URLSearchParams({ q: '信'.repeat(500) })).q).toHaveLength(100)
  })
})

describe('the moment in the address', () => {
  it.each([
    ['asOf=2026-02-28', { asOf: '2026-02-28', knownAt: '' }],
    ['asOf=2026-02-30&knownAt=2025-12-01', { asOf: '', knownAt: '2025-12-01' }],
    ['asOf=yesterday&knownAt=2025-13-01', { asOf: '', knownAt: '' }],
  ])('%s', (address, expected) => {
    expect(readMoment(new URLSearchParams(address))).toEqual(expected)
  })
})

describe('small promises of the portal', () => {
  it('a query is long enough from two characters on, as a reader counts them', () => {
    expect([longEnough('信'), longEnough(' 𠮷 '), longEnough('信桥')]).toEqual([false, false, true])
  })

  it('sends only parameters that are set', () => {
    expect(withQuery('/v1/search', { q: '信 桥', region: '', cursor: null, limit: 20 })).toBe(
      '/v1/search?q=%E4%BF%A1+%E6%A1%A5&limit=20',
    )
  })

  it.each([
    ['?lang=en', 'zh-Hant', 'en'],
    ['?lang=xx', 'zh-Hant', 'zh-Hant'],
    ['', null, 'zh-CN'],
  ])('language of %s with %s kept is %s', (search, kept, expected) => {
    expect(firstLanguage(search, kept)).toBe(expected)
  })

  it('a reply that is not ours is still told in words', () => {
    expect(problemOf(502, '<html>').code).toBe('web.unexpected')
    expect(problemOf(404, '{"code":"a.b","text":{"zh-CN":"无","en":"none"}}').code).toBe('a.b')
  })

  it.each([
    ['2026-01-01', 0],
    ['2025-01-01', 0],
    ['2026-01-11', 1],
    ['2030-01-01', 1],
    ['2026-01-06', 0.5],
  ])('%s lies at %d of ten days', (day, expected) => {
    expect(shareOf('2026-01-01', '2026-01-11', day)).toBe(expected)
  })
})
