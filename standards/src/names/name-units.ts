import { simplifiedTable, unitKinds } from '../text/simplified-table.ts'

/** What a UTF-16 unit of a name asks for when a match key is made of it. */
export const nameUnits = { keep: 0, drop: 1, fold: 2 } as const

const dropped =
  ' \t\n\r\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff()（）[]【】〔〕〖〗{}<>〈〉《》“”‘’"\'`´·•‧・．.-‐‑–—―－_,，、;；:：/／\\|!！?？*＊#＃&＆+＋^~～…。「」『』'

let table: Uint8Array | null = null

/** The class of every unit, built at the first call: 64 kB. */
export function nameUnitTable(): Uint8Array {
  table ??= built()
  return table
}

function built(): Uint8Array {
  const units = new Uint8Array(65536).fill(nameUnits.fold)
  units.fill(nameUnits.keep, 0x3400, 0x4dc0)
  units.fill(nameUnits.keep, 0x4e00, 0xa000)
  units.fill(nameUnits.keep, 0x30, 0x3a)
  units.fill(nameUnits.keep, 0x41, 0x5b)
  units[0x3007] = nameUnits.keep
  // O may stand for the numeral zero (六O九).
  units[0x4f] = nameUnits.fold
  const { kinds } = simplifiedTable()
  for (let unit = 0; unit < kinds.length; unit++)
    if (kinds[unit] !== unitKinds.plain) units[unit] = nameUnits.fold
  for (const character of dropped) units[character.charCodeAt(0)] = nameUnits.drop
  return units
}
