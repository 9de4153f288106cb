import type { Cookie } from '../route.ts'

/**
 * The cookie that names a session. A reply of 401 leaves it: it may answer a request that set out with the id before a
 * renewal, and would take the new id from a browser that is signed in.
 */
export const sessionCookie = 'xq_session'

const nameOf = (name: string, isSecure: boolean) => (isSecure ? `__Host-${name}` : name)

/** A cookie as a header: never read by scripts, never for other hosts; `__Host-` and Secure wherever there is TLS. */
export function cookieLine(cookie: Cookie, isSecure: boolean): string {
  return [
    `${nameOf(cookie.name, isSecure)}=${cookie.value}`,
    'Path=/',
    `Max-Age=${cookie.seconds}`,
    'HttpOnly',
    `SameSite=${cookie.sameSite ?? 'Strict'}`,
    ...(isSecure ? ['Secure'] : []),
  ].join('; ')
}

/**
 * The value of one of our cookies. A header that names it twice is answered as if it named none: which of the two
 * a neighbour planted cannot be told.
 */
export function cookieValue(header: string | undefined, name: string, isSecure: boolean): string | undefined {
  if (header === undefined || header.length > 8_192) return undefined
  const wanted = `${nameOf(name, isSecure)}=`
  const found = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(wanted))
  return found.length === 1 ? found[0]!.slice(wanted.length) : undefined
}
