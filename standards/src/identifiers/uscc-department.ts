/** What kind of subject a unified code belongs to, as far as its first two characters tell. */
export type UsccDepartment =
  | 'enterprise'
  | 'individual-business'
  | 'cooperative'
  | 'social-organisation'
  | 'public-institution'
  | 'government'
  | 'other-organisation'

const kinds: Readonly<Record<string, UsccDepartment>> = {
  11: 'government',
  12: 'public-institution',
  // Mass organisations and trade unions are legal persons of the social-organisation kind (《工会法》第十五条).
  13: 'social-organisation',
  51: 'social-organisation',
  52: 'social-organisation',
  53: 'social-organisation',
  59: 'social-organisation',
  81: 'social-organisation',
  91: 'enterprise',
  92: 'individual-business',
  93: 'cooperative',
}

/** The kind of subject by registering department and type (GB 32100-2015, table 1); unknown ones are other. */
export function usccDepartment(uscc: string): UsccDepartment {
  const pair = uscc.slice(0, 2)
  return Object.hasOwn(kinds, pair) ? kinds[pair]! : 'other-organisation'
}
