import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountsIn, multiplyDecimal, parseAmount } from '../src/index.ts'

const data = join(import.meta.dirname, '../../../shared/data')
const isHere = existsSync(data)
if (!isHere) console.info('skipped: ../shared/data is absent')

describe('a cell with an amount', () => {
  it.each([
    ['2', 'wan-yuan', '20000', null],
    ['2.000000', 'wan-yuan', '20000', null],
    ['0.15', 'wan-yuan', '1500', null],
    ['20000', 'yuan', '20000', null],
    ['0.50', 'yuan', '0.5', null],
    ['-500', 'yuan', '-500', null],
    ['１２，３４５．６７', 'yuan', '12345.67', null],
    ['35()', 'wan-yuan', '350000', null],
    ['1,000.50元', 'yuan', '1000.5', 'yuan'],
    ['1500元', 'wan-yuan', '1500', 'yuan'],
    ['2000(元)', 'wan-yuan', '2000', 'yuan'],
    ['100,000(万元人民币)', 'yuan', '1000000000', 'wan-yuan'],
    ['0(万元人民币)', 'wan-yuan', '0', 'wan-yuan'],
    ['30(万元人民币)', 'wan-yuan', '300000', 'wan-yuan'],
    ['5,000(万元（人民币）)', 'yuan', '50000000', 'wan-yuan'],
    ['1033.5万人民币', 'yuan', '10335000', 'wan-yuan'],
    ['183.8000(万人民币元)', 'yuan', '1838000', 'wan-yuan'],
    ['100(万)', 'yuan', '1000000', 'wan-yuan'],
    ['8千元', 'wan-yuan', '8000', 'thousand'],
    ['3百万元', 'yuan', '3000000', 'wan-yuan'],
    ['1.5亿元', 'yuan', '150000000', 'yi'],
    ['1亿2000万元', 'yuan', '120000000', 'yi'],
    ['5万5千元', 'yuan', '55000', 'wan-yuan'],
    ['伍万贰仟壹佰贰拾元', 'wan-yuan', '52120', 'yuan'],
    ['拾万元整', 'yuan', '100000', 'yuan'],
    ['人民币叁拾元零伍分', 'yuan', '30.05', 'yuan'],
    ['壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分', 'yuan', '1234567.89', 'yuan'],
    ['零元(0元)', 'yuan', '0', 'yuan'],
    ['罚款人民币零元(0元)', 'yuan', '0', 'yuan'],
    ['贰仟元整(¥2000。00)', 'wan-yuan', '2000', 'yuan'],
    ['人民币（大写）伍万元整（小写：50,000.00）', 'yuan', '50000', 'yuan'],
    ['罚款金额(万元):0.15', 'yuan', '1500', 'wan-yuan'],
    ['罚款玖仟元人民币', 'wan-yuan', '9000', 'yuan'],
    ['处陆拾万元罚款', 'yuan', '600000', 'yuan'],
    ['罰款貳萬圓整', 'yuan', '20000', 'yuan'],
    ['罚 款 5 万 元', 'yuan', '50000', 'wan-yuan'],
  ] as const)('%s in a column of %s is %s yuan', (text, unit, yuan, unitFound) =>
    expect(parseAmount(text, unit)).toEqual({ ok: true, yuan, currency: 'CNY', unitFound }),
  )

  it.each([
    ['235(万美元)', '2350000', 'USD'],
    ['2,600(万元美元)', '26000000', 'USD'],
    ['1000万元(美元)', '10000000', 'USD'],
    ['US$500', '500', 'USD'],
    ['100万港币', '1000000', 'HKD'],
    ['1,500(万香港元)', '15000000', 'HKD'],
    ['200(万欧元)', '2000000', 'EUR'],
    ['75,600(万日元)', '756000000', 'JPY'],
    ['30万英镑', '300000', 'GBP'],
    ['新臺幣500萬元', '5000000', 'TWD'],
    ['3,350(万丹麦克郎)', '33500000', 'DKK'],
  ])('%s keeps its currency', (text, yuan, currency) =>
    expect(parseAmount(text, 'wan-yuan')).toMatchObject({ ok: true, yuan, currency }),
  )

  it.each([
    ['约5万元', '50000'],
    ['共计处以罚款约45万余元', '450000'],
    ['500元左右', '500'],
    ['分别罚款19.9万…', '199000'],
  ])('%s is marked as approximate', (text, yuan) =>
    expect(parseAmount(text, 'yuan')).toMatchObject({ ok: true, yuan, approximate: true }),
  )

  it.each([
    ['', 'empty'],
    [' \u3000', 'empty'],
    ['N/A', 'shape'],
    ['无', 'shape'],
    ['万元', 'shape'],
    ['2.2×102CFU/g', 'shape'],
    ['1.2.3', 'shape'],
    ['12,34', 'shape'],
    ['1e5', 'shape'],
    ['--5', 'shape'],
    ['3千克', 'shape'],
    ['上千元', 'shape'],
    ['三五元', 'shape'],
    ['不予罚款5000元', 'shape'],
    ['2000…', 'shape'],
    ['1234567890123456789', 'shape'],
    ['2000 3000', 'several'],
    ['2000元、3000元', 'several'],
    ['3000-5000元', 'range'],
    ['10万元以上', 'range'],
    ['贰仟元整(¥3000.00)', 'contradiction'],
    ['5'.repeat(121), 'too-long'],
  ])('%s is none: %s', (text, reason) => expect(parseAmount(text, 'yuan')).toEqual({ ok: false, reason }))

  it('with a currency but no unit is not read in a column of ten thousands, where it may mean either', () => {
    expect(parseAmount('人民币2000', 'yuan')).toMatchObject({ yuan: '2000' })
    expect(parseAmount('人民币2000', 'wan-yuan')).toEqual({ ok: false, reason: 'unit-unclear' })
  })

  it('is read exactly, in each way of writing one number', () =>
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.integer({ min: 0, max: 999_999 }),
        (whole, part) => {
          const written = `${whole}.${String(part).padStart(6, '0')}`
          const yuan = multiplyDecimal(written, 0)
          const grouped = written.replace(/\B(?=(?:\d{3})+\.)/g, ',')
          const wide = written.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
          for (const text of [written, grouped, wide, `${grouped}元`, `￥${written}`, `${written}(人民币)`])
            expect(parseAmount(text, 'yuan')).toMatchObject({ ok: true, yuan })
          for (const text of [written, `${grouped}万`, `${wide}（万元人民币）`])
            expect(parseAmount(text, 'wan-yuan')).toMatchObject({ ok: true, yuan: multiplyDecimal(yuan, 4) })
        },
      ),
    ))

  it('is a plain decimal text or a reason whatever is typed', () =>
    fc.assert(
      fc.property(noise, fc.constantFrom('yuan', 'wan-yuan'), (text, unit) => {
        const parsed = parseAmount(text, unit)
        if (parsed.ok) expect(parsed.yuan).toMatch(/^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/)
      }),
      { numRuns: 2_000 },
    ))
})

