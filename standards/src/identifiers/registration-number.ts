import type { Checked } from '../checked.ts'
import { codeText, codeTextMax, hasMaskSign, hasRunOfX } from './code-text.ts'

/** Why a text is not a business registration number. */
export type RegistrationFault = 'empty' | 'masked' | 'length' | 'alphabet' | 'check-digit'

/** A checked registration number; `legacy` marks the old 13 digits, which carry no check digit. */
export type RegistrationChecked =
  | { ok: true; value: string; legacy?: true }
  | Extract<Checked<RegistrationFault>, { ok: false }>

/** Checks a business registration number (工商注册号, GS 15-2006): 15 digits ISO 7064 MOD 11,10, or 13 old ones. */
export function checkRegistrationNumber(text: string): RegistrationChecked {
  const code = codeText(text)
  if (code === '') return { ok: false, reason: 'empty' }
  if (code.length > codeTextMax) return { ok: false, reason: 'length' }
  if (hasMaskSign(code) || hasRunOfX(code, 2)) return { ok: false, reason: 'masked' }
  if (code.length !== 15 && code.length !== 13) return { ok: false, reason: 'length' }
  if (!/^[0-9]+$/.test(code)) return { ok: false, reason: 'alphabet' }
  if (code.length === 13) return { ok: true, value: code, legacy: true }
  const expected = registrationNumberOf(code.slice(0, 14))
  return expected === code ? { ok: true, value: code } : { ok: false, reason: 'check-digit', expected }
}

/** The fifteen-digit number of its first fourteen; RangeError when they are not digits. */
export function registrationNumberOf(first14: string): string {
  if (!/^[0-9]{14}$/.test(first14)) throw new RangeError('a registration number starts with 14 digits')
  let p = 10
  for (let i = 0; i < 14; i++) {
    const sum = (p + first14.charCodeAt(i) - 48) % 10
    p = ((sum === 0 ? 10 : sum) * 2) % 11
  }
  return first14 + ((11 - p) % 10)
}
