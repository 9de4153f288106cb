import { BlockList, isIP } from 'node:net'
import { resolve } from 'node:path'

/** How a setting's text becomes a value. `text` says what is accepted, for sentences like “PORT must be …”. */
export type Value<T> = { text: string; parse: (given: string) => T | Wrong }

/** Answer of a parser that does not accept the text. */
export class Wrong {}
const wrong = new Wrong()

/** A whole number within bounds. */
export const whole = (min: number, max: number): Value<number> => ({
  text: `a whole number from ${min} to ${max}`,
  parse: (given) => {
    const value = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN
    return value >= min && value <= max ? value : wrong
  },
})

const factors: Record<string, number> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 }

/** A number of bytes, plain or with a unit: `2147483648`, `512M`, `2GiB`. */
export const bytes = (min: number, max: number): Value<number> => ({
  text: `a size such as 512M or 2G, from ${min} to ${max} bytes`,
  parse: (given) => {
    const [, digits, unit] = /^(\d{1,15})\s?([kmgt]?)(?:i?b)?$/i.exec(given) ?? []
    const value = digits === undefined ? Number.NaN : Number(digits) * factors[unit!.toLowerCase()]!
    return value >= min && value <= max ? value : wrong
  },
})

/** One word of a list. */
export const oneOf = <const T extends string>(words: readonly T[]): Value<T> => ({
  text: `one of ${words.join(', ')}`,
  parse: (given) => words.find((word) => word === given) ?? wrong,
})

/** A switch. */
export const onOff: Value<boolean> = {
  text: 'on or off',
  parse: (given) => {
    if (/^(on|true|yes|1)$/i.test(given)) return true
    return /^(off|false|no|0)$/i.test(given) ? false : wrong
  },
}

/** A path, made absolute from the folder the program was started in. */
export const path = (cwd: string): Value<string> => ({
  text: 'a path',
  parse: (given) => (given.includes('\0') || given.length > 4_096 ? wrong : resolve(cwd, given)),
})

/** An address or name to listen on. */
export const listenAddress: Value<string> = {
  text: 'an address or host name to listen on',
  parse: (given) => (isIP(given) !== 0 || /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$/.test(given) ? given : wrong),
}

/** The address of a PostgreSQL database. */
export const databaseUrl: Value<string> = {
  text: 'an address like postgresql://user:password@host:5432/database',
  parse: (given) => (/^postgres(ql)?:\/\/[^\s]{1,2000}$/.test(given) && URL.canParse(given) ? given : wrong),
}

/** Words separated by commas; empty parts are left out. */
export const words = (pattern: RegExp, text: string): Value<string[]> => ({
  text: `a comma-separated list of ${text}`,
  parse: (given) => {
    const parts = given
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
    return parts.length <= 100 && parts.every((part) => pattern.test(part)) ? parts : wrong
  },
})

/** Networks as addresses or CIDR ranges, separated by commas. */
export const networks: Value<string[]> = {
  text: 'a comma-separated list of addresses or networks such as 10.0.0.0/8',
  parse: (given) => {
    const parts = given
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
    return parts.length <= 100 && parts.every(isNetwork) ? parts : wrong
  },
}

function isNetwork(text: string): boolean {
  const [address, bits, ...rest] = text.split('/')
  const family = isIP(address!)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6')

/** True for an address of this machine that no other machine can reach, and for `localhost`. */
export const isLoopback = (address: string): boolean => {
  const family = isIP(address)
  return family === 0 ? address === 'localhost' : loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
}
