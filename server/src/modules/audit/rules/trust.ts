import {
  formatVkey,
  type PolicyFault,
  parsePolicy,
  type TrustPolicy,
  type Verifier,
} from '@xinqiao/standards/tlog'

/** The policy a log's readers get: the log's own key and what the operator says of witnesses. */
export const policyText = (logs: readonly Verifier[], witnessLines: string): string =>
  `${logs.map((log) => `log ${formatVkey(log)}`).join('\n')}\n${witnessLines.trim()}\n`

/** The policy, or what is wrong in the operator's lines, counted as the operator wrote them. */
export function trustOf(logs: readonly Verifier[], witnessLines: string): TrustPolicy | PolicyFault {
  const policy = parsePolicy(policyText(logs, witnessLines))
  if (!('expected' in policy)) return policy
  const before = witnessLines.length - witnessLines.trimStart().length
  const skipped = witnessLines.slice(0, before).split('\n').length - 1
  return { ...policy, line: Math.max(1, policy.line - logs.length + skipped) }
}
