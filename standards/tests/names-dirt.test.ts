import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  branchOf,
  grams,
  isSubsequence,
  looksLikePerson,
  nameKey,
  nameParts,
  normaliseName,
  shortKey,
} from '../src/index.ts'

describe('a cell with several names', () => {
  it.each([
    ['第一名称:甲镇粮油管理所 第二名称:甲镇粮油物资公司', '甲镇粮油管理所', '甲镇粮油物资公司'],
    ['第一名称甲镇粮油管理所第二名称甲镇粮油物资公司', '甲镇粮油管理所', '甲镇粮油物资公司'],
    ['甲镇粮油管理所第二名称甲镇粮油物资公司', '甲镇粮油管理所', '甲镇粮油物资公司'],
    ['甲镇粮油管理所(第二名称:甲镇粮油物资公司)', '甲镇粮油管理所', '甲镇粮油物资公司'],
    ['甲镇塑料厂（第一名称）乙镇绝缘厂', '甲镇塑料厂', '乙镇绝缘厂'],
    ['甲镇塑料厂（第一名称）乙镇绝缘厂（第二名称）', '甲镇塑料厂', '乙镇绝缘厂'],
    ['甲镇塑料厂(第一名称)乙镇绝缘厂(第二名称', '甲镇塑料厂', '乙镇绝缘厂'],
    ['甲镇制药厂 乙镇制品厂（第二名称）', '甲镇制药厂', '乙镇制品厂'],
    ['甲市进出口(集团)公司(第一名称);甲市进出口公司(第二名称)', '甲市进出口（集团）公司', '甲市进出口公司'],
    ['甲市供应站(第二名称:)乙商贸公司', '甲市供应站', '乙商贸公司'],
    ['甲镇总厂( 第二名称:乙集团公司)', '甲镇总厂', '乙集团公司'],
    ['甲镇设备厂（原名称：乙机械厂）', '甲镇设备厂', '乙机械厂'],
    ['甲镇开发有限公司(原名甲镇开发公司)', '甲镇开发有限公司', '甲镇开发公司'],
    ['晨光有限公司（曾用名：晨曦有限公司）', '晨光有限公司', '晨曦有限公司'],
    ['晨光银行股份有限公司甲支行(简称:晨光银行甲支行)', '晨光银行股份有限公司甲支行', '晨光银行甲支行'],
    ['晨光公司（第二名称：ABC（中国）公司）', '晨光公司', 'ABC（中国）公司'],
  ])('%s is %s, also called %s', (text, name, alias) =>
    expect(normaliseName(text)).toMatchObject({ name, aliases: [alias] }),
  )
  it.each([
    '太原名骏图文广告有限公司',
    '中原名品商贸有限公司',
    '简称心服饰店',
    '晨光（原名）有限公司',
    '晨光第一名称有限公司',
  ])('%s is one name', (text) => expect(normaliseName(text).aliases).toEqual([]))
})

describe('a stray sign', () => {
  it.each([
    ['晨光有限公司*', '晨光有限公司'],
    ['晨光有限公司＊', '晨光有限公司'],
    ['晨光合作社白 掌分销店', '晨光合作社白掌分销店'],
    ['晨友茶?', '晨友茶'],
    ['（０５）００９店', '（05）009店'],
    ['晨光六O九电缆', '晨光六〇九电缆'],
    ['晨光二六О厂', '晨光二六〇厂'],
    ['晨光七○三厂', '晨光七〇三厂'],
    ['晨光四八二0机电', '晨光四八二〇机电'],
    ['晨光( 甲 )有限公司', '晨光（甲）有限公司'],
    ['晨光有限公司）', '晨光有限公司'],
    ['"晨光有限公司', '晨光有限公司'],
    ['晨光有限公司。', '晨光有限公司'],
    ['ABC  Holdings Co., Ltd.', 'ABC Holdings Co., Ltd.'],
  ])('in %s leaves %s', (text, name) => expect(normaliseName(text).name).toBe(name))
  it.each([
    '晨光有限公司**',
    '张**',
    '甲区********餐饮店（**）',
    '***',
    '卡拉OK厅',
    '阿O饭店',
    '“晨光”商店',
    '（甲）乙厂',
    '零零七商行',
    '昇辉億隆',
  ])('is not seen in %s', (text) =>
    expect(normaliseName(text)).toEqual({ name: text, changes: [], aliases: [] }),
  )
  it('gives every result its own lists', () => {
    normaliseName('晨光').changes.push('tampered')
    expect(normaliseName('晨光').changes).toEqual([])
  })
})

