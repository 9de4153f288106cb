import { resemblesResidentId, residentIdOf } from './identifiers/resident-id.ts'
import { usccFault } from './identifiers/uscc.ts'
import { maskIdentityNumber, maskPhone } from './masks.ts'

/** Digits of any width, in groups that one blank or hyphen separates, with the check character X after them. */
const groups = /[0-9０-９](?:[ \u00a0\u3000-]?[0-9０-９]){10,}[ -]?[XxＸｘ]?/gu
/** Six groups and the separators between them: as many as a bank card is printed in, and one more. */
const partsMax = 11
/** The shortest number of a person, a mobile number. */
const digitsMin = 11
/** Fifteen digits with country code, each followed by a separator at most. */
const phoneLengthMax = 30
const mobile = /^(?:0{0,2}86|0)?(1[3-9][0-9]{9})$/
const latin = /[A-Za-z0-9]/

/**
 * Running text with the numbers of persons masked: resident numbers (also mistyped ones), mobile numbers and bank
 * cards, written plainly, in groups or full-width. Unified codes, registration and document numbers, dates and
 * amounts stay. Linear; a text without eleven digits close together is returned as it is.
 */
export function maskIn(text: string): string {
  if (!hasLongRun(text)) return text
  return text.replace(groups, (found, at: number) =>
    maskGroup(found, text[at - 1] ?? '', text[at + found.length] ?? ''),
  )
}

function maskGroup(found: string, before: string, after: string): string {
  // Groups and the separators between them: several numbers, each in groups, may stand side by side.
  const parts = found.split(/([ \u00a0\u3000-])/u)
  let shown = ''
  for (let from = 0; from < parts.length; ) {
    const { text, to } = maskFrom(parts, from, { before: from === 0 ? before : '', after })
    shown += text + (parts[to] ?? '')
    from = to + 1
  }
  return shown
}

/** Masks the number that starts with the group at `from`: a telephone first, else the longest; or keeps the group. */
function maskFrom(
  parts: string[],
  from: number,
  around: { before: string; after: string },
): { text: string; to: number } {
  const last = Math.min(parts.length, from + partsMax)
  for (const isPhoneOnly of [true, false])
    for (let to = last; to > from; to -= 2) {
      const printed = parts.slice(from, to).join('')
      if (printed.length - (to - from - 1) / 2 < digitsMin) break
      if (isPhoneOnly && printed.length > phoneLengthMax) continue
      if (isPhoneOnly && !mobile.test(numberIn(printed))) continue
      const text = masked(printed, around.before, to === parts.length ? around.after : '')
      if (text !== printed) return { text, to }
    }
  return { text: parts[from]!, to: from + 1 }
}

function numberIn(printed: string): string {
  return printed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9X]/g, '')
}

function masked(printed: string, before: string, after: string): string {
  const number = numberIn(printed)
  const digits = number.endsWith('X') ? number.slice(0, -1) : number
  // Inside a longer code nothing is a person's number; a label in Latin letters may touch a telephone number.
  if (latin.test(after)) return printed
  const phone = mobile.exec(digits)
  if (phone !== null) return withStars(printed, '*'.repeat(digits.length - 11) + maskPhone(phone[1]!))
  if (latin.test(before)) return printed
  if (isPersonNumber(number)) return withStars(printed, maskIdentityNumber(number))
  return digits === number && isBankCard(digits) ? withStars(printed, maskIdentityNumber(number)) : printed
}

/** A number may satisfy both standards (heads 11 to 53 are provinces and departments); then the person is protected. */
function isPersonNumber(number: string): boolean {
  if (number.length !== 18) return /^[0-9]{15}$/.test(number) && resemblesResidentId(number)
  return (
    resemblesResidentId(number) &&
    (usccFault(number) !== null || residentIdOf(number.slice(0, 17)) === number)
  )
}

function isBankCard(digits: string): boolean {
  return (
    digits.length >= 16 &&
    digits.length <= 19 &&
    isLuhn(digits) &&
    !(digits.length === 18 && usccFault(digits) === null)
  )
}

/** The stars of `mask` over the digits of `printed`, whose separators stay. */
function withStars(printed: string, mask: string): string {
  let at = 0
  return printed.replace(/[0-9０-９XxＸｘ]/gu, (sign) => (mask[at++] === '*' ? '*' : sign))
}

function hasLongRun(text: string): boolean {
  let digits = 0
  let gap = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if ((c >= 0x30 && c <= 0x39) || (c >= 0xff10 && c <= 0xff19)) {
      gap = 0
      if (++digits === 11) return true
    } else if (gap > 0 || (c !== 0x20 && c !== 0x2d && c !== 0xa0 && c !== 0x3000)) digits = 0
    else gap++
  }
  return false
}

function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = digits.charCodeAt(i) - 0x30
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0
}
