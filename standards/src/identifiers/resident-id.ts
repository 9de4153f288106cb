import type { Checked } from '../checked.ts'
import { addYears, isDay } from '../dates/day.ts'
import { codeText, codeTextMax, hasMaskSign, hasRunOfX } from './code-text.ts'

/** Why a text is not a resident identity number. */
export type ResidentIdFault =
  | 'empty'
  | 'masked'
  | 'length'
  | 'alphabet'
  | 'region'
  | 'birth-date'
  | 'check-digit'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checks = '10X98765432'
const ageMax = 130
/** Provinces of GB/T 2260, and 83 for residence permits of Taiwan residents; districts are a matter of dated tables. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
)

/**
 * Checks a resident identity number (公民身份号码, GB 11643-1999) as of `today` (`YYYY-MM-DD`).
 * `value` has 18 characters: the old 15 get their century and check character. Foreigners' cards start with 9.
 */
export function checkResidentId(text: string, today: string): Checked<ResidentIdFault> {
  const code = codeText(text)
  if (code === '') return { ok: false, reason: 'empty' }
  if (code.length > codeTextMax) return { ok: false, reason: 'length' }
  if (hasMaskSign(code) || hasRunOfX(code, 2)) return { ok: false, reason: 'masked' }
  if (code.length !== 18 && code.length !== 15) return { ok: false, reason: 'length' }
  if (!/^(?:[0-9]{15}|[0-9]{17}[0-9X])$/.test(code)) return { ok: false, reason: 'alphabet' }
  const first17 = code.length === 18 ? code.slice(0, 17) : `${code.slice(0, 6)}19${code.slice(6)}`
  if (first17[0] !== '9' && !provinces.has(first17.slice(0, 2))) return { ok: false, reason: 'region' }
  const born = birthDay(first17)
  if (!isDay(born) || born > today || addYears(born, ageMax) < today)
    return { ok: false, reason: 'birth-date' }
  const value = residentIdOf(first17)
  if (code.length === 18 && value !== code) return { ok: false, reason: 'check-digit', expected: value }
  return { ok: true, value }
}

/** The eighteen-character number of its first seventeen digits; RangeError when they are not digits. */
export function residentIdOf(first17: string): string {
  if (!/^[0-9]{17}$/.test(first17)) throw new RangeError('a resident identity number starts with 17 digits')
  let sum = 0
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * weights[i]!
  return first17 + checks[sum % 11]
}

/**
 * True when 15 digits or 17 digits and a check character have the region and birth day of a person, whatever
 * the check character says: a mistyped number still points at somebody, so masks ask this.
 */
export function resemblesResidentId(code: string): boolean {
  const first17 = code.length === 15 ? `${code.slice(0, 6)}19${code.slice(6)}` : code.slice(0, 17)
  const born = birthDay(first17)
  return provinces.has(first17.slice(0, 2)) && born >= '1890-01-01' && born < '2100-01-01' && isDay(born)
}

/**
 * True for a code of another scheme that is a person's number or begins with one: the tax number of an individual
 * business may be its owner's, with two characters after it.
 */
export function holdsResidentNumber(code: string): boolean {
  if (/^[0-9]{17}[0-9Xx]/.test(code)) return resemblesResidentId(code.slice(0, 18))
  return /^[0-9]{15}/.test(code) && code.length < 18 && resemblesResidentId(code.slice(0, 15))
}

function birthDay(first17: string): string {
  return `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`
}
