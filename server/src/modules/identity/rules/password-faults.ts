import { isKnownPassword } from './known-passwords.ts'

export type PasswordPolicy = 'asvs' | 'mlps3'
export type PasswordFault = 'short' | 'long' | 'known' | 'personal' | 'classes'

const shortest = 12
const longest = 128

/** How long a password may be used; null is for ever. */
export const passwordDays: Record<PasswordPolicy, number | null> = { asvs: null, mlps3: 90 }

/** The form in which a password is counted, compared and hashed: full-width and half-width are one. */
export const plainPassword = (password: string): string => password.normalize('NFKC')

/**
 * What is wrong with a new password. Characters are counted as people see them, nothing is cut off, and every script
 * may be used. `own` holds words an attacker knows of this person: login, name, organisation.
 */
export function passwordFaults(
  password: string,
  own: readonly string[],
  policy: PasswordPolicy,
): PasswordFault[] {
  const plain = plainPassword(password)
  const length = [...plain].length
  const faults: PasswordFault[] = []
  if (length < shortest) faults.push('short')
  if (length > longest) return ['long']
  if (isKnownPassword(plain)) faults.push('known')
  const lower = plain.toLowerCase()
  const words = own.map((word) => word.toLowerCase().trim()).filter((word) => word.length >= 3)
  if (words.some((word) => lower.includes(word) && length - [...word].length < shortest - 4))
    faults.push('personal')
  const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((one) => one.test(plain))
  if (policy === 'mlps3' && classes.length < 4) faults.push('classes')
  return faults
}
