import { problems } from '../../kernel/problem.ts'

export const problem = problems('catalog', {
  kindUnknown: [
    404,
    {
      'zh-CN': '目录中没有这一类信息。',
      'zh-Hant': '目錄中沒有這一類資訊。',
      en: 'The catalogue has no such kind of record.',
    },
  ],
  tableUnknown: [
    404,
    { 'zh-CN': '没有这个代码表。', 'zh-Hant': '沒有這個代碼表。', en: 'There is no such code table.' },
  ],
})
