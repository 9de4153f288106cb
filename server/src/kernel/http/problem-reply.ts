import { maskIn } from '@xinqiao/standards'
import type { FastifyReply } from 'fastify'
import { type Problem, type ProblemText, problems } from '../problem.ts'

/** Problems of the HTTP layer itself. */
export const httpProblem = problems('http', {
  invalid: [
    400,
    {
      'zh-CN': '请求的内容不符合要求。',
      'zh-Hant': '請求的內容不符合要求。',
      en: 'The request is not as it must be.',
    },
  ],
  malformed: [
    400,
    {
      'zh-CN': '请求体不是有效的 JSON。',
      'zh-Hant': '請求體不是有效的 JSON。',
      en: 'The body is not valid JSON.',
    },
  ],
  brokenForm: [
    400,
    {
      'zh-CN': '上传的表单不完整，请重新发送。',
      'zh-Hant': '上傳的表單不完整，請重新傳送。',
      en: 'The uploaded form is not complete; send it again.',
    },
  ],
  fieldTwice: [
    400,
    {
      'zh-CN': '同一字段出现了两次，无法确定以哪个为准。',
      'zh-Hant': '同一欄位出現了兩次，無法確定以哪個為準。',
      en: 'A field stands there twice; which of them holds cannot be told.',
    },
  ],
  fieldUnknown: [
    400,
    {
      'zh-CN': '请求中有不认识的字段。',
      'zh-Hant': '請求中有不認識的欄位。',
      en: 'The request has a field that is not known.',
    },
  ],
  unauthenticated: [
    401,
    {
      'zh-CN': '需要登录或有效的访问令牌。',
      'zh-Hant': '需要登入或有效的存取權杖。',
      en: 'Sign in or send a valid access token.',
    },
  ],
  forbidden: [
    403,
    { 'zh-CN': '没有这项操作的权限。', 'zh-Hant': '沒有這項操作的權限。', en: 'You may not do this.' },
  ],
  secondFactorNeeded: [
    403,
    {
      'zh-CN': '请先完成第二重身份验证。',
      'zh-Hant': '請先完成第二重身分驗證。',
      en: 'Show your second factor first.',
    },
  ],
  proofTooOld: [
    403,
    {
      'zh-CN': '此操作需要在五分钟内再次验证身份。',
      'zh-Hant': '此操作需要在五分鐘內再次驗證身分。',
      en: 'This needs a proof of who you are that is not older than five minutes.',
    },
  ],
  crossSite: [
    403,
    {
      'zh-CN': '不接受来自其他网站的请求。',
      'zh-Hant': '不接受來自其他網站的請求。',
      en: 'Requests from another site are not accepted.',
    },
  ],
  unknownHost: [
    421,
    {
      'zh-CN': '请求的主机名不属于本平台。',
      'zh-Hant': '請求的主機名不屬於本平台。',
      en: 'This host name is not ours.',
    },
  ],
  notFound: [
    404,
    { 'zh-CN': '没有这个地址。', 'zh-Hant': '沒有這個網址。', en: 'There is nothing at this address.' },
  ],
  methodNotAllowed: [
    405,
    {
      'zh-CN': '这个地址不接受该方法。',
      'zh-Hant': '這個網址不接受該方法。',
      en: 'This address does not take that method.',
    },
  ],
  tooLarge: [413, { 'zh-CN': '请求体过大。', 'zh-Hant': '請求體過大。', en: 'The body is too large.' }],
  tooSlow: [
    408,
    {
      'zh-CN': '请求体发送得太慢，请重新发送。',
      'zh-Hant': '請求體傳送得太慢，請重新傳送。',
      en: 'The body came too slowly; send it again.',
    },
  ],
  unsupported: [
    415,
    {
      'zh-CN': '不支持这种内容类型。',
      'zh-Hant': '不支援這種內容類型。',
      en: 'This content type is not supported.',
    },
  ],
  tooMany: [
    429,
    {
      'zh-CN': '请求过于频繁，请稍后再试。',
      'zh-Hant': '請求過於頻繁，請稍後再試。',
      en: 'Too many requests; try again later.',
    },
  ],
  overloaded: [
    503,
    {
      'zh-CN': '系统繁忙，请稍后再试。',
      'zh-Hant': '系統繁忙，請稍後再試。',
      en: 'The system is busy; try again shortly.',
    },
  ],
  databaseAway: [
    503,
    {
      'zh-CN': '数据库暂时不可用，请稍后再试。',
      'zh-Hant': '資料庫暫時不可用，請稍後再試。',
      en: 'The database is away for a moment; try again shortly.',
    },
  ],
  internal: [
    500,
    {
      'zh-CN': '系统内部错误，已记录。',
      'zh-Hant': '系統內部錯誤，已記錄。',
      en: 'An internal error; it has been logged.',
    },
  ],
})

export type Language = keyof ProblemText

/** The language a reader prefers, from Accept-Language; zh-CN when none of ours is named. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 200)
    .toLowerCase()
    .split(',')
    .map((part) => part.split(';')[0]!.trim())
  for (const tag of wanted) {
    if (/^zh-(?:hant|tw|hk|mo)/.test(tag)) return 'zh-Hant'
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh-CN'
}

/** Sends a problem as RFC 9457. `type` is an address of ours that tells about it. */
export function sendProblem(
  reply: FastifyReply,
  problem: Problem,
  trace: string,
  language: Language,
): FastifyReply {
  if (problem.status === 429 || problem.status === 503)
    reply.header('retry-after', String(problem.detail?.seconds ?? 2))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="xinqiao"')
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer((body: unknown) => JSON.stringify(body, withoutNumbers))
    .send({
      type: `/problems/${problem.code}`,
      title: problem.text[language],
      status: problem.status,
      code: problem.code,
      text: problem.text,
      trace,
      ...problem.detail,
    })
}

/** A refusal quotes what was sent, but never tells a person's number back. */
const withoutNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'string' && !/^[0-9a-f-]{36}$/.test(value) ? maskIn(value) : value
