import type { ErrorObject } from 'ajv'
import type { ProblemText } from '../problem.ts'

const told = (zhCN: string, zhHant: string, en: string): ProblemText => ({
  'zh-CN': zhCN,
  'zh-Hant': zhHant,
  en,
})

const sorts: Record<string, ProblemText> = {
  string: told('文本', '文字', 'a text'),
  integer: told('整数', '整數', 'a whole number'),
  number: told('数字', '數字', 'a number'),
  boolean: told('true 或 false', 'true 或 false', 'true or false'),
  object: told('对象', '物件', 'an object'),
  array: told('列表', '列表', 'a list'),
  null: told('空值（null）', '空值（null）', 'null'),
}

const formats: Record<string, ProblemText> = {
  uuid: told('UUID 格式的标识', 'UUID 格式的識別碼', 'an id in the form of a UUID'),
  date: told('YYYY-MM-DD 格式的有效日期', 'YYYY-MM-DD 格式的有效日期', 'a day that exists, as YYYY-MM-DD'),
  'date-time': told(
    '带时区的日期时间，如 2026-01-31T08:00:00+08:00',
    '帶時區的日期時間，如 2026-01-31T08:00:00+08:00',
    'an instant with its offset, such as 2026-01-31T08:00:00+08:00',
  ),
  uri: told('网址', '網址', 'an address (URI)'),
  email: told('电子邮件地址', '電子郵件地址', 'an e-mail address'),
}

type Limit = { limit: number }
type Say = (params: Record<string, unknown> & Limit) => ProblemText

const expectations: Record<string, Say> = {
  type: ({ type }) => anyOf([type].flat().map((one) => sorts[String(one)] ?? unnamed)),
  format: ({ format }) => formats[String(format)] ?? unnamed,
  minLength: ({ limit }) =>
    told(`至少 ${limit} 个字符`, `至少 ${limit} 個字元`, `at least ${limit} characters`),
  maxLength: ({ limit }) =>
    told(`不超过 ${limit} 个字符`, `不超過 ${limit} 個字元`, `at most ${limit} characters`),
  minimum: ({ limit }) => told(`不小于 ${limit} 的数`, `不小於 ${limit} 的數`, `${limit} or more`),
  maximum: ({ limit }) => told(`不大于 ${limit} 的数`, `不大於 ${limit} 的數`, `${limit} or less`),
  exclusiveMinimum: ({ limit }) => told(`大于 ${limit} 的数`, `大於 ${limit} 的數`, `more than ${limit}`),
  exclusiveMaximum: ({ limit }) => told(`小于 ${limit} 的数`, `小於 ${limit} 的數`, `less than ${limit}`),
  minItems: ({ limit }) => told(`至少 ${limit} 项`, `至少 ${limit} 項`, `at least ${limit} items`),
  maxItems: ({ limit }) => told(`不超过 ${limit} 项`, `不超過 ${limit} 項`, `at most ${limit} items`),
  minProperties: ({ limit }) =>
    told(`至少 ${limit} 个字段`, `至少 ${limit} 個欄位`, `at least ${limit} fields`),
  maxProperties: ({ limit }) =>
    told(`不超过 ${limit} 个字段`, `不超過 ${limit} 個欄位`, `at most ${limit} fields`),
  const: ({ allowedValue }) => literal(allowedValue),
  enum: ({ allowedValues }) => anyOf([allowedValues].flat().slice(0, choicesMax).map(literal)),
  pattern: ({ pattern }) =>
    told(
      `符合 ${String(pattern).slice(0, 100)} 的文本`,
      `符合 ${String(pattern).slice(0, 100)} 的文字`,
      `a text that matches ${String(pattern).slice(0, 100)}`,
    ),
}
const choicesMax = 30
const unnamed = told(
  '符合接口文档要求的值',
  '符合介面文件要求的值',
  'a value as the reference (/docs) describes it',
)
const literal = (value: unknown) => {
  const text = String(value).slice(0, 60)
  return told(`“${text}”`, `「${text}」`, `“${text}”`)
}

/** What would have been right, in words of ours. `inner` are the faults of each way of a choice. */
export function expectedOf(error: ErrorObject, inner: ErrorObject[]): ProblemText {
  if (error.keyword === 'anyOf' || error.keyword === 'oneOf')
    return anyOf(inner.slice(0, choicesMax).map((one) => expectedOf(one, [])))
  const say = Object.hasOwn(expectations, error.keyword) ? expectations[error.keyword] : undefined
  return say ? say(error.params as Parameters<Say>[0]) : unnamed
}

function anyOf(choices: ProblemText[]): ProblemText {
  const unique = [...new Map(choices.map((choice) => [choice.en, choice])).values()]
  if (unique.length === 0) return unnamed
  const joined = (language: keyof ProblemText, or: string) => unique.map((c) => c[language]).join(or)
  return told(joined('zh-CN', '或'), joined('zh-Hant', '或'), joined('en', ' or '))
}
