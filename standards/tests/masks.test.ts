import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskIdentityNumber, maskPersonName, maskPhone } from '../src/index.ts'

describe('a masked name', () => {
  it.each([
    ['张三丰', '张**'],
    ['张三', '张**'],
    ['欧阳修', '欧阳**'],
    ['欧阳', '欧**'],
    ['司馬相如', '司馬**'],
    ['阿卜杜拉·买买提', '阿**'],
    ['John Smith', 'J**'],
    ['𠮷野家', '𠮷**'],
    ['张 三', '张**'],
    [' \u200b张三', '张**'],
    ['张三、李四;欧阳修', '张**、李**、欧阳**'],
    ['张三(身份证33010219900307123X)', '张**'],
    ['张三（法定代表人', '张**'],
    ['(张三)', '**'],
    ['', ''],
    [' \u3000', ''],
  ])('%j is shown as %j', (name, masked) => expect(maskPersonName(name)).toBe(masked))

  it('tells at most two characters of a person, and says nothing new when it is masked again', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        const masked = maskPersonName(name)
        expect(maskPersonName(masked)).toBe(masked)
        for (const person of masked.split('、').filter((one) => one !== ''))
          expect([...person.slice(0, -2)].length).toBeLessThanOrEqual(2)
        expect(masked.isWellFormed() || !name.isWellFormed()).toBe(true)
      }),
    ))
})

describe("a person's masked number", () => {
  it.each([
    ['11010519491231002X', '1****************X', '110105********002X'],
    ['110105491231002', '1*************2', '110105*****1002'],
    ['E12345678', 'E*******8', 'E*******8'],
    ['1234', '****', '****'],
    ['', '', ''],
  ])('%s is %s to the public and %s to staff', (number, forPublic, forStaff) =>
    expect([maskIdentityNumber(number, 'public'), maskIdentityNumber(number, 'staff')]).toEqual([
      forPublic,
      forStaff,
    ]),
  )
  it('shows two characters to the public, ten to staff, and is never longer than 64', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (number) => {
        const seen = (text: string) => [...text].filter((c) => c !== '*').length
        const forStaff = maskIdentityNumber(number, 'staff')
        expect(seen(maskIdentityNumber(number, 'public'))).toBeLessThanOrEqual(2)
        expect(seen(forStaff)).toBeLessThanOrEqual(10)
        expect([...forStaff].length).toBeLessThanOrEqual(64)
      }),
    ))
})

describe('a masked telephone number', () => {
  it.each([
    ['13812345678', '138****5678'],
    ['138****5678', '138****5678'],
    ['１３８１２３４５６７８', '138****5678'],
    ['+86 13812345678', '+86 138****5678'],
    ['138-1234-5678', '138-****-5678'],
    ['0571-88886666', '057*-****6666'],
    ['88886666', '****6666'],
    ['110', '***'],
    ['张三13812345678', '**138****5678'],
    ['13812345678、13912345678', '138****5678、139****5678'],
    ['', ''],
  ])('%s is shown as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))
  it('shows at most seven digits of each number, and no letters', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789+-()* ,、8张x'), maxLength: 80 }),
        (phone) => {
          const masked = maskPhone(phone)
          expect(masked).not.toMatch(/[张x]/u)
          for (const number of masked.split(/[,、]+/u))
            expect(number.replace(/^\s*(?:\+|00)?86/u, '').replace(/\D/gu, '').length).toBeLessThanOrEqual(7)
        },
      ),
    ))
})
