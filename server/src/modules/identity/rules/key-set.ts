/** Public keys of a client, as they were given. */
export type PublicKey = {
  kid: string
  kty: string
  alg?: string
  crv?: string
  use?: string
  [member: string]: unknown
}

const keysMax = 10
/** Algorithms a client may sign with; symmetric ones and none are not among them. */
export const signatureAlgorithms = ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'] as const

/** Members of a JWK that are public. */
const publicMembers: Record<string, readonly string[]> = {
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  RSA: ['n', 'e'],
}
const curves = ['P-256', 'P-384', 'Ed25519']

/**
 * The public keys of a JWK set with nothing but their public members, or null: without keys, with a private or a
 * shared one, with an RSA key below 2,048 bits, with the same kid twice.
 */
export function publicKeys(set: { keys: readonly Record<string, unknown>[] }): PublicKey[] | null {
  if (set.keys.length === 0 || set.keys.length > keysMax) return null
  const kept = set.keys.map(publicKey)
  if (kept.some((key) => key === null)) return null
  const keys = kept as PublicKey[]
  return new Set(keys.map(({ kid }) => kid)).size === keys.length ? keys : null
}

function publicKey(key: Record<string, unknown>): PublicKey | null {
  const { kty, kid, alg, use } = key
  if (typeof kty !== 'string' || !Object.hasOwn(publicMembers, kty)) return null
  if (typeof kid !== 'string' || !/^[\w.~-]{1,100}$/.test(kid)) return null
  if (['d', 'p', 'q', 'k'].some((secret) => Object.hasOwn(key, secret))) return null
  if (use !== undefined && use !== 'sig') return null
  if (alg !== undefined && !(signatureAlgorithms as readonly unknown[]).includes(alg)) return null
  const members = publicMembers[kty]!.map((name) => [name, key[name]] as const)
  if (
    members.some(([, value]) => typeof value !== 'string' || !/^[A-Za-z0-9_-]{1,1400}$/.test(value as string))
  )
    return null
  if (kty === 'EC' || kty === 'OKP' ? !curves.includes(key.crv as string) : (key.n as string).length < 342)
    return null
  return { kty, kid, ...Object.fromEntries(members), ...(alg === undefined ? {} : { alg: alg as string }) }
}
