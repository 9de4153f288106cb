import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Config, isLoopback } from '../config.ts'
import type { Actor } from '../context.ts'
import { rateLimit } from './guard.ts'
import { httpProblem } from './problem-reply.ts'

/** Requests one person may have under way at once. */
export const personMax = 32

export type Load = {
  /** Every request, before anything is read of it: by all together and by where it comes from. */
  arrives: (request: FastifyRequest, reply: FastifyReply) => void
  /** A request whose sender is known: people and clients each by themselves, wherever they come from. */
  isOf: (actor: Actor | null, request: FastifyRequest, reply: FastifyReply) => void
}

/**
 * Counts what is under way and what came within the minute, by audience. Nobody alone may hold more than three
 * quarters of what the process works on at once, so that staff get in while one address or client floods it. Throws
 * Problems: overloaded, tooMany. What it remembers is bounded.
 */
export function loadOf(
  config: Pick<Config, 'ratePerMinute' | 'ratePerPerson' | 'ratePerClient' | 'requestsMax'>,
): Load {
  const open = new Slots()
  const share = Math.max(1, Math.floor(config.requestsMax * 0.75))
  const rates = {
    address: limited(config.ratePerMinute),
    person: limited(config.ratePerPerson),
    client: limited(config.ratePerClient),
  }
  return {
    arrives: ({ ip }, reply) => {
      open.take('all', config.requestsMax, reply)
      const from = networkOf(ip)
      if (!isLoopback(ip)) open.take(`from ${from}`, share, reply)
      rates.address(from)
    },
    isOf: (actor, { ip }, reply) => {
      if (actor === null) return
      const isPerson = actor.session !== undefined
      // Programs of this machine are its operator's, who may let them do what it can.
      if (!isPerson && isLoopback(ip)) return
      const name = actor.session?.accountId ?? actor.id
      open.take(`actor ${name}`, Math.min(isPerson ? personMax : share, share), reply)
      rates[isPerson ? 'person' : 'client'](name)
    },
  }
}

/** Throws when a minute's requests are used up, telling the seconds until there is one more. */
function limited(perMinute: number): (name: string) => void {
  const allowed = rateLimit(perMinute)
  const seconds = Math.max(1, Math.ceil(60 / Math.max(perMinute, 1)))
  return (name) => {
    if (!allowed(name)) throw httpProblem.tooMany({ seconds })
  }
}

/** Requests under way by name; a name is forgotten with its last one, so there are never more names than requests. */
class Slots {
  readonly #taken = new Map<string, number>()

  take(name: string, max: number, reply: FastifyReply): void {
    const now = (this.#taken.get(name) ?? 0) + 1
    if (now > max) throw name === 'all' ? httpProblem.overloaded() : httpProblem.tooMany({ seconds: 1 })
    this.#taken.set(name, now)
    reply.raw.once('close', () => {
      const left = this.#taken.get(name)! - 1
      if (left === 0) this.#taken.delete(name)
      else this.#taken.set(name, left)
    })
  }
}

/** What counts as one sender: an IPv4 address, or the /64 of an IPv6 one, since a household has all of it. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)
  if (mapped) return mapped[1]!
  if (isIP(address) !== 6 || isLoopback(address)) return address
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
