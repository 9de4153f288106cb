import type { Checked } from '../checked.ts'
import { codeText, codeTextMax, hasMaskSign, hasRunOfX } from './code-text.ts'

/** Why a text is not an organisation code. */
export type OrganisationCodeFault = 'empty' | 'masked' | 'length' | 'alphabet' | 'check-digit'

const weights = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** The nine-character organisation code (GB 11714-1997) of its first eight; RangeError when they are not 0-9 A-Z. */
export function organisationCodeOf(first8: string): string {
  const check = first8.length === 8 ? organisationCheck(first8, 0) : -1
  if (check < 0) throw new RangeError('an organisation code starts with eight characters of 0-9 A-Z')
  return first8 + String.fromCharCode(check)
}

/** Checks an organisation code (组织机构代码, printed `XXXXXXXX-X`); `value` is nine characters without hyphen. */
export function checkOrganisationCode(text: string): Checked<OrganisationCodeFault> {
  const code = codeText(text)
  if (code === '') return { ok: false, reason: 'empty' }
  if (code.length > codeTextMax) return { ok: false, reason: 'length' }
  if (hasMaskSign(code) || (code.length === 9 && hasRunOfX(code, 4))) return { ok: false, reason: 'masked' }
  if (code.length !== 9) return { ok: false, reason: 'length' }
  const check = organisationCheck(code, 0)
  if (check < 0) return { ok: false, reason: 'alphabet' }
  if (check === code.charCodeAt(8)) return { ok: true, value: code }
  return { ok: false, reason: 'check-digit', expected: code.slice(0, 8) + String.fromCharCode(check) }
}

/** The character code of the check character for the eight characters from `start`, or -1 outside 0-9 A-Z. */
export function organisationCheck(code: string, start: number): number {
  let sum = 0
  for (let i = 0; i < 8; i++) {
    const c = code.charCodeAt(start + i)
    // The value map is the full 0-9 A-Z, unlike the 31 characters of the unified code.
    const value = c >= 48 && c <= 57 ? c - 48 : c >= 65 && c <= 90 ? c - 55 : -1
    if (value < 0) return -1
    sum += value * weights[i]!
  }
  const rest = 11 - (sum % 11)
  return rest === 10 ? 88 : rest === 11 ? 48 : 48 + rest
}