const pieces =
  '0 5 12 , . 。 元 万 千 亿 ( ) （ ） 人民币 ¥ $ 美元 伍 拾 零 整 罚款 没收 约 余 - 、 以上 角 分 : \n x 万元 的'.split(
    ' ',
  )
const noise = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 150 }),
)

describe('amounts in running text', () => {
  it.each([
    [
      '上年销售额1200000元，处以罚款人民币2000元，没收违法所得贰佰元整(¥200.00元)。',
      ['罚款', '没收违法所得'],
      ['2000', '200'],
    ],
    ['分别罚款19.9万元、2万元', ['罚款'], ['199000', '20000']],
    ['分别罚款19.9万…', ['罚款'], ['199000']],
    ['罚款人民币两千元整，罚款人民币三千元整', ['罚款'], ['2000', '3000']],
    ['罚款贰仟元整(¥2000。00)', ['罚款'], ['2000']],
    ['罚款 1，500.50 元', ['罚款'], ['1500.5']],
    ['第63条罚款\n人民币500元', ['罚款'], ['500']],
    ['處罰款新臺幣5萬元、罰款貳仟元', ['罚款'], ['2000']],
    ['处5万元的罚款', ['罚款'], ['50000']],
    ['罚款5000元. 责令改正', ['罚款'], ['5000']],
    ['没收违法所得5万元、罚款3万元', ['罚款'], ['30000']],
    ['没收违法所得5万元罚款3万元', ['没收'], ['50000']],
    ['货值金额3000元，处货值二倍的罚款6000元', ['罚款', '处以'], ['6000']],
    ['处以违法所得1000元一倍的罚款1000元', ['罚款', '处以'], ['1000']],
    ['罚款2000元(已缴纳1000元)，销售额300元', ['罚款'], ['2000']],
  ])('%s', (text, words, amounts) => expect(amountsIn(text, words)).toEqual(amounts))

  it.each([
    '免予罚款。销售额300元',
    '不予罚款2000元',
    '罚款，上缴国库300元',
    '处以警告，没收违法所得2000元',
    '可处一万元以上五万元以下的罚款',
    '罚款数十万元',
    '罚款约45万余元',
    '罚款500美元',
    '罚款100元/天',
    '罚款1,500,00元',
    '罚款5千克',
    '罚款3万支',
    '处罚',
  ])('are none in %s', (text) => expect(amountsIn(text, ['罚款', '处以'])).toEqual([]))

  it('are none without the words, and exact and few whatever the text', () =>
    fc.assert(
      fc.property(noise, (text) => {
        expect(amountsIn(text.replaceAll('没', ''), ['没收'])).toEqual([])
        expect(amountsIn(text, [])).toEqual([])
        const found = amountsIn(text.repeat(20), ['罚款'])
        expect(found.length).toBeLessThanOrEqual(50)
        for (const amount of found) expect(amount).toMatch(/^(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/)
      }),
    ))

  it('are found in a text of 100,000 characters, and not beyond it', () => {
    const filler = '说明。'.repeat(33_000)
    expect(amountsIn(`${filler}罚款5万元`, ['罚款'])).toEqual(['50000'])
    expect(amountsIn(`${filler.repeat(2)}罚款5万元`, ['罚款'])).toEqual([])
  })
})

describe.skipIf(!isHere)('real files', () => {
  it('have their registered capital read in at least 999 of 1,000 cells', () => {
    const cells = columnOf(join(data, 'registry/registry_dev_50k.csv'), '注册资金').filter(
      (cell) => cell !== 'N/A',
    )
    const unread = cells.filter((cell) => !parseAmount(cell, 'wan-yuan').ok)
    console.info(`registered capital: ${cells.length - unread.length} of ${cells.length} cells read`)
    expect(unread.length / cells.length).toBeLessThan(0.001)
  })
  it('have the amount they print equal to the amount in yuan, in the cell and in running text', () => {
    const file = join(data, 'decisions/cn_decisions.csv')
    const yuan = columnOf(file, 'amount_yuan')
    const printed = columnOf(file, 'amount_printed')
    const wrong = printed.flatMap((text, i) => {
      if (text === '' || yuan[i] === '') return []
      const parsed = parseAmount(text, 'yuan')
      const found = amountsIn(`罚款${text}`, ['罚款'])
      return parsed.ok && parsed.yuan === yuan[i] && found.includes(yuan[i]!) ? [] : [{ text, parsed, found }]
    })
    expect(wrong).toEqual([])
  })
})

/** One column of a CSV file with quoted cells and one row a line. */
function columnOf(path: string, title: string): string[] {
  const lines = readFileSync(path, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
  const cellsOf = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
      (m[1] ?? m[2] ?? '').replaceAll('""', '"'),
    )
  const index = cellsOf(lines[0]!).indexOf(title)
  return lines.slice(1).flatMap((line) => (line === '' ? [] : [cellsOf(line)[index] ?? '']))
}
