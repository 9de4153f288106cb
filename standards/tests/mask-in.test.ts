import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskIn, residentIdOf, usccOf } from '../src/index.ts'

describe('running text', () => {
  it.each([
    ['身份证11010519491231002X，电话13812345678。', '身份证1****************X，电话138****5678。'],
    ['（110105491231002）', '（1*************2）'],
    ['110105 19491231 002X', '1***** ******** ***X'],
    ['138 1234 5678', '138 **** 5678'],
    ['138-1234-5678', '138-****-5678'],
    ['+8613812345678', '+**138****5678'],
    ['tel13812345678', 'tel138****5678'],
    ['１３８１２３４５６７８', '１３８****５６７８'],
    ['13812345678 13912345678', '138****5678 139****5678'],
    ['138 1234 5678 139 1234 5678', '138 **** 5678 139 **** 5678'],
    ['编号 12 138-1234-5678', '编号 12 138-****-5678'],
    ['13812345678/13912345678', '138****5678/139****5678'],
    ['110105194912310021', '1****************1'],
    ['既是身份证号又是合法代码的330203201803198004', '既是身份证号又是合法代码的3****************4'],
    ['卡号4111111111111111', '卡号4**************1'],
    ['卡号4111 1111 1111 1111', '卡号4*** **** **** ***1'],
  ])('%s is shown as %s', (text, shown) => expect(maskIn(text)).toBe(shown))
  it.each([
    '代码914403001922038216，9144030071526726XG',
    '注册号110000000343473',
    '盘环罚决〔2021〕138号、环罚〔2023〕03-031号',
    '2021-03-04 12:30:45',
    '罚款100000000000元',
    '许可证91350100M000100Y43001P',
    '',
  ])('%s stays', (text) => expect(maskIn(text)).toBe(text))
  const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
  const person = fc
    .record({
      region: fc.constantFrom('110105', '440524', '330203'),
      year: fc.integer({ min: 1920, max: 2020 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      order: digits(3),
    })
    .map((p) =>
      residentIdOf(
        `${p.region}${p.year}${String(p.month).padStart(2, '0')}${String(p.day).padStart(2, '0')}${p.order}`,
      ),
    )
  it('never lets a resident number or mobile number through among Chinese words', () =>
    fc.assert(
      fc.property(person, digits(9), (id, rest) => {
        const phone = `13${rest}`
        const shown = maskIn(
          `当事人甲，号码${id}，电话${phone}，另有${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}。`,
        )
        return !shown.includes(id) && !shown.includes(phone) && !shown.includes(id.slice(6, 14))
      }),
    ))
  it('masks every one of many numbers in a row, however they are grouped', () =>
    fc.assert(
      fc.property(
        fc.array(digits(8), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(' ', '-', '，'),
        (rests, separator) => {
          const text = rests.map((rest) => `137 ${rest.slice(0, 4)} ${rest.slice(4)}`).join(separator)
          return rests.every((rest) => !maskIn(text).includes(`137 ${rest.slice(0, 4)}`))
        },
      ),
    ))
  it('never touches a valid unified code', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{8}$/), fc.stringMatching(/^91[0-9]{6}$/), (stem, head) => {
        const weights = [3, 7, 9, 10, 5, 8, 4, 2]
        const rest = 11 - ([...stem].reduce((sum, c, i) => sum + Number(c) * weights[i]!, 0) % 11)
        const code = usccOf(`${head}${stem}${rest === 10 ? 'X' : rest % 11}`)
        return maskIn(`代码：${code}。`) === `代码：${code}。`
      }),
    ))
  it('is bounded and keeps its length for hostile text', () => {
    for (const text of [
      '1'.repeat(100_000),
      '1 '.repeat(50_000),
      '13812345678'.repeat(9_000),
      '1-'.repeat(50_000),
    ])
      expect(maskIn(text).length).toBe(text.length)
  })
})
