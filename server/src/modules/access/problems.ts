import { problems } from '../../kernel/problem.ts'

export const problem = problems('access', {
  quotaSpent: [
    429,
    {
      'zh-CN': '今天查看明文的次数已用完。',
      'zh-Hant': '今天查看明文的次數已用完。',
      en: 'The values you may see in clear today are used up.',
    },
  ],
  cursorInvalid: [
    400,
    { 'zh-CN': '分页位置无效。', 'zh-Hant': '分頁位置無效。', en: 'The cursor is not valid.' },
  ],
})
