import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type FindingLanguage, findingText, reasonTexts } from '../rules/finding-text.ts'
import { type FindingText, findingTexts } from '../rules/finding-texts.ts'
import type { Finding } from '../schema.ts'

const languages: FindingLanguage[] = ['zh-CN', 'zh-Hant', 'en']
const place = { fieldTitle: '罚款金额', column: 'CF_NR_FK', rowNumber: 7 }
const rules = new URL('../rules/', import.meta.url)

/** The rules' sources without the tables of texts. */
function sources(): string {
  const files = readdirSync(rules, { recursive: true, encoding: 'utf8' })
  return files
    .filter((name) => name.endsWith('.ts') && !name.includes('finding-text'))
    .map((name) => readFileSync(new URL(name.replaceAll('\\', '/'), rules), 'utf8'))
    .join('\n')
}

describe('the sentence of a finding', () => {
  it.each(Object.entries(findingTexts))('%s is written in three languages', (_, texts) => {
    const [zh, hant, en] = texts as FindingText
    for (const text of [zh, hant, en]) expect(text.length).toBeGreaterThan(3)
    expect(zh).toMatch(/[\u4e00-\u9fff]/)
    expect(hant).toMatch(/[\u4e00-\u9fff]/)
    expect(en).not.toMatch(/[\u4e00-\u9fff]/)
    const marks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
    expect(marks(hant)).toEqual(marks(zh))
    expect(marks(en)).toEqual(marks(zh))
  })
  // The other direction, a text for every code that is reported, is the type FindingCode: it does not compile otherwise.
  it('is written for codes that a rule reports, none is left over', () => {
    const source = sources()
    expect(Object.keys(findingTexts).filter((code) => !source.includes(`'${code}'`))).toEqual([])
  })
  it.each(languages)('names row, field, column, what was found, expected and suggested (%s)', (lang) => {
    const finding: Finding = {
      code: 'uscc-invalid',
      level: 'error',
      field: 'X',
      found: 'AAA',
      expected: 'BBB',
      suggestion: 'CCC',
      reason: 'check-digit',
    }
    const text = findingText(finding, place, lang)
    for (const part of ['7', '罚款金额', 'CF_NR_FK', 'AAA', 'BBB', 'CCC']) expect(text).toContain(part)
    expect(text).toContain(reasonTexts['check-digit']?.[languages.indexOf(lang)])
    expect(text).not.toMatch(/[{}]/)
  })
  it('of the whole row names the row only', () => {
    const finding: Finding = { code: 'key-empty', level: 'error', field: null, found: null, expected: null }
    expect(findingText(finding, { fieldTitle: null, column: null, rowNumber: 3 }, 'zh-CN')).toBe(
      '第3行：能够区分这条记录的字段全部为空。',
    )
  })
  it('of an unknown or inherited code is neutral, not an error', () => {
    for (const code of ['constructor', 'no-such-code'])
      expect(
        findingText({ code, level: 'error', field: null, found: 'x', expected: null }, place, 'en'),
      ).toContain('x')
  })
  it('does not read marks inside a value', () => {
    const finding: Finding = {
      code: 'date-invalid',
      level: 'error',
      field: 'X',
      found: '{expected}',
      expected: 'E',
    }
    expect(findingText(finding, place, 'en')).toContain('“{expected}”')
  })
})