describe('the match key', () => {
  it.each([
    ['晨昇實業有限公司', '晨昇实业有限公司'],
    ['睢甯縣晨光厂', '睢宁县晨光厂'],
    ['晨光（集团）有限责任公司', '晨光集团有限公司'],
    ['晨光六○九厂*', '晨光六〇九厂'],
  ])('of %s and %s is one', (a, b) => expect(nameKey(a)).toBe(nameKey(b)))
  it.each([
    ['晨昇有限公司', '晨升有限公司'],
    ['晨乾有限公司', '晨干有限公司'],
    ['晨光有限公司', '晨光股份有限公司'],
    ['晨光一厂', '晨光1厂'],
  ])('of %s and %s is not', (a, b) => expect(nameKey(a)).not.toBe(nameKey(b)))
})

describe('a branch', () => {
  it.each([
    ['晨光银行股份有限公司甲市乙支行', '晨光银行股份有限公司', '甲市乙支行'],
    ['晨光银行甲省分行', '晨光银行', '甲省分行'],
    ['晨光有限责任公司甲店', '晨光有限责任公司', '甲店'],
    ['晨光集团甲有限公司乙分公司丙营业厅', '晨光集团甲有限公司', '乙分公司丙营业厅'],
    ['甲县供销合作社乙供销部', '甲县供销合作社', '乙供销部'],
    ['甲市农机公司第五经营部', '甲市农机公司', '第五经营部'],
    ['晨光（甲）有限公司乙办事处', '晨光（甲）有限公司', '乙办事处'],
    ['晨光总公司乙支公司', '晨光总公司', '乙支公司'],
    ['甲县机械厂第一分厂', '甲县机械厂', '第一分厂'],
    ['甲县锅炉制造分公司', '', '甲县锅炉制造分公司'],
  ])('%s belongs to %s as %s', (name, parent, branch) => expect(branchOf(name)).toEqual({ parent, branch }))
  it.each([
    ...[
      '晨光有限公司',
      '晨光股份有限公司',
      '晨光银行股份有限公司',
      '甲市种子公司',
      '甲省电子公司',
      '甲镇加油站',
      '甲县粮食经营部',
    ],
    ...[
      '晨光有限公司工会委员会',
      '晨光有限公司（普通合伙）',
      '晨光集团有限公司',
      '甲县供销合作社',
      '某（晨光有限公司）店主',
      '',
    ],
  ])('%s is none', (name) => expect(branchOf(name)).toBeNull())
  it('has a name that is its parent and its rest', () =>
    fc.assert(
      fc.property(
        fc
          .array(
            fc.constantFrom(
              '晨光',
              '甲',
              '有限公司',
              '公司',
              '银行',
              '股份',
              '支行',
              '分公司',
              '厂',
              '店',
              '（',
              '）',
            ),
          )
          .map((c) => c.join('')),
        (name) => {
          const found = branchOf(name)
          return found === null || (found.parent + found.branch === name && found.branch !== '')
        },
      ),
    ))
})

