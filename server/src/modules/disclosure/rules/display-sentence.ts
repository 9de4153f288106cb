import type { Display } from '../schema.ts'

export type Sentences = { 'zh-CN': string; 'zh-Hant': string; en: string }
type Said = Pick<Display, 'reason' | 'severity' | 'startOn' | 'earliestRepairOn' | 'lastDisplayOn'>

const severities: Record<string, Sentences> = {
  minor: { 'zh-CN': '轻微失信', 'zh-Hant': '輕微失信', en: 'minor' },
  general: { 'zh-CN': '一般失信', 'zh-Hant': '一般失信', en: 'general' },
  serious: { 'zh-CN': '严重失信', 'zh-Hant': '嚴重失信', en: 'serious' },
  'specially-serious': { 'zh-CN': '特定严重失信', 'zh-Hant': '特定嚴重失信', en: 'specially serious' },
}

/** The class in words; a class of a pack that has no word here is shown by its code. */
export const severityTitle = (severity: string): Sentences =>
  severities[severity] ?? { 'zh-CN': severity, 'zh-Hant': severity, en: severity }

/** Plain words on a shown record: why it is shown, since when, until when, and what can be done next. */
export function displaySentence(display: Said, day: string): Sentences {
  const parts = [why(display), until(display), repair(display, day)]
  const join = (language: keyof Sentences, space: string) =>
    parts.flatMap((p) => (p === null ? [] : [p[language]])).join(space)
  return { 'zh-CN': join('zh-CN', ''), 'zh-Hant': join('zh-Hant', ''), en: join('en', ' ') }
}

function why({ severity, startOn, reason }: Said): Sentences {
  const objection =
    reason === 'shown-under-objection'
      ? {
          'zh-CN': '记录正在异议处理中。',
          'zh-Hant': '記錄正在異議處理中。',
          en: 'The record is under objection. ',
        }
      : { 'zh-CN': '', 'zh-Hant': '', en: '' }
  if (severity === null)
    return {
      'zh-CN': `${objection['zh-CN']}该信息依法公开。`,
      'zh-Hant': `${objection['zh-Hant']}該資訊依法公開。`,
      en: `${objection.en}This is public by law.`,
    }
  const title = severityTitle(severity)
  const since =
    startOn === null
      ? { zh: '', en: '' }
      : { zh: `，公示期自${startOn}起算`, en: `; its period counts from ${startOn}` }
  return {
    'zh-CN': `${objection['zh-CN']}属于${title['zh-CN']}信息，依法公示${since.zh}。`,
    'zh-Hant': `${objection['zh-Hant']}屬於${title['zh-Hant']}資訊，依法公示${since.zh}。`,
    en: `${objection.en}It is classed as ${title.en} and shown by law${since.en}.`,
  }
}

function until({ lastDisplayOn }: Said): Sentences | null {
  if (lastDisplayOn === null)
    return { 'zh-CN': '没有期限。', 'zh-Hant': '沒有期限。', en: 'It has no end date.' }
  return {
    'zh-CN': `最后公示日为${lastDisplayOn}，次日自动停止公示。`,
    'zh-Hant': `最後公示日為${lastDisplayOn}，次日自動停止公示。`,
    en: `It is shown up to and including ${lastDisplayOn} and disappears by itself the day after.`,
  }
}

function repair({ earliestRepairOn, severity }: Said, day: string): Sentences | null {
  if (severity === null) return null
  if (earliestRepairOn === null)
    return {
      'zh-CN': '依规定不能提前修复。',
      'zh-Hant': '依規定不能提前修復。',
      en: 'An early repair is not provided for.',
    }
  if (earliestRepairOn > day)
    return {
      'zh-CN': `纠正行为并履行义务后，最早可于${earliestRepairOn}申请信用修复，免费。`,
      'zh-Hant': `糾正行為並履行義務後，最早可於${earliestRepairOn}申請信用修復，免費。`,
      en: `Once the conduct is corrected and all duties are met, a repair may be applied for from ${earliestRepairOn}, free of charge.`,
    }
  return {
    'zh-CN': '已过最短公示期；纠正行为并履行义务后，现在即可申请信用修复，免费。',
    'zh-Hant': '已過最短公示期；糾正行為並履行義務後，現在即可申請信用修復，免費。',
    en: 'The shortest period has passed: once the conduct is corrected and all duties are met, a repair may be applied for now, free of charge.',
  }
}
