import type { AmountParse, AmountUnit, AmountFault as Fault } from './amount-parse.ts'
import { compareDecimal, multiplyDecimal } from './decimal.ts'
import { type Money, moneyAt } from './money.ts'
import { moneyIn } from './money-in.ts'

type Wordlist = { words: string[]; about: string[]; firsts: Set<string> }
const wordlist = (words: string, about: string): Wordlist => ({
  words: words.split(' '),
  about: about.split(' '),
  firsts: new Set([...words.split(' '), ...about.split(' ')].map((word) => word[0]!)),
})
const leads = wordlist(
  '罚没款 罚款 罚金 罚 没收 违法所得 处以 并处 处 给予 作出 行政处罚 注册资本 注册资金 注册 资本 资金 金额 数额 合计 共计 总计 累计 分别 各 共 计 为 的 被 大写 小写',
  '大约 约 近 逾',
)
const tails = wordlist('人民币 行政处罚 罚没款 罚款 罚金 的 整 。 . , ;', '左右 上下 余')
const boundTails = ['以上', '以下', '以内', '以外', '起']
/** A cell cut off after a written unit: what is missing cannot be told. */
const cutTails = ['…', '...', '等']
const label =
  /^[\p{Script=Han}A-Z]{0,20}(?:\((?:人民币)?[:]?(?:(?<wan>万元?)|(?<yuan>元)|大写|小写)\))?(?::|(?<=\)))/u
const rangeSign = /^(?:-|~|至|到)[^-]{0,3}[\d零〇一二三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟]/u

/** Reads a folded cell of a money column as one amount. */
export function readCell(cell: string, unit: AmountUnit): AmountParse {
  const direct = attempt(cell, unit)
  if (direct.ok || direct.reason !== 'shape') return direct
  const found = label.exec(cell)
  if (found !== null && found[0] !== '' && found[0].length < cell.length) {
    const { wan, yuan } = found.groups!
    const read = attempt(cell.slice(found[0].length), wan ? 'wan-yuan' : yuan ? 'yuan' : unit)
    if (read.ok && read.unitFound === null && (wan || yuan))
      return { ...read, unitFound: wan ? 'wan-yuan' : 'yuan' }
    if (read.ok || read.reason !== 'shape') return read
  }
  return onlyAmount(cell, unit)
}

function attempt(cell: string, unit: AmountUnit): AmountParse {
  const lead = skip(cell, 0, leads)
  const money = moneyAt(cell, lead.end) ?? moneyAt(cell, 0)
  if (money === null) return fault('shape')
  const again = repeatAt(cell, money.end)
  const tail = skip(cell, again?.end ?? money.end, tails)
  const cut = tail.end === cell.length ? undefined : cutTails.find((text) => cell.startsWith(text, tail.end))
  const isCut = cut !== undefined && tail.end + cut.length === cell.length
  if (isCut && (money.power === null || !isWritten(money)) && !money.hasUnit) return fault('shape')
  if (!isCut && tail.end < cell.length) return fault(faultOf(cell, tail.end))
  const reading = settled(money, again?.money ?? null, unit)
  if (typeof reading === 'string') return fault(reading)
  const isApproximate = money.isApproximate || lead.isAbout || tail.isAbout || isCut
  return { ok: true, ...reading, ...(isApproximate ? { approximate: true } : {}) }
}

const fault = (reason: Fault): AmountParse => ({ ok: false, reason })
const isWritten = (money: Money) => money.hasUnit || money.power !== null

function skip(cell: string, from: number, { words, about, firsts }: Wordlist) {
  let end = from
  let isAbout = false
  while (end < cell.length && firsts.has(cell[end]!)) {
    const rough = about.find((one) => cell.startsWith(one, end))
    const taken = rough ?? words.find((one) => cell.startsWith(one, end))
    if (taken === undefined) break
    isAbout ||= rough !== undefined
    end += taken.length
  }
  return { end, isAbout }
}

/** The same amount once more, in brackets or after ¥, 大写, 小写, 即. */
function repeatAt(cell: string, from: number): { money: Money; end: number } | null {
  const isBracketed = cell[from] === '('
  let at = isBracketed ? from + 1 : from
  const word = ['大写', '小写', '即', '合'].find((one) => cell.startsWith(one, at))
  if (!isBracketed && word === undefined && cell[at] !== '¥') return null
  at += word?.length ?? 0
  if (cell[at] === ':') at++
  const money = moneyAt(cell, at)
  if (money === null) return null
  if (!isBracketed) return { money, end: money.end }
  return cell[money.end] === ')' ? { money, end: money.end + 1 } : null
}

function faultOf(cell: string, at: number): Fault {
  if (boundTails.some((word) => cell.startsWith(word, at))) return 'range'
  const rest = cell.slice(at)
  if (rangeSign.test(rest)) return 'range'
  return /^[、和及\s/]/u.test(rest) && /\d|元/u.test(rest) ? 'several' : 'shape'
}

type Reading = { yuan: string; currency: string; unitFound: AmountUnit | 'thousand' | 'yi' | null }

function settled(first: Money, second: Money | null, unit: AmountUnit): Reading | Fault {
  if (second === null) return reading(first, unit)
  if (first.code !== null && second.code !== null && first.code !== second.code) return 'contradiction'
  const [main, other] = isWritten(first) || !isWritten(second) ? [first, second] : [second, first]
  const isSame =
    compareDecimal(main.number, other.number) === 0 ||
    (!isWritten(other) && compareDecimal(main.number, multiplyDecimal(other.number, 4)) === 0)
  return isSame ? reading({ ...main, code: first.code ?? second.code }, unit) : 'contradiction'
}

function reading(money: Money, unit: AmountUnit): Reading | Fault {
  const currency = money.code ?? 'CNY'
  if (isWritten(money)) return { yuan: money.number, currency, unitFound: unitOf(money) }
  if (unit === 'yuan') return { yuan: money.number, currency, unitFound: money.code === null ? null : 'yuan' }
  // 人民币2000 in a column of 万元 may be either; only a plain number is surely in the column's unit.
  if (money.code !== null) return 'unit-unclear'
  return { yuan: multiplyDecimal(money.number, 4), currency, unitFound: null }
}

/** 伍万元 counts yuan; 5万元 counts ten thousands. */
function unitOf({ power, isNumerals }: Money): Reading['unitFound'] {
  if (power === null || isNumerals) return 'yuan'
  return power >= 8 ? 'yi' : power >= 4 ? 'wan-yuan' : power === 3 ? 'thousand' : 'yuan'
}

/** A sentence in the cell: taken when it speaks of a penalty and holds one amount and no other number. */
function onlyAmount(cell: string, unit: AmountUnit): AmountParse {
  if (!/^.{0,12}[罚处没]/u.test(cell) || /[不免未]/u.test(cell)) return fault('shape')
  const all = moneyIn(cell)
  const first = all[0]
  if (first === undefined || first.start > 24) return fault('shape')
  if (
    all.some(
      (one) =>
        compareDecimal(one.number, first.number) !== 0 ||
        (one.code !== first.code && one.code !== null && first.code !== null),
    )
  )
    return fault('several')
  const outside = all.reduceRight((rest, one) => rest.slice(0, one.start) + rest.slice(one.end), cell)
  return /[\d零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟,;。]/u.test(outside)
    ? fault('shape')
    : attemptAt(first, unit)
}

function attemptAt(money: Money, unit: AmountUnit): AmountParse {
  const read = reading(money, unit)
  if (typeof read === 'string') return fault(read)
  return { ok: true, ...read, ...(money.isApproximate ? { approximate: true } : {}) }
}
