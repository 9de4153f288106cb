import { type Verifier, verifierOf } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import type { Log } from '../schema.ts'

export type LogSigner = { verifier: Verifier; sign: (message: Uint8Array) => Uint8Array }

/** The key of a log under the log's name. */
export function logSigner({ keys, settings }: Pick<Ctx, 'keys' | 'settings'>, log: Log): LogSigner {
  const { publicKey, sign } = keys.signer(`audit.log.${log}`)
  return { verifier: verifierOf(`${settings.logName}/${log}`, 'log', publicKey), sign }
}
