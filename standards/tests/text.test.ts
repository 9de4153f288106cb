import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isClean, isEmptyMark, looksMojibake, repairMojibake, tidyText, toSimplified } from '../src/index.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 80 })
const dirtyText = fc
  .array(
    fc.constantFrom(
      '_x000D_',
      '_x00',
      '0D_',
      '\0',
      '\r',
      '\n',
      '\u200b',
      '\u3000',
      '\ufeff',
      'e\u0301',
      '\ud800',
      '甲',
      'a',
      ' ',
    ),
  )
  .map((parts) => parts.join(''))

describe('tidied text', () => {
  it.each([
    ['晨光_x000D_', '晨光'],
    ['数据来源单位统一社会信用代\r码:', '数据来源单位统一社会信用代码:'],
    ['晨光\0\0\0\0', '晨光'],
    ['\ufeff晨光', '晨光'],
    ['\u3000晨\u200b光\u00a0', '晨光'],
    ['第一行\r\n第二行', '第一行\n第二行'],
    ['a\tb', 'a b'],
    ['e\u0301', 'é'],
    ['\uf900', '\u8c48'],
    ['甲\u202e乙', '甲乙'],
    ['半\ud800个', '半\ufffd个'],
    ['snake_case_x', 'snake_case_x'],
    ['编号_x4E2D_', '编号_x4E2D_'],
  ])('of %j is %j', (text, tidy) => expect(tidyText(text)).toBe(tidy))
  it('is clean, and clean text is left alone', () =>
    fc.assert(
      fc.property(fc.oneof(anyText, dirtyText), (text) => {
        const tidy = tidyText(text)
        return tidyText(tidy) === tidy && isClean(tidy) && isClean(text) === (tidy === text)
      }),
      { numRuns: 2_000 },
    ))
  it('keeps the text of 100,000 marks bounded', () => {
    expect(tidyText('_x000D_'.repeat(20_000))).toBe('')
    expect(isClean('_x0041_'.repeat(20_000))).toBe(true)
    expect(isClean('甲'.repeat(100_000))).toBe(true)
  })
})

describe('a mark for a missing value', () => {
  it.each([
    ...[
      'N/A',
      'n/a',
      'Ｎ／Ａ',
      '— —',
      '——',
      '-',
      '/',
      '//',
      '无',
      '暂无',
      '未知行业',
      '***',
      '',
      ' ',
      '\u3000',
      'null',
      '(null)',
      '#N/A',
    ],
    ...['undefined', '.', '。', '无数据', '?'.repeat(100_000)],
  ])('is %j', (text) => expect(isEmptyMark(text)).toBe(true))
  it.each([
    '0',
    '无锡',
    '无棣县甲乙公司',
    '无名',
    'NA12',
    '未知数科技',
    '空调',
    '-1',
    '*甲',
    '甲'.repeat(100_000),
  ])('is not %j', (text) => expect(isEmptyMark(text)).toBe(false))
})

describe('text read in a wrong encoding', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const asCp1252 = (text: string) => new TextDecoder('windows-1252').decode(bytes(text))
  const asGbk = (text: string) => new TextDecoder('gbk').decode(bytes(text))
  it.each(['行政处罚', '晨光科技有限公司', '警告、罚款（5万元）'])('%s is recovered from cp1252', (text) => {
    expect(looksMojibake(asCp1252(text))).toBe(true)
    expect(repairMojibake(asCp1252(text))).toBe(text)
  })
  it.each(['晨光有限公司测试北京', '行政处罚决定书文'])('%s is recovered from GBK', (text) => {
    expect(looksMojibake(asGbk(text))).toBe(true)
    expect(repairMojibake(asGbk(text))).toBe(text)
  })
  it.each([
    ['Ö£ÖÝ', '郑州'],
    ['ÉÏº£ÊÐ', '上海市'],
  ])('%s, GBK read as cp1252, is %s', (text, meant) => expect(repairMojibake(text)).toBe(meant))
  it.each([' \ufffdϺ\ufffd\ufffd\ufffdǬʵҵ ', '锟斤拷锟斤拷', '晨光\ufffd'])(
    '%s is lost and said to be',
    (text) => {
      expect(looksMojibake(text)).toBe(true)
      expect(repairMojibake(text)).toBeNull()
    },
  )
  it.each([
    ...[
      '晨光科技有限公司',
      'Café Zürich',
      'Ångström GmbH',
      'Größe',
      'Αθήνα',
      'Москва',
      '联通公司',
      '浒墅关',
      '浔阳区甲店',
      '30℃±2',
      '',
    ],
    ...['β-胡萝卜素', '5㎎×3', '한국무역', 'Äußerst schön', '𠮷祥'],
  ])('%s is not', (text) => {
    expect(looksMojibake(text)).toBe(false)
    expect(repairMojibake(text)).toBeNull()
  })
  it('never throws, whatever the length', () => {
    fc.assert(fc.property(anyText, (text) => typeof looksMojibake(text) === 'boolean'))
    expect(repairMojibake('ç½š'.repeat(50_000))).toBeNull()
  })
})

describe('simplified text', () => {
  it.each([
    ['河北億隆貿易有限公司', '河北亿隆贸易有限公司'],
    ['連云港志巖建設', '连云港志岩建设'],
    ['睢甯縣環境衛生', '睢宁县环境卫生'],
    ['徐環罰決字', '徐环罚决字'],
    ['餅乾', '饼干'],
    ['饼乾', '饼干'],
    ['乾洗店', '干洗店'],
    ['徵信', '征信'],
    ['特徵', '特征'],
    ['合夥企業', '合伙企业'],
    ['鍾錶', '钟表'],
    ['衞生', '卫生'],
  ])('of %s is %s', (text, simplified) => expect(toSimplified(text)).toBe(simplified))
  it.each([
    '乾隆',
    '乾坤实业',
    '乾元',
    '魏徵',
    '角徵羽',
    '古徵街',
    '昇辉照明',
    '下宅於村',
    '哪吒',
    '瞭望',
    '著名',
    '甯某',
    '晨光有限公司',
  ])('leaves %s alone', (text) => expect(toSimplified(text)).toBe(text))
  it('keeps 乾 a name in traditional surroundings too', () =>
    expect(toSimplified('乾泰實業')).toBe('乾泰实业'))
  it('does not change a second time', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'乾昇陞徵於夥億隆貿易連雲餅洗信特表業甲乙')).map((c) => c.join('')),
        (text) => {
          const once = toSimplified(text)
          return [...once].length === [...text].length
        },
      ),
    ))
})
