import type { Random } from '../random.ts'
import { type Change, type Dirt, type DirtRow, filled, onCell, replace } from './row.ts'

/** Masked in the ways published lists mask: stars or the letter X, at the end or in the middle. */
export const maskedCode: Dirt = onCell(['uscc'], (code, { random }) =>
  random.pick([
    `${code.slice(0, 8)}**********`,
    `${code.slice(0, 6)}****${code.slice(10)}`,
    `${code.slice(0, 8)}XXXXXXXXXX`,
    `${code.slice(0, 14)}xxxx`,
  ]),
)

/** Lower case; some with the space that copying leaves. */
export const lowerCaseCode: Dirt = onCell(['uscc'], (code, { random }) => {
  const lower = code.toLowerCase()
  return lower === code
    ? ` ${code.slice(0, 8)} ${code.slice(8)}`
    : random.chance(0.7)
      ? lower
      : `${lower}\u3000`
})

/** One character replaced, so that the check character no longer fits. */
export const wrongCheckDigit: Dirt = onCell(['uscc'], (code, { random }) => {
  const at = random.chance(0.5) ? 17 : random.between(9, 15)
  const digit = code[at] as string
  const other = '0123456789'[('0123456789'.indexOf(digit) + random.between(1, 8) + 10) % 10] as string
  return other === digit ? null : code.slice(0, at) + other + code.slice(at + 1)
})

/** Letters that scanning confuses with digits: O for 0, I for 1, Z for 2, S for 5. */
export const letterSlip: Dirt = onCell(['uscc'], (code) => {
  const at = code.search(/[0125](?!.*[0125])/)
  if (at < 0) return null
  const letter = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S' }[code[at] as '0' | '1' | '2' | '5']
  return code.slice(0, at) + letter + code.slice(at + 1)
})

/** The code stands inside a longer one, as in numbers of discharge permits. */
export const codeInLonger: Dirt = onCell(['uscc'], (code, { random }) =>
  random.chance(0.6) ? `${code}001P` : `统一社会信用代码：${code}`,
)

/** Old identifiers instead of the unified code: 15 or 13 digits in its place, or only registration and organisation number. */
export const oldIdentifiers: Dirt = (row) => {
  const at = filled(row, 'uscc')
  if (at < 0) return []
  const company = row.companyOf(row.cells[at] as string)
  if (!company) return []
  const number = company.registrationNumber
  if (number && row.random.chance(0.6))
    return replace(row, at, row.random.chance(0.85) ? number : shortened(number))
  const changes = replace(row, at, '')
  return changes.concat(
    fill(row, 'registration', number),
    fill(row, 'organisation', hyphened(company.organisationCode)),
  )
}

/** 13-digit numbers had no check digit and a shorter sequence. */
function shortened(number: string): string {
  return number.slice(0, 6) + number.slice(7, 14)
}

function hyphened(code: string): string {
  return `${code.slice(0, 8)}-${code.slice(8)}`
}

function fill(row: DirtRow, role: 'registration' | 'organisation', text: string): Change[] {
  const at = row.columns.findIndex((column) => column.role === role)
  return at < 0 || !text ? [] : replace(row, at, text)
}

/** Masks an identity number as city samples do. */
export const maskedIdentity: Dirt = onCell(['identity'], (number, { random }: { random: Random }) =>
  random.chance(0.7)
    ? `${number.slice(0, 6)}************`
    : `${number.slice(0, 6)}********${number.slice(14)}`,
)
