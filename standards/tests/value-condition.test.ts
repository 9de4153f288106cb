import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileConditions, numberIn, type RecordValues, type ValueCondition } from '../src/index.ts'

it.each<[string, Omit<ValueCondition, 'field'>, string | string[] | undefined, boolean]>([
  ['one of the listed', { in: ['a', 'b'] }, 'b', true],
  ['none of the listed', { in: ['a', 'b'] }, 'c', false],
  ['a member listed', { in: ['a'] }, ['x', 'a'], true],
  ['every member listed', { only: ['a', 'x'] }, ['x', 'a'], true],
  ['a stranger among the members', { only: ['a'] }, ['x', 'a'], false],
  ['only, of nothing', { only: ['a'] }, [], false],
  ['not listed', { notIn: ['a'] }, 'b', true],
  ['a member that must not be', { notIn: ['a'] }, ['b', 'a'], false],
  ['notIn, of nothing', { notIn: ['a'] }, undefined, true],
  ['a word inside', { contains: ['市场监督'] }, '某市市场监督管理局', true],
  ['exactly the lower bound', { atLeast: 50000 }, '50000.00', true],
  ['just below the upper bound', { below: 50000 }, '49999.999999', true],
  ['exactly the upper bound', { below: 50000 }, '50000', false],
  ['no number', { below: 50000 }, '1e3', false],
  ['blank', { below: 50000 }, ' ', false],
  ['present', { present: true }, 'x', true],
  ['not present', { present: false }, 'x', false],
  ['absent', { present: false }, undefined, true],
  ['an empty list is absent', { present: true }, [], false],
  ['listed and large', { in: ['5'], atLeast: 9 }, '5', false],
])('%s', (_name, condition, value, holds) => {
  const values: RecordValues = value === undefined ? {} : { F: value }
  expect(compileConditions([{ field: 'F', ...condition }])!(values)).toBe(holds)
})

it.each(['constructor', 'toString', '__proto__'])(
  'the field %s is absent unless the record has it',
  (field) => {
    expect(compileConditions([{ field, present: true }])!({})).toBe(false)
  },
)

it('several conditions hold together; none is no condition', () => {
  const test = compileConditions([
    { field: 'A', in: ['1'] },
    { field: 'B', in: ['2'] },
  ])!
  expect(test({ A: '1', B: '2' })).toBe(true)
  expect(test({ A: '1', B: '3' })).toBe(false)
  expect(compileConditions([])).toBeNull()
  expect(compileConditions(undefined)).toBeNull()
})

it('reads plain decimals and nothing else as numbers', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('0x10', 'Infinity', '1_000', '٣', '1.', '.5', '+1')),
      (text) => {
        const found = numberIn(text)
        if (found !== undefined) expect(text).toMatch(/^-?[0-9]+(\.[0-9]+)?$/)
      },
    ),
  )
  expect(numberIn('-12.50')).toBe(-12.5)
})
