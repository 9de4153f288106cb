import type { FastifyRequest } from 'fastify'
import { type Config, hasLocalOperator, isLoopback } from '../config.ts'
import { httpProblem } from './problem-reply.ts'

/** Headers every reply carries: nothing is loaded from elsewhere, framed, sniffed or referred. */
export const securityHeaders: Record<string, string> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/**
 * Refuses what a browser would send on behalf of another site. While the person at the machine needs no token, only
 * loopback host names are answered, so that a foreign name bound to 127.0.0.1 reaches nothing.
 */
export function guard(config: Config): (request: FastifyRequest) => void {
  const local = hasLocalOperator(config)
  return (request) => {
    const host = (request.headers.host ?? '').replace(/:\d{1,5}$/, '').replace(/^\[|\]$/g, '')
    if (local && !isLoopback(host)) throw httpProblem.unknownHost({ found: host.slice(0, 100) })
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    const site = request.headers['sec-fetch-site']
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw httpProblem.crossSite()
    const { origin } = request.headers
    // A browser that sends cookies says where the request began; what does not say so is not trusted with them.
    if (site === undefined && origin === undefined && request.headers.cookie !== undefined)
      throw httpProblem.crossSite()
    if (origin !== undefined && hostOf(origin) !== request.headers.host)
      throw httpProblem.crossSite({ found: String(origin).slice(0, 100) })
  }
}

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}

/** A bucket of requests for each address, refilled by the minute; at most 50,000 addresses are remembered. */
export function rateLimit(perMinute: number, now: () => number = Date.now): (address: string) => boolean {
  const buckets = new Map<string, { left: number; at: number }>()
  return (address) => {
    if (perMinute === 0 || isLoopback(address)) return true
    const at = now()
    const bucket = buckets.get(address) ?? { left: perMinute, at }
    bucket.left = Math.min(perMinute, bucket.left + ((at - bucket.at) / 60_000) * perMinute)
    bucket.at = at
    buckets.delete(address)
    buckets.set(address, bucket)
    if (buckets.size > 50_000) buckets.delete(buckets.keys().next().value!)
    if (bucket.left < 1) return false
    bucket.left -= 1
    return true
  }
}
