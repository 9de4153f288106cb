import type { ProblemText } from '../../kernel/problem.ts'

/** What a protected value may be looked at for; each is told to the subject in words. */
export const purposes: Record<string, ProblemText> = {
  'case-work': { 'zh-CN': '办理业务', 'zh-Hant': '辦理業務', en: 'Handling a case' },
  'data-quality': { 'zh-CN': '核对数据', 'zh-Hant': '核對資料', en: 'Checking data' },
  identification: { 'zh-CN': '认定主体', 'zh-Hant': '認定主體', en: 'Finding out whom a record is about' },
  repair: { 'zh-CN': '信用修复', 'zh-Hant': '信用修復', en: 'Credit repair' },
  objection: { 'zh-CN': '异议处理', 'zh-Hant': '異議處理', en: 'Handling an objection' },
  supervision: { 'zh-CN': '监督检查', 'zh-Hant': '監督檢查', en: 'Supervision' },
  authorised: { 'zh-CN': '经本人授权查询', 'zh-Hant': '經本人授權查詢', en: 'Authorised by the subject' },
}

/** One reading of a subject's protected values. */
export type Read = {
  subjectId: string
  recordId: string | null
  purpose: string
  /** Classes of the fields that were seen, e.g. `shared`. */
  classes: readonly string[]
  /** `view`: as the audience sees it; `unmask`: one value in clear. */
  kind: 'view' | 'unmask'
  field?: string
  reason?: string
}
