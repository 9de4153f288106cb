import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StartProblem } from '../kernel/start-problem.ts'
import type { Keeper } from './keeper.ts'

/** A witness with its door open. */
export type Witness = { url: string; stop: () => Promise<void> }

/** Longest body taken: 63 hashes and a checkpoint with many signatures. */
const bodyBytesMax = 64 * 1024
const plain = 'text/plain; charset=utf-8'

/**
 * Opens the door of a witness (c2sp.org/tlog-witness): POST /add-checkpoint, and GET /<SHA-256 of the origin>/checkpoint
 * for those who watch. Nothing else is answered.
 */
export async function startWitness(keeper: Keeper, host: string, port: number): Promise<Witness> {
  const server = createServer((request, response) => {
    reply(keeper, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': plain })
      response.end()
    })
  })
  server.headersTimeout = 5_000
  server.requestTimeout = 10_000
  server.maxConnections = 1_000
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(new StartProblem(`Port ${port} on ${host} cannot be opened (${error.code}).`)),
    )
    server.listen(port, host, () => done())
  })
  const at = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${at.port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function reply(keeper: Keeper, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = (status: number, type = plain, text = '') =>
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text)
  if (request.method === 'POST' && request.url === '/add-checkpoint') {
    const body = await bodyOf(request)
    if (body === null) return void send(400)
    const answer = await keeper.add(body)
    if (answer.status === 200) return void send(200, plain, answer.cosignature)
    if (answer.status === 409) return void send(409, 'text/x.tlog.size', `${answer.size}\n`)
    return void send(answer.status)
  }
  const origin = /^\/([0-9a-f]{64})\/checkpoint$/.exec(request.url ?? '')?.[1]
  const latest = request.method === 'GET' && origin !== undefined ? await keeper.latest(origin) : null
  return void (latest === null ? send(404) : send(200, plain, latest))
}

/** The body as text; null where it is too long or no UTF-8. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > bodyBytesMax) return null
    pieces.push(piece)
  }
  const text = Buffer.concat(pieces)
  return Buffer.from(text.toString('utf8')).equals(text) ? text.toString('utf8') : null
}
