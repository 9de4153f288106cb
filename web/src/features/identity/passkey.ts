import { change } from '../../api/client.ts'
import type { Sent } from '../../api/contract.ts'

/** Why no passkey was made or shown. */
export type PasskeyFault = 'unsupported' | 'cancelled' | 'wrongPlace' | 'already'

/** A ceremony that came to nothing in the browser. */
export class PasskeyProblem extends Error {
  readonly cause: unknown
  readonly fault: PasskeyFault
  /** The host name passkeys are for. */
  readonly host: string
  constructor(fault: PasskeyFault, host: string, cause?: unknown) {
    super(fault)
    this.cause = cause
    this.fault = fault
    this.host = host
  }
}

type Listed = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }
type Asking = { challenge: string; rpId: string; allowCredentials?: Listed[] } & Record<string, unknown>
type Making = {
  challenge: string
  rp: { id: string; name: string }
  user: { id: string; name: string; displayName: string }
  excludeCredentials?: Listed[]
} & Record<string, unknown>

/** True where the browser knows passkeys; it knows none on pages without a safe way. */
export const knowsPasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && navigator.credentials !== undefined

/** Makes a passkey for the signed-in account and adds it under a name. Throws PasskeyProblem or ApiProblem. */
export async function addPasskey(name: string) {
  const options = (await change('post', '/v1/factors/passkeys/options', {})) as Making
  const made = await ceremony(options.rp.id, () =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytesOf(options.challenge),
        user: { ...options.user, id: bytesOf(options.user.id) },
        excludeCredentials: listed(options.excludeCredentials),
      } as unknown as PublicKeyCredentialCreationOptions,
    }),
  )
  const response = made.response as AuthenticatorAttestationResponse
  const body: Sent<'/v1/factors/passkeys'> = {
    name,
    response: {
      ...named(made),
      response: {
        clientDataJSON: textOf(response.clientDataJSON),
        attestationObject: textOf(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    },
  }
  return change('post', '/v1/factors/passkeys', { body })
}

/** Shows a passkey of the account: at sign-in or as a fresh proof. Throws PasskeyProblem or ApiProblem. */
export async function showPasskey() {
  const options = (await change('post', '/v1/session/passkey/options', {})) as Asking
  const shown = await ceremony(options.rpId, () =>
    navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: bytesOf(options.challenge),
        allowCredentials: listed(options.allowCredentials),
      } as unknown as PublicKeyCredentialRequestOptions,
    }),
  )
  const response = shown.response as AuthenticatorAssertionResponse
  const body: Sent<'/v1/session/passkey'> = {
    ...named(shown),
    response: {
      clientDataJSON: textOf(response.clientDataJSON),
      authenticatorData: textOf(response.authenticatorData),
      signature: textOf(response.signature),
      ...(response.userHandle ? { userHandle: textOf(response.userHandle) } : {}),
    },
  }
  return change('post', '/v1/session/passkey', { body })
}

const named = (credential: PublicKeyCredential) => ({
  id: credential.id,
  rawId: textOf(credential.rawId),
  type: 'public-key' as const,
  clientExtensionResults: {},
})

const listed = (all: Listed[] = []) => all.map((one) => ({ ...one, id: bytesOf(one.id) }))

async function ceremony(host: string, begin: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!knowsPasskeys()) throw new PasskeyProblem('unsupported', host)
  try {
    const credential = await begin()
    if (credential !== null) return credential as PublicKeyCredential
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : ''
    const faults: Record<string, PasskeyFault> = { SecurityError: 'wrongPlace', InvalidStateError: 'already' }
    throw new PasskeyProblem(faults[name] ?? 'cancelled', host, cause)
  }
  throw new PasskeyProblem('cancelled', host)
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
