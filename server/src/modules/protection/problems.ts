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
  severityUnknown: [
    422,
    {
      'zh-CN': '期限规则中没有这一事件级别。',
      'zh-Hant': '期限規則中沒有這一事件級別。',
      en: 'The pack of deadlines has no such severity.',
    },
  ],
  detectionWrong: [
    422,
    {
      'zh-CN': '发现时间不能晚于现在，也不能早于一年之前。',
      'zh-Hant': '發現時間不能晚於現在，也不能早於一年之前。',
      en: 'An incident is detected neither later than now nor more than a year ago.',
    },
  ],
  incidentUnknown: [
    404,
    { 'zh-CN': '没有这一事件。', 'zh-Hant': '沒有這一事件。', en: 'There is no such incident.' },
  ],
  moveRefused: [
    409,
    {
      'zh-CN': '事件当前的状态不允许这一步，或者应当先行报告、告知。',
      'zh-Hant': '事件目前的狀態不允許這一步，或者應當先行報告、告知。',
      en: 'The state of the incident does not allow this step, or something must be reported or told first.',
    },
  ],
  findingsNeeded: [
    422,
    {
      'zh-CN': '评估时须填写影响人数以及是否需要报告和告知；其他步骤不填。',
      'zh-Hant': '評估時須填寫影響人數以及是否需要報告和告知；其他步驟不填。',
      en: 'An assessment, and only that, says how many people are concerned and what is needed.',
    },
  ],
  holdOnOne: [
    422,
    {
      'zh-CN': '请指定一个主体或者一条记录，二者择一。',
      'zh-Hant': '請指定一個主體或者一條記錄，二者擇一。',
      en: 'Name either a subject or a record.',
    },
  ],
  holdUnknown: [
    404,
    {
      'zh-CN': '没有这项保全，或者已经解除。',
      'zh-Hant': '沒有這項保全，或者已經解除。',
      en: 'There is no such hold, or it was lifted.',
    },
  ],
  alertUnknown: [
    404,
    { 'zh-CN': '没有这条告警。', 'zh-Hant': '沒有這條告警。', en: 'There is no such alert.' },
  ],
  alertOfOneself: [
    403,
    {
      'zh-CN': '涉及本人的告警须由他人处理。',
      'zh-Hant': '涉及本人的告警須由他人處理。',
      en: 'An alert about oneself is answered by somebody else.',
    },
  ],
  alertAnswered: [
    409,
    {
      'zh-CN': '告警已经有人受理、已经关闭，或者尚未受理而不能关闭。',
      'zh-Hant': '告警已經有人受理、已經關閉，或者尚未受理而不能關閉。',
      en: 'The alert was taken on or closed before, or must be taken on before it is closed.',
    },
  ],
})
