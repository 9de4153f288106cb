import { checkResidentId } from './identifiers/resident-id.ts'

const compound =
  /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|宇文|轩辕|夏侯|端木|百里|呼延|南宫|独孤|赫连|澹台|濮阳|淳于|单于|申屠|钟离|鲜于|闾丘|拓跋|西门)/u

/** A person's name as others see it: the family name and two stars, whatever the length; a Latin name its initial. */
export function maskPersonName(name: string): string {
  const text = name.trim()
  if (text === '') return ''
  return compound.test(text) && [...text].length > 2
    ? `${[...text].slice(0, 2).join('')}**`
    : `${[...text][0]}**`
}

/** A person's number: public, first and last character; staff, the first six and the last four. */
export function maskIdentityNumber(number: string, style: 'public' | 'staff' = 'public'): string {
  const [head, tail] = style === 'public' ? [1, 1] : [6, 4]
  return number.length <= head + tail
    ? '*'.repeat(number.length)
    : number.slice(0, head) + '*'.repeat(number.length - head - tail) + number.slice(-tail)
}

/** A telephone number: the first three and the last four digits. */
export const maskPhone = (phone: string): string =>
  phone.length < 9
    ? '*'.repeat(phone.length)
    : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`

/** An address down to its county or district; stars where that cannot be told. */
export const maskAddress = (text: string): string => {
  const found =
    /^(?:[\p{Script=Han}]{1,10}?(?:省|自治区|市))?(?:[\p{Script=Han}]{1,12}?(?:市|自治州|地区|盟))?[\p{Script=Han}]{1,12}?(?:县|区|旗|市)/u.exec(
      text.slice(0, 100),
    )
  return found ? `${found[0]}****` : '****'
}

/**
 * Running text with the numbers of persons masked: valid resident numbers, mobile numbers, bank cards. Unified codes,
 * document numbers, dates and amounts stay. Linear; a text without eleven digits in a row is returned as it is.
 */
export function maskIn(text: string): string {
  if (!hasLongRun(text)) return text
  return text.replace(
    /(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{15}|\d{16,19}|(?:\+?86[- ]?)?1[3-9]\d{9})(?![0-9A-Za-z])/gu,
    (run) => {
      if (/^(?:\+?86[- ]?)?1[3-9]\d{9}$/u.test(run)) return maskPhone(run.slice(-11))
      if ((run.length === 18 || run.length === 15) && checkResidentId(run, lifetimeOf(run)).ok)
        return maskIdentityNumber(run)
      return run.length >= 16 && isLuhn(run) ? maskIdentityNumber(run) : run
    },
  )
}

/** A day in the lifetime the number claims, so that the check is about the number and not about today. */
const lifetimeOf = (run: string) =>
  `${run.length === 15 ? Number(`19${run.slice(6, 8)}`) + 60 : Number(run.slice(6, 10)) + 60}-12-31`

function hasLongRun(text: string): boolean {
  let run = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    run = c >= 0x30 && c <= 0x39 ? run + 1 : 0
    if (run === 11) return true
  }
  return false
}

function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = digits.charCodeAt(i) - 0x30
    if (digit < 0 || digit > 9) return false
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0
}
