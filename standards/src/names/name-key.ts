import { toSimplifiedName } from '../text/to-simplified.ts'
import { nameUnits, nameUnitTable } from './name-units.ts'

const keyCharsMax = 1_000
const longForm = '有限责任公司'

/**
 * The match key of a name: simplified characters, folded width and case, without blanks, brackets and punctuation,
 * organisation forms in one spelling (有限责任公司 = 有限公司, 股份公司 = 股份有限公司). Equal keys are the same name
 * written differently; they are no proof of the same firm. Names beyond 1,000 characters are cut. About 60 ns for a
 * name that is its own key.
 */
export function nameKey(name: string): string {
  const units = nameUnitTable()
  let drops = false
  for (let i = 0; i < name.length; i++) {
    const unit = units[name.charCodeAt(i)]
    if (unit === nameUnits.keep) continue
    if (unit === nameUnits.fold) return folded(name)
    drops = true
  }
  if (name.length > keyCharsMax) return folded(name)
  return oneForm(drops ? without(name, units) : name)
}

function folded(name: string): string {
  const text = toSimplifiedName(name.slice(0, keyCharsMax).normalize('NFKC').toUpperCase()).replace(
    zeroAfterNumeral,
    '〇',
  )
  return oneForm(without(text, nameUnitTable()))
}

/** A circle or letter o after a Chinese numeral is the numeral zero: 六O九, 二六○厂. */
const zeroAfterNumeral = /(?<=[一二三四五六七八九〇零])[○◯oOОо0](?=\p{Script=Han}|$)/gu

function without(text: string, units: Uint8Array): string {
  let result = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    if (units[text.charCodeAt(i)] !== nameUnits.drop) continue
    result += text.slice(from, i)
    from = i + 1
  }
  return result + text.slice(from)
}

function oneForm(key: string): string {
  if (key.includes(longForm)) return key.replaceAll(longForm, '有限公司')
  return key.endsWith('股份公司') ? `${key.slice(0, -4)}股份有限公司` : key
}
