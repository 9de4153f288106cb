import { type Call, callOut } from './call-out.ts'
import { OutboundRefusal } from './refusal.ts'

type Init = {
  method?: string | undefined
  headers?: ConstructorParameters<typeof Headers>[0] | undefined
  body?: unknown
  signal?: AbortSignal | null | undefined
}

/** `callOut` in the shape of fetch, for libraries that ask for one; what it cannot send it refuses. */
export const fetchOut =
  (rules: Pick<Call, 'named' | 'bytesMax' | 'msMax' | 'resolve'>) =>
  (address: string | URL, init: Init = {}): Promise<Response> => {
    const { method = 'GET', signal } = init
    if (method !== 'GET' && method !== 'POST' && method !== 'PUT') throw new OutboundRefusal('scheme')
    const body = bodyOf(init.body)
    return callOut(address, {
      ...rules,
      method,
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(body === undefined ? {} : { body }),
      ...(signal ? { signal } : {}),
    })
  }

function bodyOf(body: unknown): string | Uint8Array | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof Uint8Array) return body
  if (body instanceof URLSearchParams) return body.toString()
  throw new OutboundRefusal('scheme')
}
