import { readFileSync } from 'node:fs'
import { callOut, OutboundRefusal } from '../outbound/index.ts'
import { StartProblem } from '../start-problem.ts'
import type { KeyProvider } from './key-provider.ts'

export type KeyKeeper = { url: string; tokenFile: string | null; timeoutMs: number }

/**
 * A key service over HTTP: `POST <url>/wrap` and `/unwrap` with `{ "purpose", "key" }` in base64url, answered with
 * `{ "key" }`; `POST <url>/renew` begins a new wrapping key. A hardware module (PKCS #11, GM/T 0018) speaks this
 * through an adapter beside it. No redirects, a time limit, small replies only.
 */
export function httpProvider(service: KeyKeeper): KeyProvider {
  const ask = async (verb: string, body: object): Promise<string> => {
    const reply = await post(service, verb, body)
    const { key } = (await reply.json()) as { key?: unknown }
    if (typeof key !== 'string' || !/^[\w-]{1,2000}$/.test(key))
      throw new Error(`the key service ${service.url} gave no key`)
    return key
  }
  return {
    place: service.url,
    wrap: (key, purpose) => ask('wrap', { purpose, key: key.toString('base64url') }),
    unwrap: async (wrapped, purpose) =>
      Buffer.from(await ask('unwrap', { purpose, key: wrapped }), 'base64url'),
    renew: async () => {
      await post(service, 'renew', {})
    },
  }
}

async function post({ url, tokenFile, timeoutMs }: KeyKeeper, verb: string, body: object): Promise<Response> {
  const reply = await callOut(`${url.replace(/\/$/, '')}/${verb}`, {
    method: 'POST',
    named: [url],
    msMax: timeoutMs,
    headers: {
      'content-type': 'application/json',
      ...(tokenFile === null ? {} : { authorization: `Bearer ${tokenIn(tokenFile)}` }),
    },
    body: JSON.stringify(body),
  }).catch((cause: unknown) => {
    const reason = cause instanceof OutboundRefusal ? cause.reason : null
    if (reason === 'late') throw new Error(`the key service ${url} did not answer within ${timeoutMs} ms`)
    throw new Error(
      reason === 'tooLong'
        ? 'the key service answered with too much'
        : `the key service ${url} cannot be reached`,
    )
  })
  if (!reply.ok) throw new Error(`the key service ${url} answered ${reply.status} to ${verb}`)
  return reply
}

function tokenIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new StartProblem(`The token of the key service cannot be read: ${(cause as Error).message}.`)
  }
}
