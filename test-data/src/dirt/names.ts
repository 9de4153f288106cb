import { firstSyllables, secondSyllables } from '../words/trades.ts'
import { type Change, type Dirt, type DirtRow, filled, onCell, replace } from './row.ts'

/** （ and ） as ( and ). */
export const halfWidthBrackets: Dirt = onCell(['name'], (name) =>
  name.includes('（') ? name.replace('（', '(').replace('）', ')') : null,
)

const pairs =
  '亿億龙龍泽澤岭嶺桥橋达達谦謙诚誠润潤轩軒维維联聯创創顺順庆慶优優乐樂韵韻荣榮宁寧岚嵐屿嶼颢顥颂頌铄鑠锦錦铭銘钧鈞骐騏骏駿骁驍隽雋鹭鷺鹄鵠沣灃砺礪栎櫟' +
  '贸貿设設筑築饰飾环環备備网網络絡软軟务務车車农農业業实實电電劳勞团團经經营營传傳数數据據检檢测測医醫疗療药藥连連锁鎖区區县縣广廣东東苏蘇阳陽汉漢资資术術应應链鏈运運输輸济濟' +
  '长長贵貴兰蘭乌烏鲁魯门門责責进進钢鋼结結构構机機饮飲园園绿綠织織纺紡产產远遠'
const traditional = new Map(pairs.match(/../gu)?.map((pair) => [pair[0] as string, pair[1] as string]))

/** One character, or all of them, in traditional writing. */
export const traditionalName: Dirt = onCell(['name'], (name, { random }) => {
  const units = name.split('')
  const places = units.flatMap((unit, at) => (traditional.has(unit) ? [at] : []))
  if (places.length === 0) return null
  const chosen = random.chance(0.6) ? [random.pick(places)] : places
  return units.map((unit, at) => (chosen.includes(at) ? traditional.get(unit) : unit)).join('')
})

/** A mark or a blank that does not belong to the name. */
export const strayMarks: Dirt = onCell(['name'], (name, { random }) => {
  const at = random.between(2, Math.max(2, name.length - 3))
  return random.pick([
    `${name}*`,
    `${name}?`,
    `${name.slice(0, at)} ${name.slice(at)}`,
    `\u3000${name}`,
    `${name}。`,
    `“${name}”`,
  ])
})

/** 〇 typed as o, О (Cyrillic), ０ or ○. */
export const zeroVariant: Dirt = onCell(['name'], (name, { random }) =>
  name.includes('〇') ? name.replaceAll('〇', random.pick(['o', 'О', '０', '○', 'Ｏ'])) : null,
)

/** A former name under today's code. */
export const formerName: Dirt = withCompany((row, at, company) => {
  const former = company.formerNames[0]
  return former ? replace(row, at, former) : []
})

/** A short name and no code. */
export const shortName: Dirt = withCompany((row, at, company) =>
  replace(row, at, company.shortName).concat(clearCodes(row)),
)

/** One character of the name is another one, and no code says who is meant: to be doubted, never linked. */
export const otherSpelling: Dirt = withCompany((row, at, { name }) => {
  const place = name.split('').findIndex((unit, index) => index > 1 && secondSyllables.includes(unit))
  if (place < 0) return []
  const others = (row.random.chance(0.5) ? firstSyllables : secondSyllables).filter(
    (each) => each !== name[place],
  )
  const other = row.random.pick(others)
  return replace(row, at, name.slice(0, place) + other + name.slice(place + 1)).concat(clearCodes(row))
})

/** Two names in one cell. */
export const twoNames: Dirt = withCompany((row, at, { name, formerNames, shortName: short }) => {
  const other = formerNames[0]
  if (!other) return replace(row, at, `第一名称:${name}第二名称:${short}供应站`)
  return replace(row, at, row.random.chance(0.6) ? `${name}（原名:${other}）` : `${name}(曾用名：${other})`)
})

/** An invisible mark, Excel's line feed or a NUL inside the name. */
export const excelLeftover: Dirt = onCell(['name', 'text', 'content'], (text, { random }) =>
  random.pick([
    `${text}_x000D_`,
    `${text}\u200b`,
    `\ufeff${text}`,
    `${text}\u0000`,
    `${text.slice(0, 2)}_x000D_\n${text.slice(2)}`,
  ]),
)

function withCompany(
  change: (row: DirtRow, at: number, company: NonNullable<ReturnType<DirtRow['companyOf']>>) => Change[],
): Dirt {
  return (row) => {
    const at = filled(row, 'name')
    const code = filled(row, 'uscc')
    const company = code < 0 ? null : row.companyOf(row.cells[code] as string)
    return at < 0 || !company ? [] : change(row, at, company)
  }
}

function clearCodes(row: DirtRow): Change[] {
  return row.columns.flatMap(({ role }, at) =>
    (role === 'uscc' || role === 'registration' || role === 'organisation' || role === 'tax') && row.cells[at]
      ? replace(row, at, '')
      : [],
  )
}
