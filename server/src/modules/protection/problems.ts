import { problems } from '../../kernel/problem.ts'

export const problem = problems('protection', {
  purposeUnknown: [
    422,
    {
      'zh-CN': '处理活动登记中没有以同意为依据的这一目的。',
      'zh-Hant': '處理活動登記中沒有以同意為依據的這一目的。',
      en: 'The register of processing has no such purpose that rests on consent.',
    },
  ],
  kindNotOfPurpose: [
    422,
    {
      'zh-CN': '这一目的不涉及该类信息。',
      'zh-Hant': '這一目的不涉及該類資訊。',
      en: 'This kind of record is not processed for that purpose.',
    },
  ],
  periodWrong: [
    422,
    {
      'zh-CN': '同意的期限不正确：须在开始之后、今日或以后结束，且不超过该目的允许的最长期限。',
      'zh-Hant': '同意的期限不正確：須在開始之後、今日或以後結束，且不超過該目的允許的最長期限。',
      en: 'The period is wrong: it ends after it begins, not before today, and no later than the purpose allows.',
    },
  ],
  recipientUnknown: [
    404,
    {
      'zh-CN': '没有这个接收单位，或者您无权代其登记。',
      'zh-Hant': '沒有這個接收單位，或者您無權代其登記。',
      en: 'There is no such recipient, or you may not record for it.',
    },
  ],
  numberWrong: [
    422,
    {
      'zh-CN': '证件号码或者统一社会信用代码不正确。',
      'zh-Hant': '證件號碼或者統一社會信用代碼不正確。',
      en: 'The identity number or unified code is not valid.',
    },
  ],
  tooManyConsents: [
    409,
    {
      'zh-CN': '有效的同意过多，请先撤回不再需要的。',
      'zh-Hant': '有效的同意過多，請先撤回不再需要的。',
      en: 'There are too many consents in force; take some back first.',
    },
  ],
  consentUnknown: [
    404,
    { 'zh-CN': '没有这项同意。', 'zh-Hant': '沒有這項同意。', en: 'There is no such consent.' },
  ],
  consentRevoked: [
    409,
    {
      'zh-CN': '这项同意此前已经撤回。',
      'zh-Hant': '這項同意此前已經撤回。',
      en: 'This consent was taken back before.',
    },
  ],
})
