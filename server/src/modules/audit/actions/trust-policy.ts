import type { TrustPolicy } from '@xinqiao/standards/tlog'
import type { Ctx } from '../../../kernel/context.ts'
import { StartProblem } from '../../../kernel/start-problem.ts'
import { policyText, trustOf } from '../rules/trust.ts'
import { logs } from '../schema.ts'
import { logSigner } from './log-signer.ts'

/**
 * Whom readers of this installation's logs shall trust: as a policy and as its text. Throws a StartProblem when the
 * operator's file of witnesses has a fault.
 */
export function trustPolicy(ctx: Pick<Ctx, 'keys' | 'settings'>): { text: string; policy: TrustPolicy } {
  const verifiers = logs.map((log) => logSigner(ctx, log).verifier)
  const { witnessPolicy } = ctx.settings
  const policy = trustOf(verifiers, witnessPolicy)
  if ('expected' in policy)
    throw new StartProblem(
      `The file named by WITNESSES has a fault in line ${policy.line}: expected ${policy.expected}.`,
    )
  return { text: policyText(verifiers, witnessPolicy), policy }
}
