import { problems } from '../../kernel/problem.ts'

export const problem = problems('audit', {
  tileUnknown: [
    404,
    {
      'zh-CN': '日志中没有这一部分，或尚未公布。',
      'zh-Hant': '日誌中沒有這一部分，或尚未公布。',
      en: 'The log has no such part, or it is not published yet.',
    },
  ],
  leafUnknown: [
    404,
    {
      'zh-CN': '没有与此相关的存证记录。',
      'zh-Hant': '沒有與此相關的存證記錄。',
      en: 'Nothing about this was noted in the ledger.',
    },
  ],
  receiptPending: [
    409,
    {
      'zh-CN': '存证尚未公布，请稍后再取存证凭据。',
      'zh-Hant': '存證尚未公布，請稍後再取存證憑據。',
      en: 'The entry is not in a published checkpoint yet; ask for the receipt again in a few seconds.',
    },
  ],
})
