import { fileSentences } from './file-sentences.ts'
import { rowSentences } from './row-sentences.ts'
import type { FileProblemCode, FileProblemParams, RowProblem } from './schema.ts'

export type Language = 'zh-CN' | 'zh-Hant' | 'en'

/** A sentence in each language, made from what was found, expected and where. */
export type Sentence<P> = Record<Language, (p: P) => string>

/** What is wrong with a file and what to do, in one language; codes unknown here give the code itself. */
export function fileProblemText(
  problem: { code: FileProblemCode; params: FileProblemParams },
  language: Language,
): string {
  const sentence = Object.hasOwn(fileSentences, problem.code) ? fileSentences[problem.code] : undefined
  if (!sentence) return String(problem.code)
  return where(problem.params, language) + sentence[language](problem.params)
}

/** What is wrong with a row, in one language; `rowNumber` goes in front when it is given. */
export function rowProblemText(problem: RowProblem, language: Language, rowNumber?: number): string {
  const sentence = Object.hasOwn(rowSentences, problem.code) ? rowSentences[problem.code] : undefined
  if (!sentence) return String(problem.code)
  return (rowNumber === undefined ? '' : place('row', rowNumber, language)) + sentence[language](problem)
}

/** The place of a file problem: entry or sheet, then line, row, character or byte as far as they are known. */
function where(params: FileProblemParams, language: Language): string {
  const { file } = params
  const name =
    file === undefined || file === ''
      ? ''
      : language === 'en'
        ? `${file}: `
        : language === 'zh-CN'
          ? `“${file}”：`
          : `「${file}」：`
  const points = (['line', 'row', 'column', 'char', 'byte'] as const).filter(
    (key) => params[key] !== undefined,
  )
  return name + points.map((key) => place(key, params[key]!, language)).join('')
}

const words = {
  line: { 'zh-CN': '行', 'zh-Hant': '列', en: 'line' },
  row: { 'zh-CN': '行', 'zh-Hant': '列', en: 'row' },
  column: { 'zh-CN': '个字符', 'zh-Hant': '個字元', en: 'column' },
  char: { 'zh-CN': '个字符', 'zh-Hant': '個字元', en: 'character' },
  byte: { 'zh-CN': '字节', 'zh-Hant': '位元組', en: 'byte' },
} as const

const place = (key: keyof typeof words, value: string | number, language: Language): string =>
  language === 'en' ? `${words[key].en} ${value}: ` : `第${value}${words[key][language]}，`
