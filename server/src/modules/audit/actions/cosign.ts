import {
  type Checkpoint,
  formatSubmission,
  isQuorum,
  type NoteSignature,
  type PolicyWitness,
  parseCheckpoint,
  parseNote,
  parseSignatureLine,
  type TrustPolicy,
  verifyNote,
} from '@xinqiao/standards/tlog'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { type Call, callOut } from '../../../kernel/outbound/index.ts'
import { Halt } from '../rules/halt.ts'
import { graceMs, witnessMs, witnessReplyMax } from '../rules/limits.ts'
import type { LogSigner } from './log-signer.ts'
import type { SignedCheckpoint } from './read-checkpoint.ts'

/** What witnesses said: cosignatures that hold, by the witness's name in the policy, and why others gave none. */
export type Cosigned = { signatures: Map<string, NoteSignature>; failures: Map<string, string> }

/** How to reach the witnesses: proofs from an older size, and what each of them is known to have seen. */
export type Asking = {
  signer: LogSigner
  signed: SignedCheckpoint
  proofFrom: (size: number) => Promise<Uint8Array[]>
  /** Size each witness cosigned last, by its key. */
  seen: Map<string, number>
}

/**
 * Asks all witnesses of a policy at once for their cosignatures of the signed checkpoint. Returns when there are enough
 * and a moment has passed, or all have answered or failed. Throws a Halt when a witness shows a checkpoint of this
 * very log that contradicts what is here: the history was set back.
 */
export async function cosign(policy: TrustPolicy, asking: Asking): Promise<Cosigned> {
  const found: Cosigned = { signatures: new Map(), failures: new Map() }
  const withAddress = policy.witnesses.filter((one) => one.url !== null)
  if (withAddress.length === 0) return found
  const abort = new AbortController()
  let halt: Halt | null = null
  const enough = Promise.withResolvers<void>()
  const asked = withAddress.map(async (witness) => {
    try {
      found.signatures.set(witness.name, await ask(witness, asking, abort.signal))
    } catch (error) {
      if (error instanceof Halt) halt ??= error
      found.failures.set(witness.name, (error as Error).message.slice(0, 200))
    }
    if (halt || isQuorum(policy, found.signatures.keys())) enough.resolve()
  })
  const late = setTimeout(() => enough.resolve(), witnessMs + 500)
  await Promise.race([Promise.all(asked), enough.promise.then(() => pause(halt ? 0 : graceMs))])
  clearTimeout(late)
  abort.abort()
  if (halt) throw halt
  return found
}

/** Asks one witness, a second time from the size it says it has seen. */
async function ask(witness: PolicyWitness, asking: Asking, signal: AbortSignal): Promise<NoteSignature> {
  const { seen, signed } = asking
  const key = witness.verifier.keyId
  let reply = await submit(witness, asking, Math.min(seen.get(key) ?? signed.size, signed.size), signal)
  if (reply.status === 409) {
    const size = /^\d{1,16}\n?$/.test(reply.text) ? Number(reply.text) : Number.NaN
    if (!Number.isSafeInteger(size)) throw new Error('409 without a size')
    if (size > signed.size || size === (seen.get(key) ?? signed.size))
      await contradict(witness, asking, signal)
    if (size > signed.size)
      throw new Error(`says it has seen ${size} entries and shows no checkpoint of them`)
    seen.set(key, size)
    reply = await submit(witness, asking, size, signal)
  }
  if (reply.status !== 200) throw new Error(`answered ${reply.status}`)
  const signature = reply.text
    .split('\n')
    .map(parseSignatureLine)
    .find((one) => one?.name === witness.verifier.name && one.keyId === key)
  const note = parseNote(signed.note)!
  if (
    !signature ||
    verifyNote({ text: note.text, signatures: [signature] }, [witness.verifier])?.length !== 1
  )
    throw new Error('gave no cosignature of its key over this checkpoint')
  seen.set(key, signed.size)
  return signature
}

async function submit(
  { url }: PolicyWitness,
  { signed, proofFrom }: Asking,
  oldSize: number,
  signal: AbortSignal,
): Promise<{ status: number; text: string }> {
  const proof = oldSize === 0 || oldSize === signed.size ? [] : await proofFrom(oldSize)
  const body = formatSubmission({ oldSize, proof, checkpoint: signed.note })
  return send(`${url!.replace(/(?<!\/)\/+$/, '')}/add-checkpoint`, { method: 'POST', body }, signal)
}

/** Halts when the witness holds a checkpoint that this log's key signed and that cannot be of this history. */
async function contradict(
  { url, name }: PolicyWitness,
  { signer, signed }: Asking,
  signal: AbortSignal,
): Promise<void> {
  const path = `${url!.replace(/(?<!\/)\/+$/, '')}/${digestOf(signed.origin)}/checkpoint`
  const reply = await send(path, {}, signal)
  const note = reply.status === 200 ? parseNote(reply.text) : null
  const theirs: Checkpoint | null = note && parseCheckpoint(note.text)
  if (!note || !theirs || theirs.origin !== signed.origin) return
  if (verifyNote(note, [signer.verifier])?.length !== 1) return
  const differs =
    theirs.size > signed.size || (theirs.size === signed.size && note.text !== parseNote(signed.note)!.text)
  if (differs) throw new Halt('witness-saw-another', { witness: name, size: theirs.size, here: signed.size })
}

/** One request; a reply is read up to a length and a time. The operator named the witness, so it may be private. */
async function send(url: string, call: Call, signal: AbortSignal): Promise<{ status: number; text: string }> {
  const reply = await callOut(url, {
    ...call,
    named: [url],
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    bytesMax: witnessReplyMax,
    msMax: witnessMs,
    signal,
  })
  return { status: reply.status, text: await reply.text() }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
