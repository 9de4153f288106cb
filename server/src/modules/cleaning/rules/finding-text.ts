import type { Finding } from '../schema.ts'
import { type FindingText, findingTexts } from './finding-texts.ts'

export type FindingLanguage = 'zh-CN' | 'zh-Hant' | 'en'
/** Where a finding was made: the field's title, the column's header and the row's number in the file (header = 1). */
export type FindingPlace = { fieldTitle: string | null; column: string | null; rowNumber: number | null }

/**
 * A finding as one or two sentences: row, field and column, what was found, what is expected, and the fix if one
 * could be computed. Every value in it is masked already. An unknown code gives a neutral sentence, never an error.
 */
export function findingText(finding: Finding, place: FindingPlace, lang: FindingLanguage): string {
  const order = languages.indexOf(lang) as 0 | 1 | 2
  const text = Object.hasOwn(findingTexts, finding.code)
    ? (findingTexts as Record<string, FindingText>)[finding.code]
    : undefined
  const body = (text ?? unknownText)[order]
  const parts = [placeText(place, order), fill(body, finding, order)]
  if (finding.reason !== undefined && !body.includes('{reason}'))
    parts.push(reasonText(finding.reason, order))
  if (finding.expected !== null && !body.includes('{expected}'))
    parts.push(fill(expectedText[order], finding, order))
  if (finding.suggestion !== undefined && !body.includes('{suggestion}'))
    parts.push(fill(suggestionText[order], finding, order))
  return parts.filter((part) => part !== '').join(order === 2 ? ' ' : '')
}

const languages: readonly FindingLanguage[] = ['zh-CN', 'zh-Hant', 'en']
const unknownText: FindingText = [
  '“{found}”有问题。',
  '「{found}」有問題。',
  'There is a problem with “{found}”.',
]
const expectedText: FindingText = ['应为：{expected}。', '應為：{expected}。', 'Expected: {expected}.']
const suggestionText: FindingText = [
  '建议改为“{suggestion}”。',
  '建議改為「{suggestion}」。',
  'Suggested: “{suggestion}”.',
]
const nothing = ['（空）', '（空）', '(empty)'] as const

/** Why a format is broken, as reported in `reason`. */
export const reasonTexts: Record<string, FindingText> = {
  length: ['长度不对。', '長度不對。', 'The length is wrong.'],
  alphabet: ['含有不允许的字符。', '含有不允許的字元。', 'It has characters that are not allowed.'],
  department: [
    '登记管理部门或机构类别不存在。',
    '登記管理部門或機構類別不存在。',
    'There is no such registering department or type.',
  ],
  'check-digit': ['校验位不符。', '校驗位不符。', 'The check character does not match.'],
  'organisation-code': [
    '其中的主体标识码校验不符。',
    '其中的主體標識碼校驗不符。',
    'The organisation code inside it fails its check.',
  ],
  'birth-date': [
    '出生日期不存在或不合理。',
    '出生日期不存在或不合理。',
    'The date of birth does not exist or is unlikely.',
  ],
  region: ['地区码不存在。', '地區碼不存在。', 'There is no such region.'],
  shape: ['格式不符。', '格式不符。', 'The format is wrong.'],
  impossible: ['日历上没有这一天。', '日曆上沒有這一天。', 'There is no such day in the calendar.'],
  placeholder: ['占位值不算填写。', '占位值不算填寫。', 'A placeholder does not count as a value.'],
  'excel-serial': [
    '原值是电子表格的日期序号。',
    '原值是試算表的日期序號。',
    'It was a spreadsheet date number.',
  ],
  era: ['原值是年号纪年。', '原值是年號紀年。', 'It was written with an era name.'],
}

function reasonText(reason: string, order: 0 | 1 | 2): string {
  return Object.hasOwn(reasonTexts, reason) ? (reasonTexts[reason]?.[order] ?? '') : ''
}

function placeText(place: FindingPlace, order: 0 | 1 | 2): string {
  const { fieldTitle: title, column, rowNumber: row } = place
  if (order === 2) {
    const names = [
      row === null ? '' : `Row ${row}`,
      title === null ? '' : `field “${title}”`,
      column === null ? '' : `column “${column}”`,
    ].filter((part) => part !== '')
    const said = names.join(', ')
    return said === '' ? '' : `${said.charAt(0).toUpperCase()}${said.slice(1)}:`
  }
  const [open, close, rowWord, columnWord] = order === 0 ? ['“', '”', '行', '列'] : ['「', '」', '列', '欄']
  const head = row === null ? '' : `第${row}${rowWord}`
  const field = title === null ? '' : `${open}${title}${close}`
  const at = column === null ? '' : `（${columnWord}${open}${column}${close}）`
  return head + field + at === '' ? '' : `${head}${field}${at}：`
}

function fill(template: string, finding: Finding, order: 0 | 1 | 2): string {
  return template.replace(/\{(found|expected|suggestion|reason)\}/g, (_, name: 'found') => {
    return finding[name] ?? nothing[order]
  })
}
