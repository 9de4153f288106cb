import {
  type Checked,
  checkOrganisationCode,
  checkRegistrationNumber,
  checkResidentId,
  checkTaxNumber,
  checkUscc,
  suggestUscc,
} from '@xinqiao/standards'
import type { FieldCompiler, FieldContext, FieldRule } from '../field-context.ts'
import type { FindingCode } from '../finding-texts.ts'
import { report } from '../report.ts'
import { fieldStates, type Row } from '../row.ts'

/**
 * A code with a format of its own. An unusable code leaves the value empty and is reported as a warning; whether it
 * rejects the row is decided when the whole row is known (rules/required.ts).
 */
const identifierRule =
  (check: (text: string, today: string) => Checked, code: FindingCode): FieldCompiler =>
  (context) => {
    const { spot, today } = context
    let last = ''
    const rule: FieldRule = (text, row) => {
      const checked = check(text, today)
      if (!checked.ok || isOneCharacter(checked.value)) return refuse(context, row, text, code, checked)
      if (checked.value !== text)
        report(row, spot, 'correction', 'identifier-rewritten', { found: text, suggestion: checked.value })
      return checked.value
    }
    rule.exact = (raw) => {
      if (raw === last) return raw
      const checked = check(raw, today)
      if (!checked.ok || checked.value !== raw || isOneCharacter(raw)) return null
      last = raw
      return raw
    }
    return rule
  }

/** 000000000 passes several check digits and is nobody's code. */
function isOneCharacter(code: string): boolean {
  const first = code.charCodeAt(0)
  for (let i = 1; i < code.length; i++) if (code.charCodeAt(i) !== first) return false
  return true
}

/** A unified social credit code; one that is wrong by a confusable character is read as what it must have been. */
export const usccRule: FieldCompiler = (context) => {
  const rule = identifierRule(checkUscc, 'uscc-invalid')(context)
  const withStray: FieldRule = (text, row) => {
    const value = rule(text, row)
    if (value === null) row.strays[context.spot.index] = strayOf(text, context.today)
    return value
  }
  if (rule.exact !== undefined) withStray.exact = rule.exact
  return withStray
}
export const registrationNumberRule = identifierRule(checkRegistrationNumber, 'registration-number-invalid')
export const organisationCodeRule = identifierRule(checkOrganisationCode, 'organisation-code-invalid')
export const taxNumberRule = identifierRule(checkTaxNumber, 'tax-number-invalid')
export const residentIdRule = identifierRule(checkResidentId, 'resident-id-invalid')
export const institutionCertificateRule = identifierRule(
  (text) => checkShape(text, 12, 12),
  'institution-certificate-invalid',
)
/** Number of a social organisation’s certificate: kept when its form is right, else an error that says so. */
export const socialCertificateRule: FieldCompiler = (context) => {
  const rule = identifierRule((text) => checkCertificate(text, 50), 'social-certificate-invalid')(context)
  // It has words, which may be garbled: only the long way sees that.
  delete rule.exact
  return rule
}
export const identityNumberRule = identifierRule((text) => checkShape(text, 4, 40), 'identity-number-invalid')

function refuse(context: FieldContext, row: Row, text: string, code: FindingCode, checked: Checked): null {
  const { spot } = context
  row.states[spot.index] = fieldStates.doubtful
  if (checked.ok) {
    report(row, spot, 'warning', code, { found: text, reason: 'shape' })
    return null
  }
  if (checked.reason === 'masked') {
    report(row, spot, 'warning', 'identifier-masked', { found: text })
    return null
  }
  const fix = checked.expected ?? (code === 'uscc-invalid' ? suggestUscc(text) : null)
  report(row, spot, 'warning', code, {
    found: text,
    expected: checked.expected ?? null,
    suggestion: fix,
    reason: checked.reason,
  })
  return null
}

/** Another number typed into the column of the unified code, when its own check digit proves what it is. */
function strayOf(text: string, today: string): Row['strays'][number] {
  const bare = text.trim()
  if (bare.length === 18) {
    const checked = checkResidentId(bare, today)
    return checked.ok ? { scheme: 'resident-id', value: checked.value } : null
  }
  if (bare.length === 15) {
    const checked = checkRegistrationNumber(bare)
    if (checked.ok) return { scheme: 'registration-number', value: checked.value }
  }
  if (bare.length === 9 || bare.length === 10) {
    const checked = checkOrganisationCode(bare)
    if (checked.ok) return { scheme: 'organisation-code', value: checked.value }
  }
  return null
}

const certificate = /^[\p{L}\p{N}][\p{L}\p{N}()（）〔〕.\-/]*$/u

/** A certificate number that may carry the issuing authority's words, such as 京民证字第0010001号. */
function checkCertificate(text: string, lengthMax: number): Checked {
  const value = text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
  if (/[*＊]|X{4,}/u.test(value)) return { ok: false, reason: 'masked' }
  if (value.length > lengthMax || value.length < 4) return { ok: false, reason: 'length' }
  return certificate.test(value) && /\d/.test(value) ? { ok: true, value } : { ok: false, reason: 'alphabet' }
}

/** Latin letters and digits only, between two lengths. */
function checkShape(text: string, lengthMin: number, lengthMax: number): Checked {
  const value = text
    .normalize('NFKC')
    .replace(/[\s\-()]+/gu, '')
    .toUpperCase()
  if (/[*＊]|X{4,}/u.test(value)) return { ok: false, reason: 'masked' }
  if (value.length < lengthMin || value.length > lengthMax) return { ok: false, reason: 'length' }
  return /^[A-Z0-9]+$/.test(value) && /\d/.test(value)
    ? { ok: true, value }
    : { ok: false, reason: 'alphabet' }
}
