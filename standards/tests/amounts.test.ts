import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  amountsIn,
  chineseNumber,
  compareDecimal,
  documentNumberKey,
  maskAddress,
  maskIdentityNumber,
  maskIn,
  maskPersonName,
  maskPhone,
  multiplyDecimal,
  normaliseCaseNumber,
  normaliseDocumentNumber,
  parseAmount,
} from '../src/index.ts'

describe('an amount', () => {
  it.each([
    ['2', 'wan-yuan', '20000'],
    ['0.15', 'wan-yuan', '1500'],
    ['20000', 'yuan', '20000'],
    ['1,000.50元', 'yuan', '1000.5'],
    ['100,000(万元人民币)', 'yuan', '1000000000'],
    ['1033.5万人民币', 'yuan', '10335000'],
    ['183.8000(万人民币元)', 'yuan', '1838000'],
    ['30(万元人民币)', 'yuan', '300000'],
    ['8千元', 'wan-yuan', '8000'],
    ['伍万贰仟壹佰贰拾元', 'wan-yuan', '52120'],
    ['贰仟元整(¥2000。00)', 'yuan', '2000'],
    ['拾万元整', 'yuan', '100000'],
    ['罚款金额(万元):0.15', 'yuan', '1500'],
    ['1.5亿元', 'yuan', '150000000'],
    ['２０００元', 'yuan', '2000'],
    ['零元(0元)', 'yuan', '0'],
    ['人民币叁拾元伍角', 'yuan', '30.5'],
  ] as const)('%s in a column of %s is %s yuan', (text, unit, yuan) =>
    expect(parseAmount(text, unit)).toMatchObject({ ok: true, yuan }),
  )
  it('keeps the currency it names', () =>
    expect(parseAmount('235(万美元)', 'yuan')).toMatchObject({ ok: true, yuan: '2350000', currency: 'USD' }))
  it.each(['', 'N/A', '2.2×102CFU/g', '1.2.3', '贰仟元整(¥3000.00)', '1e5', '--5', 'x'.repeat(1_000)])(
    '%s is none',
    (text) => expect(parseAmount(text, 'yuan').ok).toBe(false),
  )
  it('is never a float', () => expect(parseAmount('0.1', 'wan-yuan')).toMatchObject({ yuan: '1000' }))
  it('is read as written for every whole number', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (n) => {
        expect(parseAmount(String(n), 'yuan')).toMatchObject({ yuan: String(n) })
      }),
    ))
})

describe('amounts in running text', () => {
  it('are those after the words, not the first number', () =>
    expect(
      amountsIn('上年销售额1200000元，处以罚款人民币2000元，没收违法所得贰佰元整(¥200.00元)。', [
        '罚款',
        '没收违法所得',
      ]),
    ).toEqual(['2000', '200']))
  it('may be several', () =>
    expect(amountsIn('分别罚款19.9万元、2万元', ['罚款'])).toEqual(['199000', '20000']))
  it('are none where none follows', () => expect(amountsIn('免予罚款。销售额300元', ['罚款'])).toEqual([]))
})

describe('decimal texts', () => {
  it('compare and shift exactly', () => {
    expect([compareDecimal('1.10', '1.1'), compareDecimal('-2', '1'), compareDecimal('10', '9.99')]).toEqual([
      0, -1, 1,
    ])
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.integer({ min: 0, max: 8 }),
        (n, p) => {
          expect(compareDecimal(multiplyDecimal(multiplyDecimal(String(n), -p), p), String(n))).toBe(0)
        },
      ),
    )
  })
  it.each([
    ['伍万贰仟壹佰贰拾', '52120'],
    ['拾万', '100000'],
    ['二〇二四', '2024'],
    ['一亿零三万', '100030000'],
    ['十二', '12'],
  ])('%s is %s', (text, number) => expect(chineseNumber(text)).toBe(number))
  it.each(['', '甲', '一十百', '1万'])('%s is no number', (text) => expect(chineseNumber(text)).toBeNull())
})

describe('document and case numbers', () => {
  it.each([
    ['盘环罚决(2021)138号', '盘环罚决〔2021〕138号'],
    ['东环罚[2018]13号', '东环罚〔2018〕13号'],
    ['胶建行处字﹝2023﹞第002号', '胶建行处字〔2023〕第002号'],
    ['(津保)应急罚[2023]k-39号', '(津保)应急罚〔2023〕k-39号'],
    ['应急罚〔2023〕125 号', '应急罚〔2023〕125号'],
  ])('%s is written %s', (text, value) => expect(normaliseDocumentNumber(text).value).toBe(value))
  it('share a key whatever their case', () =>
    expect(documentNumberKey('罚[2023]k-39号')).toBe(documentNumberKey('罚〔2023〕K-39号')))
  it('of courts keep full-width brackets', () =>
    expect(normaliseCaseNumber('(2022)豫0724执恢54号')).toBe('（2022）豫0724执恢54号'))
})

describe('masks', () => {
  it('hide persons', () => {
    expect([maskPersonName('张三丰'), maskPersonName('欧阳修'), maskPersonName('')]).toEqual([
      '张**',
      '欧阳**',
      '',
    ])
    expect([
      maskIdentityNumber('11010519491231002X'),
      maskIdentityNumber('11010519491231002X', 'staff'),
      maskPhone('13812345678'),
    ]).toEqual(['1****************X', '110105********002X', '138****5678'])
    expect(maskAddress('浙江省宁波市海曙区某街道5号')).toBe('浙江省宁波市海曙区****')
  })
  it('hide numbers of persons in running text and nothing else', () =>
    expect(maskIn('电话13812345678，身份证11010519491231002X，代码91440300708461136T，文号2021138')).toBe(
      '电话138****5678，身份证1****************X，代码91440300708461136T，文号2021138',
    ))
})
