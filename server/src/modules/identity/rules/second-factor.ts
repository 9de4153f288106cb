import { Secret, TOTP } from 'otpauth'

const period = 30

const generator = (secret: string, login: string) =>
  new TOTP({
    issuer: 'Xinqiao',
    label: login,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  })

/** The time step whose code this is: the present one, the one before or the one after; null for any other code. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const delta = generator(secret, '').validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / (period * 1_000)) + delta
}

/** The code of a secret at an instant. */
export const codeOf = (secret: string, now: Date): string =>
  generator(secret, '').generate({ timestamp: now.getTime() })

/** The address an authenticator reads a secret from. */
export const enrolmentAddress = (secret: string, login: string): string => generator(secret, login).toString()

/** A secret as authenticators take it. */
export const secretOf = (bytes: Uint8Array): string =>
  new Secret({
    buffer: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  }).base32
