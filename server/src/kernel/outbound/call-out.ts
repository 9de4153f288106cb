import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type Destination, destinationOf, type Resolve } from './destination.ts'
import { OutboundRefusal } from './refusal.ts'

/** What a caller sends, and how far it trusts the other side. */
export type Call = {
  method?: 'GET' | 'POST' | 'PUT'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** Origins that the operator named in the configuration: these may be private, and spoken to without TLS. */
  named?: readonly string[]
  /** Most bytes of an answer that are read; 64 KiB when absent. */
  bytesMax?: number
  /** The whole call, looking up the name included, takes no longer; 10 seconds when absent. */
  msMax?: number
  signal?: AbortSignal
  resolve?: Resolve
}

/** The longest answer that is read when a caller says nothing else. */
export const replyBytesMax = 64 * 1024

/**
 * The one way this program calls another system. The name is resolved once and the connection opened to the address
 * that was checked, so that a name cannot change its mind in between; no redirect is followed, no connection kept.
 * Throws an OutboundRefusal, or the reason of the caller's signal.
 */
export async function callOut(address: string | URL, call: Call = {}): Promise<Response> {
  const { bytesMax = replyBytesMax, msMax = 10_000 } = call
  const late = AbortSignal.timeout(msMax)
  const signal = call.signal ? AbortSignal.any([call.signal, late]) : late
  try {
    const destination = await orAborted(destinationOf(address, call.named ?? [], call.resolve), signal)
    const reply = await answerOf(destination, call, signal)
    const status = reply.statusCode ?? 0
    if (status >= 300 && status < 400) {
      reply.destroy()
      throw new OutboundRefusal('redirect')
    }
    const bytes = await bytesOf(reply, bytesMax)
    return new Response(status === 204 || status === 205 ? null : bytes, {
      status,
      headers: headersOf(reply),
    })
  } catch (error) {
    if (call.signal?.aborted) throw call.signal.reason
    if (error instanceof OutboundRefusal) throw error
    throw new OutboundRefusal(late.aborted ? 'late' : 'unreachable', error)
  }
}

function answerOf(
  { url, addresses }: Destination,
  call: Call,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest
  return new Promise((done, failed) => {
    const sent: ClientRequest = request(
      url,
      {
        method: call.method ?? 'GET',
        headers: { accept: '*/*', ...call.headers, ...lengthOf(call.body) },
        agent: false,
        lookup: checkedOnly(addresses),
        maxHeaderSize: 16 * 1024,
        signal,
      },
      done,
    )
    sent.on('error', failed)
    // An answer of 101 would otherwise leave the connection with nobody.
    sent.on('upgrade', (_reply, socket) => {
      socket.destroy()
      failed(new OutboundRefusal('redirect'))
    })
    sent.end(call.body)
  })
}

/** Answers what was checked, whatever is asked: between the check and the connection nothing is looked up again. */
const checkedOnly =
  (addresses: string[]): LookupFunction =>
  (_host, options, answer) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }))
    if (options.all) answer(null, found)
    else answer(null, found[0]!.address, found[0]!.family)
  }

const lengthOf = (body: Call['body']): Record<string, string> =>
  body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }

async function bytesOf(reply: IncomingMessage, bytesMax: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of reply as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > bytesMax) {
      reply.destroy()
      throw new OutboundRefusal('tooLong')
    }
    pieces.push(piece)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at]!, rawHeaders[at + 1]!)
  return headers
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, failed) => {
    const stop = () => failed(signal.reason)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(done, failed).finally(() => signal.removeEventListener('abort', stop))
  })
}
