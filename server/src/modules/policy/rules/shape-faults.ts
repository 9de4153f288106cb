import type { TSchema } from '@sinclair/typebox'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { PackFault, Words } from '../schema.ts'
import { nearest } from './nearest.ts'
import type { PackDocument } from './pack-document.ts'
import { packFault, plain } from './pack-fault.ts'

/** Faults told of one file; one typo rarely needs more. */
const faultsMax = 50
const compiled = new WeakMap<TSchema, ValidateFunction>()

/** What the content of a file has against the JSON Schema of its area; empty when it fits. Compiled once per shape. */
export function shapeFaults(file: string, document: PackDocument, shape: TSchema): PackFault[] {
  const validate = validatorOf(shape)
  if (validate(document.content)) return []
  const errors = validate.errors ?? []
  return meaningful(errors)
    .slice(0, faultsMax)
    .map((error) => faultOf(file, document, error))
}

function validatorOf(shape: TSchema): ValidateFunction {
  const known = compiled.get(shape)
  if (known !== undefined) return known
  const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile(shape)
  compiled.set(shape, validate)
  return validate
}

/** Of a value that fits none of several forms, the errors inside the form it comes nearest to say most. */
function meaningful(errors: ErrorObject[]): ErrorObject[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf')
  const under = (error: ErrorObject, union: ErrorObject) =>
    error !== union &&
    error.schemaPath.startsWith(`${union.schemaPath}/`) &&
    error.instancePath.startsWith(union.instancePath)
  const isDeep = (error: ErrorObject, union: ErrorObject) =>
    error.instancePath.length > union.instancePath.length ||
    error.keyword === 'additionalProperties' ||
    error.keyword === 'required'
  return errors.filter((error) => {
    if (error.keyword === 'required' && isMisspelt(error, errors)) return false
    if (error.keyword === 'anyOf') return !errors.some((inner) => under(inner, error) && isDeep(inner, error))
    return unions.every((union) => !under(error, union) || isDeep(error, union))
  })
}

/** A misspelt key is one fault, not an unknown key and a missing one. */
const isMisspelt = (required: ErrorObject, errors: readonly ErrorObject[]): boolean =>
  errors.some(
    (error) =>
      error.keyword === 'additionalProperties' &&
      error.instancePath === required.instancePath &&
      nearest(String(error.params.additionalProperty), [String(required.params.missingProperty)]) !==
        undefined,
  )

function faultOf(file: string, document: PackDocument, error: ErrorObject): PackFault {
  const path = pathOf(error.instancePath, document.content)
  const parts = partsOf(error)
  const full = parts.key === undefined ? path : [...path, parts.key]
  const isExtra = error.keyword === 'additionalProperties'
  const place = document.placeOf(error.keyword === 'required' ? path : full, isExtra)
  const found = isExtra ? (parts.key ?? null) : error.keyword === 'required' ? null : document.writtenAt(path)
  return packFault({ file, ...place, path: full.join('.'), found, expected: parts.expected })
}

/** JSON pointer → path, with list positions as numbers. */
function pathOf(pointer: string, content: unknown): (string | number)[] {
  let at = content
  return pointer
    .split('/')
    .slice(1)
    .map((raw) => {
      const name = raw.replaceAll('~1', '/').replaceAll('~0', '~')
      const step = Array.isArray(at) ? Number(name) : name
      at = (at as Record<string | number, unknown> | undefined)?.[step]
      return step
    })
}

function partsOf(error: ErrorObject): { key?: string; expected: Words } {
  const params = error.params as Record<string, unknown>
  if (error.keyword === 'required') {
    const key = String(params.missingProperty)
    return { key, expected: words(`必须有“${key}”`, `必須有「${key}」`, `the key “${key}”`) }
  }
  if (error.keyword === 'additionalProperties') {
    const key = String(params.additionalProperty)
    const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {})
    const guess = nearest(key, known)
    const names = guess ?? known.join(', ')
    return {
      key,
      expected: words(`已知的栏目（${names}）`, `已知的欄目（${names}）`, `a known key (${names})`),
    }
  }
  if (error.keyword === 'anyOf') return { expected: choice(error) }
  return { expected: limit(error, params) }
}

function choice(error: ErrorObject): Words {
  const branches = Array.isArray(error.schema) ? (error.schema as { const?: unknown; type?: string }[]) : []
  if (branches.length > 0 && branches.every((branch) => branch.const !== undefined)) {
    const values = branches.map((branch) => String(branch.const))
    const guess = nearest(String(error.data), values)
    const hint = guess === undefined ? '' : ` → ${guess}`
    const list = values.join(', ')
    return words(`其中之一：${list}${hint}`, `其中之一：${list}${hint}`, `one of ${list}${hint}`)
  }
  const list = branches
    .map((branch) => (branch.const === undefined ? (branch.type ?? '…') : String(branch.const)))
    .join(' | ')
  return plain(list)
}

const types: Record<string, Words> = {
  string: {
    'zh-CN': '文字（数字形式的代码请加引号）',
    'zh-Hant': '文字（數字形式的代碼請加引號）',
    en: 'text (quote codes that look like numbers)',
  },
  number: { 'zh-CN': '数', 'zh-Hant': '數', en: 'a number' },
  integer: { 'zh-CN': '整数', 'zh-Hant': '整數', en: 'a whole number' },
  boolean: { 'zh-CN': 'true 或 false', 'zh-Hant': 'true 或 false', en: 'true or false' },
  array: { 'zh-CN': '列表', 'zh-Hant': '清單', en: 'a list' },
  object: { 'zh-CN': '键值对', 'zh-Hant': '鍵值對', en: 'a mapping' },
}

function limit(error: ErrorObject, params: Record<string, unknown>): Words {
  if (error.keyword === 'type') return types[String(params.type)] ?? plain(String(params.type))
  if (error.keyword === 'pattern') {
    const described = (error.parentSchema as { description?: string } | undefined)?.description
    const pattern = String(params.pattern)
    return words(
      `符合 ${pattern}`,
      `符合 ${pattern}`,
      described ? `${pattern} (${described})` : `text matching ${pattern}`,
    )
  }
  if (error.keyword === 'const') return plain(String(params.allowedValue))
  if ('limit' in params) return plain(`${error.keyword} ${String(params.limit)}`)
  return plain(error.message ?? error.keyword)
}

const words = (zh: string, hant: string, en: string): Words => ({ 'zh-CN': zh, 'zh-Hant': hant, en })
