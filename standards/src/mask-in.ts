import { resemblesResidentId } from './identifiers/resident-id.ts'
import { usccFault } from './identifiers/uscc.ts'
import { maskIdentityNumber, maskPhone } from './masks.ts'

/** Digits of any width, in groups that one blank or hyphen separates, with the check character X after them. */
const groups = /[0-9０-９](?:[ \u00a0\u3000-]?[0-9０-９]){10,39}[ -]?[XxＸｘ]?/gu
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
  const whole = masked(found, before, after)
  if (whole !== found) return whole
  // Several numbers may stand with a blank between them.
  const parts = found.split(/([ \u00a0\u3000-])/u)
  if (parts.length === 1) return found
  return parts
    .map((part, i) => masked(part, i === 0 ? before : '', i === parts.length - 1 ? after : ''))
    .join('')
}

function masked(printed: string, before: string, after: string): string {
  const number = printed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9X]/g, '')
  const digits = number.endsWith('X') ? number.slice(0, -1) : number
  // Inside a longer code nothing is a person's number; a label in Latin letters may touch a telephone number.
  if (latin.test(after)) return printed
  const phone = mobile.exec(digits)
  if (phone !== null) return withStars(printed, '*'.repeat(digits.length - 11) + maskPhone(phone[1]!))
  if (latin.test(before)) return printed
  if (isPersonNumber(number)) return withStars(printed, maskIdentityNumber(number))
  return digits === number && isBankCard(digits) ? withStars(printed, maskIdentityNumber(number)) : printed
}

function isPersonNumber(number: string): boolean {
  if (number.length !== 18 && !/^[0-9]{15}$/.test(number)) return false
  return resemblesResidentId(number) && (number.length === 15 || usccFault(number) !== null)
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
