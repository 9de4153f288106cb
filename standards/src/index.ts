export { amountsIn } from './amounts/amounts-in.ts'
export { chineseNumber } from './amounts/chinese-number.ts'
export { compareDecimal, multiplyDecimal } from './amounts/decimal.ts'
export { type AmountParse, type AmountUnit, parseAmount } from './amounts/parse-amount.ts'
export type { Checked } from './checked.ts'
export { addDays, addMonths, addYears, daysBetween, isDay, monthsBetween } from './dates/day.ts'
export {
  dayAfter,
  type PackedDay,
  packDay,
  packedMonth,
  packedNever,
  packedYear,
  unpackDay,
} from './dates/packed-day.ts'
export { type DayParse, parseDay } from './dates/parse-day.ts'
export { type CalendarYear, type WorkCalendar, workCalendar } from './dates/work-calendar.ts'
export { documentNumberKey, normaliseCaseNumber, normaliseDocumentNumber } from './document-numbers.ts'
export { checkOrganisationCode, organisationCodeOf } from './identifiers/organisation-code.ts'
export {
  checkRegistrationNumber,
  type RegistrationChecked,
  registrationNumberOf,
} from './identifiers/registration-number.ts'
export { checkResidentId, holdsResidentNumber, residentIdOf } from './identifiers/resident-id.ts'
export { suggestUscc } from './identifiers/suggest-uscc.ts'
export { checkTaxNumber } from './identifiers/tax-number.ts'
export {
  checkUscc,
  organisationCodeIn,
  type UsccFault,
  usccOf,
} from './identifiers/uscc.ts'
export { type UsccDepartment, usccDepartment } from './identifiers/uscc-department.ts'
export { maskAddress } from './mask-address.ts'
export { maskIn } from './mask-in.ts'
export { maskAccount, maskIdentityNumber, maskPersonName, maskPhone } from './masks.ts'
export { branchOf } from './names/branch.ts'
export { grams } from './names/grams.ts'
export { nameKey } from './names/name-key.ts'
export { type NameParts, nameParts } from './names/name-parts.ts'
export { type NormalisedName, normaliseName } from './names/normalise-name.ts'
export { looksLikePerson } from './names/person.ts'
export { isSubsequence, shortKey } from './names/short-key.ts'
export { isEmptyMark } from './text/empty-mark.ts'
export { looksMojibake, repairMojibake } from './text/mojibake.ts'
export { isClean, tidyText } from './text/tidy.ts'
export { toSimplified } from './text/to-simplified.ts'
export {
  compileConditions,
  numberIn,
  type RecordValues,
  type ValueCondition,
  type ValueTest,
} from './value-condition.ts'
