import { type TSchema, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { faultsOf } from '../faults.ts'

const ajv = new Ajv({ allErrors: true, strict: false })
;(addFormats as unknown as (ajv: Ajv) => void)(ajv)

function faults(shape: TSchema, input: unknown) {
  const validate = ajv.compile(shape)
  expect(validate(input)).toBe(false)
  return faultsOf('body', validate.errors ?? [], input)
}
const only = (shape: TSchema, input: unknown) => {
  const all = faults(shape, input)
  expect(all).toHaveLength(1)
  return all[0]!
}

describe('a field', () => {
  const shape = Type.Object(
    { a: Type.Object({ 'b/c': Type.Integer() }), list: Type.Optional(Type.Array(Type.String())) },
    { additionalProperties: false },
  )

  test('that is missing is told at its own path', () => {
    expect(only(shape, {})).toMatchObject({
      path: '/a',
      found: '',
      text: { 'zh-CN': '请求体缺少必填字段“/a”。' },
    })
    expect(only(shape, { a: {} })).toMatchObject({ path: '/a/b~1c' })
  })

  test('that is unknown is told at its own path', () => {
    expect(only(shape, { a: { 'b/c': 1 }, colour: 1 })).toMatchObject({
      path: '/colour',
      found: 'colour',
      text: { 'zh-Hant': '請求體中沒有「/colour」這個欄位。', en: 'The body has no field “/colour”.' },
    })
  })

  test('that is wrong deep inside is told with what was found there', () => {
    expect(only(shape, { a: { 'b/c': 'x' } })).toMatchObject({
      path: '/a/b~1c',
      found: 'x',
      expected: 'a whole number',
      text: { 'zh-CN': '请求体的“/a/b~1c”：收到“x”，应为整数。' },
    })
    expect(only(shape, { a: { 'b/c': 1 }, list: ['a', 2] })).toMatchObject({ path: '/list/1', found: '2' })
  })
})

test('a choice is one fault that names every way', () => {
  const shape = Type.Object({ way: Type.Union([Type.Literal('same'), Type.Literal('new')]) })
  expect(only(shape, { way: 'Z' })).toMatchObject({
    path: '/way',
    found: 'Z',
    text: { 'zh-CN': '请求体的“/way”：收到“Z”，应为“same”或“new”。' },
  })
  const nullable = Type.Union([Type.String(), Type.Null()])
  expect(only(nullable, 5)).toMatchObject({ path: '/', expected: 'a text or null' })
})

test.each([
  [Type.String({ minLength: 2 }), 'x'],
  [Type.String({ maxLength: 2 }), 'xyz'],
  [Type.String({ pattern: '^\\d$' }), 'x'],
  [Type.String({ format: 'uuid' }), 'x'],
  [Type.String({ format: 'date' }), '2026-02-30'],
  [Type.String({ format: 'date-time' }), 'x'],
  [Type.Integer({ minimum: 1 }), 0],
  [Type.Integer({ maximum: 1 }), 2],
  [Type.Number({ exclusiveMinimum: 1 }), 1],
  [Type.Array(Type.Any(), { maxItems: 1 }), [1, 2]],
  [Type.Array(Type.Any(), { uniqueItems: true }), [1, 1]],
  [Type.Object({}, { minProperties: 1 }), {}],
  [Type.Boolean(), 'x'],
  [Type.Object({}), null],
  [Type.Array(Type.Any()), {}],
  [Type.Literal('x'), 'y'],
] as [TSchema, unknown][])(
  '%j says what it expects in each language and no English in Chinese',
  (shape, input) => {
    const { text, expected } = only(shape, input)
    expect(expected).not.toMatch(/^must /)
    for (const language of ['zh-CN', 'zh-Hant'] as const) {
      expect(text[language]).not.toMatch(/must|should|expected|NOT|fewer|than/)
      expect(text[language]).toMatch(/[应應]為?为?/)
    }
    expect(text.en).toMatch(/expected .{2,}\.$/)
  },
)

test('no path or name of the input reaches beyond what is its own', () => {
  const all = faultsOf(
    'body',
    [
      {
        instancePath: '/__proto__/constructor',
        keyword: 'toString',
        params: {},
        schemaPath: '',
        message: 'x',
      },
    ],
    {},
  )
  expect(all).toMatchObject([{ found: '' }])
})

test('what a fault tells of the input is bounded', () => {
  const errors = Array.from({ length: 500 }, () => ({
    instancePath: `/${'a'.repeat(1_000)}`,
    keyword: 'type',
    params: {},
    schemaPath: '',
    message: 'must be string',
  }))
  const told = faultsOf('body', errors, { ['a'.repeat(1_000)]: 'x'.repeat(100_000) })
  expect(told.length).toBeLessThanOrEqual(20)
  expect(JSON.stringify(told).length).toBeLessThan(40_000)
})
