import type { Checked } from '../checked.ts'
import { codeText, codeTextMax, hasMaskSign, hasRunOfX } from './code-text.ts'
import { organisationCheck } from './organisation-code.ts'
import { resemblesResidentId, residentIdOf } from './resident-id.ts'
import { checkUscc } from './uscc.ts'

/** Why a text is not a taxpayer number. */
export type TaxNumberFault = 'empty' | 'masked' | 'length' | 'alphabet' | 'check-digit'

/**
 * Checks a taxpayer number (纳税人识别号), 15 to 20 characters: a unified code, the older region + organisation
 * code (15), or the owner's identity number, alone or with two more characters for an individual business (`…L0`).
 */
export function checkTaxNumber(text: string): Checked<TaxNumberFault> {
  const code = codeText(text)
  if (code === '') return { ok: false, reason: 'empty' }
  if (code.length > codeTextMax) return { ok: false, reason: 'length' }
  if (hasMaskSign(code) || hasRunOfX(code, 4)) return { ok: false, reason: 'masked' }
  if (code.length < 15 || code.length > 20) return { ok: false, reason: 'length' }
  if (!/^[0-9A-Z]+$/.test(code)) return { ok: false, reason: 'alphabet' }
  if (code.length === 18) return eighteen(code)
  const stem = code.slice(0, code.length > 18 ? 18 : 15)
  if (stem.length === 18 ? eighteen(stem).ok : fifteen(stem)) return { ok: true, value: code }
  return { ok: false, reason: 'check-digit' }
}

function eighteen(code: string): Checked<TaxNumberFault> {
  const unified = checkUscc(code)
  if (unified.ok) return unified
  if (/^[0-9]{17}/.test(code) && resemblesResidentId(code)) {
    const expected = residentIdOf(code.slice(0, 17))
    return expected === code ? { ok: true, value: code } : { ok: false, reason: 'check-digit', expected }
  }
  return { ok: false, reason: 'check-digit', ...(unified.expected ? { expected: unified.expected } : {}) }
}

function fifteen(code: string): boolean {
  if (!/^[0-9]{6}/.test(code)) return false
  return (
    organisationCheck(code, 6) === code.charCodeAt(14) || (/^[0-9]+$/.test(code) && resemblesResidentId(code))
  )
}
