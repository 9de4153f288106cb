import { problems } from '../../kernel/problem.ts'

export const problem = problems('policy', {
  packUnknown: [
    404,
    {
      'zh-CN': '没有这个政策包，或者在该日尚未施行、已经失效。',
      'zh-Hant': '沒有這個政策包，或者在該日尚未施行、已經失效。',
      en: 'There is no such policy pack, or it was not in force on that day.',
    },
  ],
})