describe('the parts of a name', () => {
  const regions = new Set(['北京', '北京市', '浙江', '浙江省', '杭州', '杭州市', '西湖区', '南京'])
  const isRegion = (text: string) => regions.has(text)
  it.each([
    [
      '浙江省杭州市西湖区晨光软件技术有限公司',
      { region: '浙江省杭州市西湖区', trade: '晨光', industry: '软件技术', form: '有限公司', branch: '' },
    ],
    [
      '晨光技术（北京）有限公司',
      { region: '北京', trade: '晨光', industry: '技术', form: '有限公司', branch: '' },
    ],
    [
      '北京南京路百货有限公司',
      { region: '北京', trade: '南京路', industry: '百货', form: '有限公司', branch: '' },
    ],
    [
      '杭州晨光机械设备股份有限公司甲分公司',
      { region: '杭州', trade: '晨光', industry: '机械设备', form: '股份有限公司', branch: '甲分公司' },
    ],
    ['晨光集团有限公司', { region: '', trade: '晨光', industry: '', form: '集团有限公司', branch: '' }],
    [
      '北京科技贸易有限公司',
      { region: '北京', trade: '科技', industry: '贸易', form: '有限公司', branch: '' },
    ],
    ['', { region: '', trade: '', industry: '', form: '', branch: '' }],
  ])('of %s are told apart', (name, parts) => expect(nameParts(name, isRegion)).toEqual(parts))
})

describe('a short name', () => {
  it.each([
    ['*ST晨光', '晨光'],
    ['ST晨光', '晨光'],
    ['S*ST晨光', '晨光'],
    ['晨光A', '晨光'],
    ['晨光Ａ', '晨光'],
    ['晨光-U', '晨光'],
  ])('%s has the key %s', (text, key) => expect(shortKey(text)).toBe(key))
  it('stands in its full name in order', () => {
    expect(isSubsequence('晨光软件', '甲市晨光科技软件股份有限公司')).toBe(true)
    expect(isSubsequence('软件晨光', '甲市晨光科技软件股份有限公司')).toBe(false)
  })
})

describe('a person', () => {
  it.each(['张三', '李小明', '欧阳甲', '司马相如', '买买提·吐尔逊', '阿依古丽·买合木提'])(
    '%s is taken for one',
    (name) => expect(looksLikePerson(name)).toBe(true),
  )
  it.each(['张记饭店', '晨光有限公司', '甲建筑大学', '王府井百货', '', '张', '李宁公司', '白云机场', 'ABC'])(
    '%s is not',
    (name) => expect(looksLikePerson(name)).toBe(false),
  )
})

describe('the grams of a key', () => {
  const reference = (key: string) =>
    [
      ...new Set(
        [...key].flatMap((c, i) => [
          c.charCodeAt(0) << 16,
          ...(i + 1 < key.length ? [(c.charCodeAt(0) << 16) | key.charCodeAt(i + 1)] : []),
        ]),
      ),
    ].sort((a, b) => a - b)
  it('are its distinct pairs and units in ascending order', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\u4e00-\u9fffA-Z]{0,60}$/),
        (key) => JSON.stringify(grams(key)) === JSON.stringify(reference(key)),
      ),
    )
    expect(grams('')).toEqual([])
  })
  it('are bounded', () => expect(grams('甲乙'.repeat(50_000)).length).toBeLessThan(600))
})

it('no name, however hostile, throws or is read without end', () => {
  const hostile = [
    '（'.repeat(100_000),
    '第二名称'.repeat(25_000),
    ' 甲'.repeat(50_000),
    '*'.repeat(100_000),
    '六O'.repeat(50_000),
    '公司'.repeat(50_000),
    '\ud800'.repeat(1_000),
  ]
  for (const text of hostile) {
    expect(normaliseName(text).name.length).toBeLessThanOrEqual(2_000)
    branchOf(text)
    nameParts(text, () => true)
    looksLikePerson(text)
    expect(nameKey(text).length).toBeLessThanOrEqual(2_000)
  }
})

it('a name is read alike the short way and the long way, which a blank at its end makes every name go', () => {
  const piece = fc.oneof(
    fc.constantFrom(...'第一名称 第二名称 曾用名 原名 简称 名 简 称 （ ） （集团） 〇 ○ 六 集團'.split(' ')),
    fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code)),
  )
  const name = fc.array(piece, { minLength: 1, maxLength: 9 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(name, (text) => {
      const { name: short, aliases } = normaliseName(text)
      const long = normaliseName(`${text} `)
      expect([short, aliases]).toEqual([long.name, long.aliases])
    }),
    { numRuns: 3000 },
  )
})
