import type { FastifyInstance, FastifyRequest } from 'fastify'
import { httpProblem } from './problem-reply.ts'

/** How slowly a body may come. */
export type Patience = {
  /** A body that is kept in memory is there after so long. */
  bodyMs: number
  /** Of a file something comes in every span of so long: at least so many bytes. */
  spanMs: number
  spanBytes: number
}

export const patience: Patience = { bodyMs: 60_000, spanMs: 30_000, spanBytes: 16 * 1024 }

/**
 * Cuts off whoever sends a body so slowly that it holds a place for nothing. A file may take as long as it needs
 * while it comes; what waits here to be read is not held against its sender.
 */
export function endSlowBodies(server: FastifyInstance, fileBytesMax: number, limits = patience): void {
  server.addHook('onRequest', async (request, reply) => {
    const isFile = request.routeOptions.bodyLimit === fileBytesMax
    if (!hasBody(request)) return
    const { raw } = request
    let seen = raw.socket.bytesRead
    const timer = setInterval(
      () => {
        const { bytesRead } = raw.socket
        const isSlow = !isFile || (bytesRead - seen < limits.spanBytes && raw.readableLength === 0)
        seen = bytesRead
        if (raw.complete) clearInterval(timer)
        else if (isSlow) raw.destroy(httpProblem.tooSlow())
      },
      isFile ? limits.spanMs : limits.bodyMs,
    )
    timer.unref()
    reply.raw.once('close', () => clearInterval(timer))
  })
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
