import type { ErrorObject } from 'ajv'
import type { ProblemText } from '../problem.ts'
import { expectedOf } from './fault-expectations.ts'

type Where = 'params' | 'query' | 'body'
/** One thing that is wrong with a request: where, what was found, what was expected, in three languages. */
export type Fault = { in: Where; path: string; found: string; expected: string; text: ProblemText }

const faultsMax = 20
const places: Record<Where, ProblemText> = {
  params: { 'zh-CN': '地址', 'zh-Hant': '網址', en: 'the address' },
  query: { 'zh-CN': '查询参数', 'zh-Hant': '查詢參數', en: 'the query' },
  body: { 'zh-CN': '请求体', 'zh-Hant': '請求體', en: 'the body' },
}

/** What validation errors mean to the sender: a field that is missing or unknown is told at its own path. */
export const faultsOf = (where: Where, errors: ErrorObject[], input: unknown): Fault[] =>
  outermost(errors.slice(0, 1_000)).map(({ error, inner }) => faultOf(where, error, inner, input))

/** Of a choice that fits in none of its ways one fault is told, not one for each way. */
function outermost(errors: ErrorObject[]): { error: ErrorObject; inner: ErrorObject[] }[] {
  const choices = errors.filter((e) => e.keyword === 'anyOf' || e.keyword === 'oneOf').slice(0, faultsMax)
  const isWithin = (e: ErrorObject, choice: ErrorObject) =>
    e !== choice &&
    e.instancePath.startsWith(choice.instancePath) &&
    e.schemaPath.startsWith(`${choice.schemaPath}/`)
  return errors
    .filter((e) => !choices.some((choice) => isWithin(e, choice)))
    .slice(0, faultsMax)
    .map((error) => ({ error, inner: errors.filter((e) => isWithin(e, error)) }))
}

function faultOf(where: Where, error: ErrorObject, inner: ErrorObject[], input: unknown): Fault {
  const { additionalProperty: extra, missingProperty: missing } = error.params as Record<string, string>
  const own = extra ?? missing
  const path = (own === undefined ? error.instancePath : `${error.instancePath}/${escaped(own)}`) || '/'
  const short = clipped(path, 200)
  const found = own === undefined ? shown(valueAt(input, error.instancePath)) : clipped(own, 60)
  const place = places[where]
  if (extra !== undefined)
    return {
      in: where,
      path: short,
      found,
      expected: 'no such field',
      text: {
        'zh-CN': `${place['zh-CN']}中没有“${short}”这个字段。`,
        'zh-Hant': `${place['zh-Hant']}中沒有「${short}」這個欄位。`,
        en: `${capital(place.en)} has no field “${short}”.`,
      },
    }
  if (missing !== undefined)
    return {
      in: where,
      path: short,
      found: '',
      expected: 'a value',
      text: {
        'zh-CN': `${place['zh-CN']}缺少必填字段“${short}”。`,
        'zh-Hant': `${place['zh-Hant']}缺少必填欄位「${short}」。`,
        en: `${capital(place.en)} lacks the field “${short}”, which is needed.`,
      },
    }
  const expected = expectedOf(error, inner)
  return {
    in: where,
    path: short,
    found,
    expected: expected.en,
    text: {
      'zh-CN': `${place['zh-CN']}的“${short}”：收到“${found}”，应为${expected['zh-CN']}。`,
      'zh-Hant': `${place['zh-Hant']}的「${short}」：收到「${found}」，應為${expected['zh-Hant']}。`,
      en: `“${short}” in ${place.en}: found “${found}”, expected ${expected.en}.`,
    },
  }
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
const clipped = (text: string, max: number) => text.slice(0, max).toWellFormed()
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')
const unescaped = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')

/** A value as it may be told back. A large one is named by its sort, so that telling it costs nothing. */
function shown(value: unknown): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return `[${value.length}]`
  if (value !== null && typeof value === 'object') return '{…}'
  return clipped(String(value), 80)
}

function valueAt(input: unknown, path: string): unknown {
  let at = input
  for (const part of path.split('/').slice(1)) {
    const name = unescaped(part)
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, name)) return undefined
    at = (at as Record<string, unknown>)[name]
  }
  return at
}
