import { expect, test } from 'vitest'
import { fileSentences } from '../file-sentences.ts'
import {
  type FileProblemCode,
  fileProblemText,
  type RowProblemCode,
  rowProblemLevels,
  rowProblemText,
} from '../index.ts'

const languages = ['zh-CN', 'zh-Hant', 'en'] as const

test.each(Object.keys(rowProblemLevels) as RowProblemCode[])(
  'the row problem %s has a sentence in every language',
  (code) => {
    for (const language of languages) {
      const text = rowProblemText({ code, found: '找到的', expected: '12' }, language, 7)
      expect(text).toMatch(language === 'en' ? /^row 7: .*\.$/ : /^第7[行列]，.*。$/)
      expect(text).not.toContain('undefined')
    }
  },
)

test.each(Object.keys(fileSentences) as FileProblemCode[])(
  'the file problem %s has a sentence in every language',
  (code) => {
    for (const language of languages) {
      const text = fileProblemText(
        { code, params: { file: '名单.csv', line: 3, found: 'X', limit: 8 * 1024 * 1024 } },
        language,
      )
      expect(text).toContain('名单.csv')
      expect(text).toContain(language === 'en' ? 'line 3' : '第3')
      expect(text).not.toMatch(/undefined|NaN/)
    }
  },
)

test('a code from elsewhere is shown as it is', () => {
  expect(fileProblemText({ code: 'constructor' as FileProblemCode, params: {} }, 'en')).toBe('constructor')
  expect(rowProblemText({ code: 'toString' as RowProblemCode, found: '', expected: '' }, 'en')).toBe(
    'toString',
  )
})
