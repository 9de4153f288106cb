import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from '../config.ts'

const lengthMax = 16_384

/**
 * The certificate of a request's sender as a proxy of ours hands it over (PEM, URL-encoded), or null. From anybody
 * else the header is only a claim and is not read.
 */
export function certificateOf(
  request: { headers: IncomingHttpHeaders; socket: { remoteAddress?: string | undefined } },
  config: Pick<Config, 'clientCertHeader' | 'trustProxy'>,
): string | null {
  const { clientCertHeader, trustProxy } = config
  if (clientCertHeader === null || !trustProxy.includes(request.socket.remoteAddress ?? '')) return null
  const sent = request.headers[clientCertHeader]
  return typeof sent === 'string' && sent.length <= lengthMax ? sent : null
}
