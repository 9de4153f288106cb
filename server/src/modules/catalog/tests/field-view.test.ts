import { residentIdOf } from '@xinqiao/standards'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Audience,
  audienceOf,
  audiences,
  type CatalogItem,
  depths,
  fieldClasses,
  recordView,
} from '../index.ts'

type Field = CatalogItem['fields'][number]
const field = (code: string, type: Field['type'], over: Partial<Field> = {}): Field => ({
  code,
  type,
  title: { 'zh-CN': code, en: code },
  openness: 'shared',
  ...over,
})
const item = (...fields: Field[]) => ({ kind: 'trial', openness: 'public', fields }) as unknown as CatalogItem

const number = residentIdOf('42060119880304501')
const person = [
  field('NAME', 'person-name', { mask: 'person-name' }),
  field('ID', 'resident-id', { mask: 'identity-number' }),
  field('PHONE', 'phone'),
  field('ADDRESS', 'address', { mask: 'address' }),
  field('ACCOUNT', 'text', { mask: 'account' }),
  field('TEXT', 'text'),
]
const values = {
  NAME: '欧阳测试',
  ID: number,
  PHONE: '13800138000',
  ADDRESS: '浙江省杭州市西湖区文三路100号',
  ACCOUNT: '6222021234567890123',
  TEXT: `当事人${number}，电话13800138000`,
}
const inClass = (openness: Field['openness']) => item(...person.map((f) => ({ ...f, openness: openness! })))

describe('which classes an audience sees', () => {
  test.each([
    ['public', 'public hidden hidden hidden'],
    ['self', 'clear clear clear clear'],
    ['own-staff', 'staff staff staff staff'],
    ['staff', 'staff staff hidden hidden'],
    ['agency', 'staff staff clear hidden'],
    ['auditor', 'public hidden hidden hidden'],
  ] as [Audience, string][])('%s: %s', (audience, expected) => {
    expect(fieldClasses.map((name) => depths[name][audience]).join(' ')).toBe(expected)
  })

  test('a field that says nothing has the class of its kind', () => {
    const { openness: _, ...bare } = field('A', 'text')
    expect(recordView(item(bare), { A: 'x' }, 'public')).toEqual({ A: 'x' })
    expect(recordView({ ...item(bare), openness: 'secret' } as CatalogItem, { A: 'x' }, 'public')).toEqual({})
  })
})

describe('how much of a value is seen', () => {
  test('by everybody: a family name, two signs of a number, a county, four digits of an account', () => {
    expect(recordView(inClass('public'), values, 'public')).toEqual({
      NAME: '欧阳**',
      ID: `4${'*'.repeat(16)}${number[17]}`,
      PHONE: '138****8000',
      ADDRESS: '浙江省杭州市西湖区****',
      ACCOUNT: '***************0123',
      TEXT: `当事人4${'*'.repeat(16)}${number[17]}，电话138****8000`,
    })
  })

  test('by staff: names and addresses in full, six and four signs of a number', () => {
    expect(recordView(inClass('shared'), values, 'staff')).toMatchObject({
      NAME: '欧阳测试',
      ID: `${number.slice(0, 6)}********${number.slice(14)}`,
      PHONE: '138****8000',
      ADDRESS: values.ADDRESS,
      ACCOUNT: '***************0123',
    })
  })

  test('never six and four signs of a number beside a birth day', () => {
    const born = field('CSRQ', 'date', { title: { 'zh-CN': '出生日期', en: 'Date of birth' } })
    const seen = recordView(item(...person, born), { ...values, CSRQ: '1988-03-04' }, 'own-staff')
    expect(seen.ID).toBe(`4${'*'.repeat(16)}${number[17]}`)
  })

  test('by the subject: everything, as it is', () => {
    expect(recordView(inClass('secret'), values, 'self')).toEqual(values)
  })

  test('a value that is hidden is absent, not empty', () => {
    expect(Object.keys(recordView(inClass('secret'), values, 'staff'))).toEqual([])
  })
})

test('what an audience may not see of a person’s value is not in what it is shown', () => {
  const digits = (min: number, max: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((d) => d.join(''))
  const birth = fc.date({ min: new Date('1940-01-01'), max: new Date('2005-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(
      birth,
      digits(3, 3),
      digits(8, 8),
      digits(12, 15),
      fc.constantFrom(...audiences.filter((a) => a !== 'self')),
      (day, tail, phone, account, audience) => {
        const middle = day.toISOString().slice(0, 10).replaceAll('-', '')
        const id = residentIdOf(`420601${middle}${tail}`)
        const told = {
          ...values,
          ID: id,
          PHONE: `138${phone}`,
          ACCOUNT: `6222${account}`,
          TEXT: `号码${id}。`,
        }
        for (const openness of ['public', 'shared', 'secret'] as const) {
          const seen = JSON.stringify(recordView(inClass(openness), told, audience))
          expect(seen).not.toContain(id)
          expect(seen, 'the birth day').not.toContain(`${middle}${tail}`)
          expect(seen).not.toContain(`138${phone}`)
          expect(seen).not.toContain(`6222${account}`)
          expect(seen).not.toContain(account.slice(0, 8))
        }
      },
    ),
    { numRuns: 150 },
  )
})

describe('from whose side an actor looks', () => {
  const actor = (orgId: string | null, ...may: string[]) => ({
    id: 'a',
    orgId,
    may: (p: string) => may.includes(p),
  })
  test('staff of the sending body, of another, an auditor, nobody’s', () => {
    expect(audienceOf(actor('tax', 'archive:read'), 'tax')).toBe('own-staff')
    expect(audienceOf(actor('court', 'archive:read'), 'tax')).toBe('staff')
    expect(audienceOf(actor('audit', 'audit:read'), 'tax')).toBe('auditor')
    expect(audienceOf(actor(null, 'archive:read'), 'tax')).toBe('staff')
    expect(audienceOf({ ...actor('local'), id: 'local-operator' }, 'tax')).toBe('own-staff')
  })
})
