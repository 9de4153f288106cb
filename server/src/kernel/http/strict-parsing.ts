import type { Server } from 'node:http'
import type { FastifyHttpOptions, FastifyRequest } from 'fastify'
import { httpProblem } from './problem-reply.ts'

/** A head is there after so long, looked at every five seconds. */
export const headMs = 10_000

/**
 * How bytes are read as requests: two lengths, bare carriage returns and folded lines are refused whatever the
 * process was started with, heads stay small, and whoever cannot be read is told so in a line that tells nothing of
 * what runs here.
 */
export const strictParsing = {
  http: {
    insecureHTTPParser: false,
    requireHostHeader: true,
    maxHeaderSize: 16 * 1024,
    connectionsCheckingInterval: 5_000,
    headersTimeout: headMs,
  },
  clientErrorHandler: (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const answer =
      {
        HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
        ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
      }[error.code ?? ''] ?? '400 Bad Request'
    socket.end(
      `HTTP/1.1 ${answer}\r\nconnection: close\r\ncontent-length: 0\r\ncache-control: no-store\r\n\r\n`,
    )
    // A sender that goes on sending does not keep the connection.
    socket.once('finish', () => socket.destroy())
  },
} satisfies Pick<FastifyHttpOptions<Server>, 'http' | 'clientErrorHandler'>

/** Refuses what two readers could understand in two ways: a host named twice. */
export function refuseAmbiguous(request: FastifyRequest): void {
  const { rawHeaders = [] } = request.raw
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]!.toLowerCase() === 'host') hosts++
  if (hosts > 1) throw httpProblem.invalid({ header: 'host' })
}
