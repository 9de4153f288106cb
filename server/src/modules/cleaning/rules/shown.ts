import {
  checkRegistrationNumber,
  checkUscc,
  maskAddress,
  maskIdentityNumber,
  maskIn,
  maskPersonName,
  maskPhone,
} from '@xinqiao/standards'
import type { CatalogField } from './catalog-parts.ts'

/** How a value may appear in a finding. `code`: codes, days and numbers; `plain`: words that are ours, not the cell's. */
export type Mask = 'person-name' | 'identity' | 'phone' | 'address' | 'secret' | 'code' | 'plain' | 'text'

const byType: Partial<Record<CatalogField['type'], Mask>> = {
  'person-name': 'person-name',
  'resident-id': 'identity',
  'identity-number': 'identity',
  phone: 'phone',
  uscc: 'code',
  'registration-number': 'code',
  'organisation-code': 'code',
  'tax-number': 'code',
  'institution-certificate': 'code',
  'social-certificate': 'code',
  date: 'code',
  month: 'code',
  year: 'code',
  amount: 'code',
  decimal: 'code',
  integer: 'code',
}

/** The mask of a field: its own, or the one its type implies. */
export function maskOf(field: CatalogField): Mask {
  if (field.openness === 'secret') return 'secret'
  if (field.mask === 'identity-number') return 'identity'
  if (field.mask !== undefined) return field.mask as Mask
  return byType[field.type] ?? 'text'
}

/** Longest text a finding repeats; enough to recognise the cell in the file. */
export const shownMax = 80

/** A value as a finding may repeat it: masked, shortened, invisible characters made visible. */
export function shown(text: string, mask: Mask): string {
  // Masked before it is shortened: a number cut in the middle would no longer be recognised.
  const masked = maskedText(visibleText(text.slice(0, shownMax * 2)), mask)
  return masked.length > shownMax ? `${masked.slice(0, shownMax).toWellFormed()}…` : masked
}

/** A text under a mask, neither shortened nor made visible. */
export function maskedText(text: string, mask: Mask): string {
  switch (mask) {
    case 'person-name':
      return maskPersonName(text.trim())
    case 'identity':
      return maskIdentityNumber(text.trim(), 'staff')
    case 'phone':
      return maskPhone(text.trim())
    case 'secret':
      return '***'
    case 'code':
      return shownCode(text)
    case 'address':
      return maskAddress(text)
    case 'plain':
      return text
    default:
      return maskIn(text)
  }
}

const residentForm = /[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]/gi
const oldResidentForm = /^[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/

/** Codes are public, yet a person's number is often typed into a code's column, sometimes with a wrong digit. */
function shownCode(text: string): string {
  const bare = text.trim()
  if (oldResidentForm.test(bare) && !checkRegistrationNumber(bare).ok)
    return maskIdentityNumber(bare, 'staff')
  return text.replace(residentForm, (part) => (checkUscc(part).ok ? part : maskIdentityNumber(part, 'staff')))
}

/** Writes characters nobody can see as ⟨U+200B⟩. */
function visibleText(text: string): string {
  let out = ''
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) as number
    const hidden =
      code < 0x20 ||
      (code >= 0x7f && code <= 0xa0) ||
      code === 0xad ||
      (code >= 0x200b && code <= 0x200f) ||
      (code >= 0x2028 && code <= 0x202e) ||
      (code >= 0x2060 && code <= 0x206f) ||
      code === 0xfeff
    out += hidden ? `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩` : character
  }
  return out
}
