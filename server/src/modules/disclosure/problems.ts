import { problems } from '../../kernel/problem.ts'

export const problem = problems('disclosure', {
  subjectUnknown: [
    404,
    {
      'zh-CN': '没有可以公开的这个主体。',
      'zh-Hant': '沒有可以公開的這個主體。',
      en: 'There is no such subject with anything public.',
    },
  ],
  queryTooShort: [
    400,
    { 'zh-CN': '请至少输入两个字。', 'zh-Hant': '請至少輸入兩個字。', en: 'Type at least two characters.' },
  ],
  cursorInvalid: [
    400,
    { 'zh-CN': '翻页位置无效。', 'zh-Hant': '翻頁位置無效。', en: 'The cursor is not valid.' },
  ],
  dayInvalid: [
    400,
    {
      'zh-CN': '日期应为 YYYY-MM-DD，时刻应为 ISO 8601。',
      'zh-Hant': '日期應為 YYYY-MM-DD，時刻應為 ISO 8601。',
      en: 'A day is YYYY-MM-DD, an instant ISO 8601.',
    },
  ],
})
