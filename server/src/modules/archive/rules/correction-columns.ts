/** The two columns at the end of a file of rows to correct, by its language: the row's number, and what is wrong. */
export const correctionColumns = {
  'zh-CN': ['原行号', '问题说明'],
  'zh-Hant': ['原列號', '問題說明'],
  en: ['Original row', 'What is wrong'],
} as const

/** Whether a table is a file of rows to correct, sent back: it has both columns, in one language. */
export const isCorrection = (headers: readonly string[]): boolean =>
  Object.values(correctionColumns).some((pair) => pair.every((title) => headers.includes(title)))
