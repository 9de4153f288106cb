import type { IncomingHttpHeaders } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import type { Config } from '../config.ts'

const lengthMax = 16_384
const byName: Record<string, readonly string[]> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}
const lists = new WeakMap<readonly string[], BlockList>()

/**
 * The certificate of a request's sender as a proxy of ours hands it over (PEM, URL-encoded), or null. From anybody
 * else the header is only a claim and is not read.
 */
export function certificateOf(
  request: { headers: IncomingHttpHeaders; socket: { remoteAddress?: string | undefined } },
  config: Pick<Config, 'clientCertHeader' | 'trustProxy'>,
): string | null {
  const { clientCertHeader, trustProxy } = config
  if (clientCertHeader === null || !isOurProxy(request.socket.remoteAddress ?? '', trustProxy)) return null
  const sent = request.headers[clientCertHeader]
  return typeof sent === 'string' && sent.length <= lengthMax ? sent : null
}

function isOurProxy(address: string, trusted: readonly string[]): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  let list = lists.get(trusted)
  if (list === undefined) {
    list = new BlockList()
    for (const part of trusted.flatMap((one) => byName[one] ?? [one])) {
      const [net = '', bits] = part.split('/')
      const family = isIPv6(net) ? 'ipv6' : 'ipv4'
      list.addSubnet(net, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family)
    }
    lists.set(trusted, list)
  }
  return plain !== '' && list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}
