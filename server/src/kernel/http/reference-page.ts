import type { Language } from './problem-reply.ts'

type Operation = {
  summary: string
  tags: string[]
  'x-access': string
  parameters?: { name: string; in: string; required: boolean; description?: string; schema: unknown }[]
  requestBody?: { content: Record<string, { schema: unknown }> }
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>
}

const words: Record<
  Language,
  {
    title: string
    lead: string
    access: string
    parameters: string
    body: string
    reply: string
    contents: string
  }
> = {
  'zh-CN': {
    title: '信桥接口说明',
    lead: '由接口定义自动生成；机器可读的版本见',
    access: '权限',
    parameters: '参数',
    body: '请求体',
    reply: '成功时的回答',
    contents: '目录',
  },
  'zh-Hant': {
    title: '信橋介面說明',
    lead: '由介面定義自動產生；機器可讀的版本見',
    access: '權限',
    parameters: '參數',
    body: '請求體',
    reply: '成功時的回答',
    contents: '目錄',
  },
  en: {
    title: 'Xinqiao API reference',
    lead: 'Made from the interface itself; for programs there is',
    access: 'Access',
    parameters: 'Parameters',
    body: 'Body',
    reply: 'Reply',
    contents: 'Contents',
  },
}

/** The reference page of an OpenAPI document: plain HTML that needs no script. */
export function referencePage(document: Record<string, unknown>, language: Language): string {
  const w = words[language]
  const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
  )
  const id = (o: { path: string; method: string }) => escaped(`${o.method}${o.path}`.replace(/[^\w]+/g, '-'))
  const contents = operations
    .map(
      (o) =>
        `<li><a href="#${id(o)}"><b>${o.method}</b> ${escaped(o.path)}</a> ${escaped(o.operation.summary)}</li>`,
    )
    .join('')
  const sections = operations.map((o) => section(o, id(o), w)).join('')
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${w.title}</title><link rel="stylesheet" href="/docs.css"></head><body><main><h1>${w.title}</h1><p>${w.lead} <a href="/openapi.json">/openapi.json</a></p><nav aria-label="${w.contents}"><ul>${contents}</ul></nav>${sections}</main></body></html>`
}

referencePage.css =
  'body{font:16px/1.6 system-ui,"PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif;margin:0;color:#1b2430;background:#fff}main{max-width:60rem;margin:auto;padding:1.5rem}h2{border-top:1px solid #c8d0da;padding-top:1.5rem;font-size:1.15rem;overflow-wrap:anywhere}b{display:inline-block;min-width:3.5rem}pre{background:#f3f5f8;padding:1rem;overflow:auto;font-size:.85rem}table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #d9dfe7;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}nav li{margin:.2rem 0;overflow-wrap:anywhere}a{color:#0b4f8a}@media(prefers-color-scheme:dark){body{background:#12171d;color:#e5eaf0}pre{background:#1d242c}a{color:#8cc4ff}}'

function section(
  { path, method, operation }: { path: string; method: string; operation: Operation },
  id: string,
  w: (typeof words)['en'],
): string {
  const parameters = operation.parameters ?? []
  const table =
    parameters.length === 0
      ? ''
      : `<h3>${w.parameters}</h3><table>${parameters.map((p) => `<tr><th scope="row">${escaped(p.name)}${p.required ? ' *' : ''}</th><td>${p.in}</td><td>${escaped(p.description ?? '')} <code>${escaped(short(p.schema))}</code></td></tr>`).join('')}</table>`
  const body = operation.requestBody
    ? `<h3>${w.body}</h3>${Object.entries(operation.requestBody.content)
        .map(([type, c]) => `<p>${escaped(type)}</p><pre tabindex="0">${escaped(outline(c.schema))}</pre>`)
        .join('')}`
    : ''
  const reply = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, r]) =>
      Object.values(r.content ?? {}).map(
        (c) => `<h3>${w.reply} ${status}</h3><pre tabindex="0">${escaped(outline(c.schema))}</pre>`,
      ),
    )
    .join('')
  return `<section><h2 id="${id}"><b>${method}</b> ${escaped(path)}</h2><p>${escaped(operation.summary)}</p><p>${w.access}: <code>${escaped(operation['x-access'])}</code></p>${table}${body}${reply}</section>`
}

/** A shape in a few lines, as a person would write it. */
function outline(schema: unknown, indent = ''): string {
  const s = schema as {
    type?: string
    properties?: Record<string, unknown>
    items?: unknown
    anyOf?: unknown[]
    const?: unknown
    required?: string[]
    $ref?: string
  }
  if (s.$ref) return s.$ref.split('/').at(-1)!
  if (s.const !== undefined) return JSON.stringify(s.const)
  if (s.anyOf) return s.anyOf.map((one) => outline(one, indent)).join(' | ')
  if (s.type === 'array') return `[ ${s.items ? outline(s.items, indent) : ''} ]`
  if (s.type !== 'object' || !s.properties) return s.type ?? 'any'
  const deeper = `${indent}  `
  const fields = Object.entries(s.properties).map(
    ([name, field]) => `${deeper}${name}${s.required?.includes(name) ? '' : '?'}: ${outline(field, deeper)}`,
  )
  return `{\n${fields.join('\n')}\n${indent}}`
}

const short = (schema: unknown) => outline(schema).slice(0, 120)
const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** A page that a problem's `type` leads to. */
export const problemPage = (code: string, language: Language): string => {
  const known = /^[a-z]+\.[A-Za-z]+$/.test(code) ? code : 'unknown'
  const text = {
    'zh-CN': '请求的回答中，text 字段说明了原因，其余字段给出事实（字段、收到的值、要求）。',
    'zh-Hant': '請求的回答中，text 欄位說明了原因，其餘欄位給出事實（欄位、收到的值、要求）。',
    en: 'In the reply, `text` says why, the other fields give the facts: the field, what was found, what was expected.',
  }[language]
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${known}</title><link rel="stylesheet" href="/docs.css"></head><body><main><h1>${known}</h1><p>${text}</p><p><a href="/docs">/docs</a></p></main></body></html>`
}
