/** A value that JSON holds; no undefined, no numbers that are not finite. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

const depthMax = 100

/**
 * The one text of a value that RFC 8785 (JCS) allows: members in the order of their UTF-16 units, no spaces, numbers
 * as ECMAScript writes them. Throws a RangeError for values that have none.
 */
export function canonicalJson(value: Json, depth = 0): string {
  if (depth > depthMax) throw new RangeError('the value is nested too deeply')
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('only finite numbers have a canonical form')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new RangeError('half a surrogate pair has no canonical form')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map((one: Json) => canonicalJson(one, depth + 1)).join(',')}]`
  if (typeof value !== 'object') throw new RangeError('only JSON values have a canonical form')
  const members = value as { readonly [name: string]: Json }
  return `{${Object.keys(members)
    .sort()
    .map((name) => `${canonicalJson(name)}:${canonicalJson(members[name]!, depth + 1)}`)
    .join(',')}}`
}
