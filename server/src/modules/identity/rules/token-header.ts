/** Headers that bring a key along or point to one: whoever signs chooses it, so it proves nothing. */
const keyHeaders = ['jwk', 'jku', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64']

export type TokenHeader = Record<string, unknown> & { alg: string }

/**
 * The protected header of a compact JWS, read strictly: three parts, a JSON object, no header but those allowed. Null
 * for anything else; nothing is checked against a key here.
 */
export function tokenHeader(token: string, allowed: readonly string[] = []): TokenHeader | null {
  if (token.length > 8_192 || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return null
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString('utf8'))
    if (typeof header !== 'object' || header === null || Array.isArray(header)) return null
    const { alg } = header as { alg?: unknown }
    if (typeof alg !== 'string') return null
    if (keyHeaders.some((name) => !allowed.includes(name) && Object.hasOwn(header, name))) return null
    return header as TokenHeader
  } catch {
    return null
  }
}
