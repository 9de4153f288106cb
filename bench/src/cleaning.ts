import { usccOf } from '@xinqiao/standards'
import { Ajv } from 'ajv'
import { compileCleaner } from '../../server/src/modules/cleaning/index.ts'
import { benchItem, benchLookups, benchTitles } from './cleaning-item.ts'

/** One line of the benchmark table; rates are rows a second on one core. */
export type CleaningBench = {
  path: 'cleaning rule'
  size: number
  rate: number
  unit: 'rows/s'
  reference: { name: 'ajv'; rate: number }
  ratio: number
  target: 0.3
}

const rowsCount = 20_000
const roundsCount = 7
const roundMs = 400

/**
 * Measures the compiled cleaner on clean rows of the 2018 penalty layout (15 columns, in memory, one core) beside
 * Ajv validating the same columns as strings: required, lengths, patterns and enums, nothing else. Rounds alternate
 * and the medians are compared, so that a busy machine slows both.
 */
export async function benchCleaning(): Promise<CleaningBench> {
  const codes = benchItem.fields.map((field) => field.code)
  const cells = Array.from({ length: rowsCount }, (_, row) => cellsOf(row))
  const objects = cells.map((row) => Object.fromEntries(codes.map((code, column) => [code, row[column]])))
  const cleaner = compileCleaner(benchItem, codes, benchLookups, { today: '2026-11-24' })
  const validate = new Ajv().compile(ajvSchema())

  const cleanAll = () => {
    for (const row of cells)
      if (cleaner.clean(row).findings.length > 0) throw new Error('a clean row has findings')
  }
  const validateAll = () => {
    for (const row of objects) if (!validate(row)) throw new Error('a clean row is invalid')
  }
  const rates: { own: number[]; ajv: number[] } = { own: [], ajv: [] }
  for (let round = 0; round < roundsCount; round++) {
    rates.own.push(rateOf(cleanAll))
    rates.ajv.push(rateOf(validateAll))
  }
  const rate = Math.round(median(rates.own))
  const reference = Math.round(median(rates.ajv))
  return {
    path: 'cleaning rule',
    size: rowsCount,
    rate,
    unit: 'rows/s',
    reference: { name: 'ajv', rate: reference },
    ratio: Number((rate / reference).toFixed(3)),
    target: 0.3,
  }
}

function rateOf(all: () => void): number {
  const start = performance.now()
  let passes = 0
  while (performance.now() - start < roundMs) {
    all()
    passes++
  }
  return (passes * rowsCount * 1000) / (performance.now() - start)
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

const trades = ['星桥', '云帆', '禾润', '鼎新', '恒远', '朗清', '嘉木', '同泰']
const industries = ['食品', '建材', '物流', '机械', '环保科技', '餐饮管理']
const acts = [
  '经营超过保质期的食品',
  '未经许可从事食品经营',
  '超标排放水污染物',
  '未取得施工许可擅自开工',
  '发布虚假广告',
]
const bases = ['食品安全法', '环境保护法', '建筑法', '广告法', '产品质量法', '安全生产法', '水污染防治法']
const persons = ['林一舟', '周云帆', '吴嘉木', '郑恒远', '王朗清', '冯同泰', '陈禾润', '褚鼎新', '卫星桥']

/** An invented firm and its fine, from one organ as a file is; row number in, the same cells out. */
function cellsOf(row: number): string[] {
  const region = ['350100', '330200', '110105', '440300'][row % 4] as string
  const trade = `${trades[row % trades.length]}${trades[(row >> 3) % trades.length]}`
  const industry = industries[row % industries.length]
  const day = `2025-${String((row % 12) + 1).padStart(2, '0')}-${String((row % 28) + 1).padStart(2, '0')}`
  const fine = 1000 * ((row % 50) + 1)
  return [
    `云港市${trade}${numeral(row)}${industry}有限公司`,
    '法人及非法人组织',
    usccOf(`91${region}${organisationCode(row)}`),
    persons[row % persons.length] as string,
    `云港市监罚〔2025〕${row + 1}号`,
    acts[row % acts.length] as string,
    `经查，当事人于${day}在其经营场所销售超过保质期的预包装食品，货值金额共计人民币${row}元，违法所得320元，上述事实有现场笔录、询问笔录及销售单据等证据证实。`,
    `《中华人民共和国${bases[row % bases.length]}》第三十四条第（十）项、第一百二十四条第一款第（五）项`,
    '罚款',
    `责令改正违法行为，并处罚款人民币${fine}元，上缴国库。`,
    String(fine / 10_000),
    day,
    `2026${day.slice(4)}`,
    '云港市市场监督管理局',
    '11330000001234562L',
  ].map(parsed)
}

/** A number as a trade name may carry it: 一二〇. */
const numeral = (row: number): string =>
  [...String(row)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('')

/** A string as a parser gives it: its own memory, not a rope of parts. */
const parsed = (text: string): string => Buffer.from(text).toString()

/** GB 11714: a valid organisation code for a sequence number. */
function organisationCode(sequence: number): string {
  const body = `MA${String(100_000 + sequence)}`
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...body].reduce(
    (total, one, i) => total + Number.parseInt(one, 36) * (weights[i] as number),
    0,
  )
  const check = 11 - (sum % 11)
  return body + (check === 10 ? 'X' : check === 11 ? '0' : String(check))
}

const codePattern = '^[1-9ANY][1-9]\\d{6}[0-9A-HJ-NPQRTUWXY]{10}$'
const dayPattern = '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$'
const amountPattern = '^\\d{1,12}(?:\\.\\d{1,6})?$'

/** The same columns for Ajv, as the catalog item has them: lengths, a pattern by type, the titles of code tables. */
function ajvSchema() {
  const properties = Object.fromEntries(
    benchItem.fields.map((field) => [
      field.code,
      {
        type: 'string',
        ...(field.lengthMax === undefined ? {} : { maxLength: field.lengthMax }),
        ...(field.type === 'uscc' ? { pattern: codePattern } : {}),
        ...(field.type === 'date' ? { pattern: dayPattern } : {}),
        ...(field.type === 'amount' ? { pattern: amountPattern } : {}),
        ...(field.codes === undefined ? {} : { enum: benchTitles(field.codes) }),
      },
    ]),
  )
  return { type: 'object', properties, required: Object.keys(properties) }
}

if (import.meta.main) console.log(await benchCleaning())
