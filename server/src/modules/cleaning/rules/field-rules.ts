import type { CatalogField } from './catalog-parts.ts'
import type { FieldCompiler } from './field-context.ts'
import { amountRule } from './fields/amount.ts'
import { booleanRule } from './fields/boolean.ts'
import { dateRule, monthRule, yearRule } from './fields/day.ts'
import { documentNumberRule } from './fields/document-number.ts'
import { enumRule } from './fields/enum.ts'
import {
  identityNumberRule,
  institutionCertificateRule,
  organisationCodeRule,
  registrationNumberRule,
  residentIdRule,
  socialCertificateRule,
  taxNumberRule,
  usccRule,
} from './fields/identifier.ts'
import { industryRule } from './fields/industry.ts'
import { nameRule } from './fields/name.ts'
import { decimalRule, integerRule } from './fields/number.ts'
import { personNameRule } from './fields/person-name.ts'
import { phoneRule } from './fields/phone.ts'
import { regionRule } from './fields/region.ts'
import { textRule } from './fields/text.ts'

/** The rule of every field type of the catalog. */
export const fieldRules: Record<CatalogField['type'], FieldCompiler> = {
  text: textRule,
  name: nameRule,
  'person-name': personNameRule,
  uscc: usccRule,
  'registration-number': registrationNumberRule,
  'organisation-code': organisationCodeRule,
  'tax-number': taxNumberRule,
  'institution-certificate': institutionCertificateRule,
  'social-certificate': socialCertificateRule,
  'resident-id': residentIdRule,
  'identity-number': identityNumberRule,
  'document-number': documentNumberRule,
  date: dateRule,
  month: monthRule,
  year: yearRule,
  amount: amountRule,
  decimal: decimalRule,
  integer: integerRule,
  boolean: booleanRule,
  enum: enumRule,
  region: regionRule,
  industry: industryRule,
  address: textRule,
  phone: phoneRule,
}

/** Types that decide themselves whether 无 or / means something. */
export const ownsEmptyMarks: ReadonlySet<CatalogField['type']> = new Set(['boolean', 'enum'])
