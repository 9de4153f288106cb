import type { Checked } from '../checked.ts'
import { codeText, codeTextMax, hasMaskSign, hasRunOfX } from './code-text.ts'
import { organisationCheck } from './organisation-code.ts'

/** Why a text is not a unified social credit code, in the order in which it is looked for. */
export type UsccFault =
  | 'empty'
  | 'masked'
  | 'length'
  | 'alphabet'
  | 'department'
  | 'check-digit'
  | 'organisation-code'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const
const values = new Int8Array(128).fill(-1)
for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i

/** GB 32100-2015, table 1: the types each registering department gives out. */
const types: Readonly<Record<string, string>> = {
  1: '1239',
  2: '19',
  3: '123459',
  4: '19',
  5: '1239',
  6: '129',
  7: '129',
  8: '19',
  9: '123',
  A: '19',
  N: '1239',
  Y: '1',
}
/** Indexed by department * 128 + type, both as character codes. */
const departments = new Uint8Array(128 * 128)
for (const [department, list] of Object.entries(types))
  for (const type of list) departments[department.charCodeAt(0) * 128 + type.charCodeAt(0)] = 1

/**
 * Checks a unified social credit code (统一社会信用代码, GB 32100-2015) and the organisation code inside it.
 * `expected` is given when only the last character is wrong, that is, when the inner code confirms the rest.
 */
export function checkUscc(text: string): Checked<UsccFault> {
  if (text.length === 18 && usccFault(text) === null && !text.includes('XXXX'))
    return { ok: true, value: text }
  const code = codeText(text)
  const reason = faultOf(code, text)
  if (reason === null) return { ok: true, value: code }
  const expected = reason === 'check-digit' || reason === 'alphabet' ? correctedLast(code) : null
  return expected === null ? { ok: false, reason } : { ok: false, reason, expected }
}

/** The eighteen-character code of its first seventeen; RangeError when they are not of the code's alphabet. */
export function usccOf(first17: string): string {
  const value = first17.length === 17 ? checkValue(first17) : -1
  if (value < 0)
    throw new RangeError('a unified social credit code starts with 17 characters of its alphabet')
  return first17 + alphabet[value]
}

/** The nine-character organisation code inside a unified code (characters 9 to 17). */
export function organisationCodeIn(uscc: string): string {
  return uscc.slice(8, 17)
}

/** The first fault of an already normalised 18-character text that has no mask; null when it is a valid code. */
export function usccFault(
  code: string,
): 'alphabet' | 'department' | 'check-digit' | 'organisation-code' | null {
  const last = code.charCodeAt(17)
  const check = checkValue(code)
  if (check < 0 || last > 127 || values[last]! < 0) return 'alphabet'
  if (departments[code.charCodeAt(0) * 128 + code.charCodeAt(1)] !== 1) return 'department'
  if (values[last] !== check) return 'check-digit'
  return organisationCheck(code, 8) === code.charCodeAt(16) ? null : 'organisation-code'
}

function faultOf(code: string, typed: string): UsccFault | null {
  if (code === '') return 'empty'
  if (code.length > codeTextMax) return 'length'
  if (hasMaskSign(code)) return 'masked'
  if (code.length !== 18) return hasRunOfX(code, 6) ? 'masked' : 'length'
  // X is a legal character, so three in a row may be real; four are not believed even when the checks agree.
  if (hasRunOfX(code, 4)) return 'masked'
  const fault = usccFault(code)
  // A lower-case xx in an upper-case code is padding, not a typed check character.
  if (fault !== null && (hasRunOfX(code, 3) || (/xx/.test(typed) && /[A-Z]/.test(typed)))) return 'masked'
  return fault
}

/** The value of the check character for the first seventeen, or -1 when one is outside the alphabet. */
function checkValue(code: string): number {
  let sum = 0
  for (let i = 0; i < 17; i++) {
    const c = code.charCodeAt(i)
    const value = c < 128 ? values[c]! : -1
    if (value < 0) return -1
    sum += value * weights[i]!
  }
  return (31 - (sum % 31)) % 31
}

function correctedLast(code: string): string | null {
  if (code.length !== 18) return null
  const value = checkValue(code)
  const corrected = value < 0 ? null : code.slice(0, 17) + alphabet[value]
  return corrected !== null && usccFault(corrected) === null ? corrected : null
}
