import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isOpenAddress } from './addresses.ts'
import { OutboundRefusal } from './refusal.ts'

/** Turns a host name into addresses; tests put a lying one here. */
export type Resolve = (host: string) => Promise<string[]>

/** Where a call goes: the address as it was written, and the only addresses its connection may be opened to. */
export type Destination = { url: URL; addresses: string[] }

const portsOpen = new Set(['', '443', '8443'])
const addressesMax = 16

/**
 * Checks an address and resolves its name once. An origin that the operator named is taken as it is, private or not;
 * everything else must be https, on an open port, and every address of its name on the open internet: a name with one
 * inner address among outer ones is a trap. Throws an OutboundRefusal.
 */
export async function destinationOf(
  address: string | URL,
  named: readonly string[],
  resolve: Resolve = resolveByName,
): Promise<Destination> {
  const url = urlOf(address)
  if (url.username !== '' || url.password !== '') throw new OutboundRefusal('credentials')
  const isNamed = named.some((one) => originOf(one) === url.origin)
  if (url.protocol !== 'https:' && !(isNamed && url.protocol === 'http:')) throw new OutboundRefusal('scheme')
  if (!isNamed && !portsOpen.has(url.port)) throw new OutboundRefusal('port')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) === 0 ? await resolved(host, resolve) : [host]
  if (!isNamed && !addresses.every(isOpenAddress)) throw new OutboundRefusal('address')
  return { url, addresses }
}

function urlOf(address: string | URL): URL {
  const text = String(address)
  if (text.length > 4_096 || !URL.canParse(text)) throw new OutboundRefusal('name')
  return new URL(text)
}

const originOf = (address: string): string | null =>
  URL.canParse(address) && /^https?:/i.test(address) ? new URL(address).origin : null

async function resolved(host: string, resolve: Resolve): Promise<string[]> {
  const found = await resolve(host).catch((cause: unknown) => {
    throw new OutboundRefusal('name', cause)
  })
  const addresses = found.filter((one) => isIP(one) !== 0)
  if (addresses.length === 0 || found.length > addressesMax || addresses.length < found.length)
    throw new OutboundRefusal('name')
  return addresses
}

const resolveByName: Resolve = async (host) =>
  (await lookup(host, { all: true, order: 'ipv4first' })).map(({ address }) => address)
