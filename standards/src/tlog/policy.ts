import { decimalIn, sameBytes } from './bytes.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { parseNote, type Verified, verifyNote } from './note.ts'
import { parseVkey, type Verifier } from './vkey.ts'

export type PolicyWitness = { name: string; verifier: Verifier; url: string | null }
type Group = { name: string; needed: number; members: string[] }

/** Whom a reader trusts: logs, witnesses, and how many of them must have seen a checkpoint. */
export type TrustPolicy = {
  logs: { verifier: Verifier; url: string | null }[]
  witnesses: PolicyWitness[]
  groups: Group[]
  /** Name of a witness or group; `none` asks for no witness. */
  quorum: string
}

/** What is wrong with a policy, in which line counted from 1. */
export type PolicyFault = { line: number; expected: string }

const linesMax = 1_000
const membersMax = 1_000

/** Reads a policy in the format c2sp.org/tlog-policy. The first fault ends the reading. */
export function parsePolicy(text: string): TrustPolicy | PolicyFault {
  const policy: TrustPolicy = { logs: [], witnesses: [], groups: [], quorum: '' }
  const lines = text.split('\n')
  if (lines.length > linesMax) return { line: linesMax, expected: `at most ${linesMax} lines` }
  const used = new Set<string>()
  for (const [i, line] of lines.entries()) {
    const expected = /[\0-\x08\x0b-\x1f\x7f]/.test(line)
      ? 'no control characters'
      : addLine(policy, used, line.split(/[ \t]+/).filter(Boolean))
    if (expected !== null) return { line: i + 1, expected }
  }
  return policy.quorum === '' ? { line: lines.length, expected: 'a line "quorum <name>"' } : policy
}

/** Adds one line; answers what was expected instead where it is wrong. */
function addLine(policy: TrustPolicy, used: Set<string>, words: string[]): string | null {
  const [verb, ...rest] = words
  if (verb === undefined || verb.startsWith('#')) return null
  if (verb === 'log') return addLog(policy, rest)
  if (verb === 'witness') return addWitness(policy, rest)
  if (verb === 'group') return addGroup(policy, used, rest)
  if (verb !== 'quorum') return 'a line that begins with log, witness, group or quorum'
  const [name, ...more] = rest
  if (name === undefined || more.length > 0) return 'quorum <name>'
  if (policy.quorum !== '') return 'one quorum line only'
  if (name !== 'none' && !isKnown(policy, name)) return 'the name of a witness or group defined above'
  policy.quorum = name
  return null
}

function addLog(policy: TrustPolicy, [vkey, url, ...more]: string[]): string | null {
  const verifier = parseVkey(vkey ?? '')
  if (verifier?.use !== 'log' || more.length > 0) return 'log <vkey of a log> [<url>]'
  if (policy.logs.some((log) => sameBytes(log.verifier.publicKey, verifier.publicKey)))
    return 'each log key once'
  policy.logs.push({ verifier, url: url ?? null })
  return null
}

function addWitness(policy: TrustPolicy, [name, vkey, url, ...more]: string[]): string | null {
  const verifier = parseVkey(vkey ?? '')
  if (name === undefined || verifier?.use !== 'cosigner' || more.length > 0)
    return 'witness <name> <vkey of a cosigner> [<url>]'
  if (name === 'none' || isKnown(policy, name)) return 'a name that is not taken'
  if (policy.witnesses.some((one) => sameBytes(one.verifier.publicKey, verifier.publicKey)))
    return 'each witness key once'
  policy.witnesses.push({ name, verifier, url: url ?? null })
  return null
}

function addGroup(
  policy: TrustPolicy,
  used: Set<string>,
  [name, threshold, ...members]: string[],
): string | null {
  if (name === undefined || threshold === undefined || members.length === 0)
    return 'group <name> <all, any or a number> <member>...'
  if (name === 'none' || isKnown(policy, name)) return 'a name that is not taken'
  if (members.length > membersMax) return `at most ${membersMax} members`
  const needed = threshold === 'all' ? members.length : threshold === 'any' ? 1 : decimalIn(threshold)
  if (needed === null || needed < 1 || needed > members.length)
    return 'a threshold from 1 to the number of members'
  for (const member of members) {
    if (!isKnown(policy, member)) return 'members defined above'
    if (used.has(member)) return 'each name as member of one group only'
    used.add(member)
  }
  policy.groups.push({ name, needed, members })
  return null
}

const isKnown = ({ witnesses, groups }: TrustPolicy, name: string) =>
  witnesses.some((one) => one.name === name) || groups.some((one) => one.name === name)

/** True when these witnesses, by their names in the policy, are a quorum. Groups are decided in their order. */
export function isQuorum(policy: TrustPolicy, seenBy: Iterable<string>): boolean {
  const met = new Set(seenBy)
  for (const { name, needed, members } of policy.groups)
    if (members.filter((member) => met.has(member)).length >= needed) met.add(name)
  return policy.quorum === 'none' || met.has(policy.quorum)
}

export type Judged = Checkpoint & {
  /** The checkpoint's text, without signatures. */
  text: string
  /** Names in the policy of the witnesses that cosigned, with the time of each. */
  witnesses: { name: string; time: number }[]
}

/** Why a checkpoint is not to be believed. */
export type Disbelief = 'no-note' | 'no-checkpoint' | 'unknown-log' | 'bad-signature' | 'no-quorum'

/** A checkpoint as a policy allows to believe it, or why not. */
export function judgeCheckpoint(policy: TrustPolicy, signed: string): Judged | Disbelief {
  const note = parseNote(signed)
  if (!note) return 'no-note'
  const checkpoint = parseCheckpoint(note.text)
  if (!checkpoint) return 'no-checkpoint'
  const logs = policy.logs.map((log) => log.verifier).filter(({ name }) => name === checkpoint.origin)
  if (logs.length === 0) return 'unknown-log'
  const byLog = verifyNote(note, logs)
  const byWitnesses = verifyNote(
    note,
    policy.witnesses.map((one) => one.verifier),
  )
  if (!byLog || byLog.length === 0 || !byWitnesses) return 'bad-signature'
  const witnesses = byWitnesses.map(({ verifier, time }: Verified) => ({
    name: policy.witnesses.find((one) => one.verifier === verifier)!.name,
    time: time!,
  }))
  const isSeen = isQuorum(
    policy,
    witnesses.map(({ name }) => name),
  )
  return isSeen ? { ...checkpoint, text: note.text, witnesses } : 'no-quorum'
}
