import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'

/** A whole number within bounds. */
export const number = (min: number, max: number) => (text: string) => {
  const value = /^\d{1,16}$/.test(text.trim()) ? Number(text) : Number.NaN
  return Number.isInteger(value) && value >= min && value <= max
    ? value
    : new Error(`a whole number from ${min} to ${max}`)
}
/** One of some words. */
export const oneOf =
  <T extends string>(...values: T[]) =>
  (text: string) =>
    values.includes(text as T) ? (text as T) : new Error(`one of ${values.join(', ')}`)
/** A text as it is. */
export const text = (value: string) => value
/** Words between commas. */
export const list = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
/** Addresses or networks, comma separated. */
export const networks = (value: string) => {
  const parts = list(value)
  return parts.every(isNetwork)
    ? parts
    : new Error('addresses or networks such as 10.0.0.0/8, comma separated')
}
/** One of the ranges the proxy check knows by name, an address, or a range of addresses. */
function isNetwork(part: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(part)) return true
  const [address = '', bits, ...rest] = part.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0 || address.includes('%')) return false
  if (bits === undefined) return true
  const isMapped = family === 6 && address.includes('.')
  return /^[1-9]\d{0,2}$/.test(bits) && !isMapped && Number(bits) <= (family === 4 ? 32 : 128)
}
/** Addresses of other systems, comma separated, as origins. */
export const origins = (value: string) => {
  const parts = list(value)
  return parts.length <= 100 &&
    parts.every((part) => /^https?:\/\/[^\s/?#@]{1,255}\/?$/.test(part) && URL.canParse(part))
    ? parts.map((part) => new URL(part).origin)
    : new Error('addresses such as https://kms.inner.example:9443, comma separated')
}
/** On or off. */
export const yesNo = (value: string) =>
  /^(?:1|true|yes|on)$/i.test(value)
    ? true
    : /^(?:0|false|no|off)$/i.test(value)
      ? false
      : new Error('on or off')
/** A list in a JSON file. */
export const jsonList = (path: string) => {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return Array.isArray(content) ? (content as unknown[]) : new Error('a JSON file with a list')
  } catch {
    return new Error('a JSON file that can be read')
  }
}
