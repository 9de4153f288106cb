const shown = 4
const cityEnd = /省|自治区|市|自治州|盟|地区|县|区|旗/u
/** Signs of a road, a village or a house: text that holds one is no area's name. */
const tooFine = /[0-9０-９]|[一二三四五六七八九十百]号|.[路街巷弄村栋幢]|大道$/u
/** Housing estates, parks and the like, which 区 also ends. */
const smallArea = /[小社园景校厂库片商矿]$/u
const levels: readonly { ends: readonly string[]; lengthMax: number }[] = [
  { ends: ['特别行政区', '自治区', '省'], lengthMax: 9 },
  { ends: ['自治州', '地区', '市', '盟'], lengthMax: 12 },
  { ends: ['自治县', '县', '区', '旗', '市'], lengthMax: 11 },
]

/**
 * An address down to its county or district, then stars (浙江省杭州市西湖区****); stars alone where neither can be told.
 * A part is taken only when it reads as the name of an area, so no road or house number gets through.
 */
export function maskAddress(text: string): string {
  const address = text.slice(0, 100).replace(/\s+/gu, '')
  let end = 0
  for (const level of levels) end = endOfLevel(address, end, level)
  return address.slice(0, end) + '*'.repeat(shown)
}

function endOfLevel(address: string, from: number, level: (typeof levels)[number]): number {
  const window = address.slice(from, from + level.lengthMax)
  const first = cityEnd.exec(window.slice(1))
  if (first === null) return from
  // The nearest ending decides the level: beyond a district, 市 belongs to a market and 区 to a housing estate.
  const tail = window.slice(1 + first.index)
  const end = level.ends.find((ending) => tail.startsWith(ending))
  const name = window.slice(0, 1 + first.index)
  return end === undefined || tooFine.test(name) || (end === '区' && smallArea.test(name))
    ? from
    : from + name.length + end.length
}
