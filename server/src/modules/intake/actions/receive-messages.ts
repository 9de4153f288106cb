import { randomUUID } from 'node:crypto'
import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { scopeOf } from '../../identity/index.ts'
import { problem } from '../problems.ts'
import type { Batch } from '../schema.ts'
import { findByIdempotencyKeys, type NewBatch } from '../store.ts'
import { check, type Receipt } from './receive-batch.ts'

/** One record pushed by a system: the receipt and the values as sent, by header or field code. */
export type Message = { receipt: Receipt & { kind: string }; values: Record<string, string> }
export type Received = { earlier: Batch } | { fresh: NewBatch } | { refused: Error }

/**
 * Prepares single records to be kept as batches of one, in the order given: a message whose key was used before is
 * answered with the earlier batch, one whose key was used for something else is refused. Messages with one key that
 * arrive together share one new batch. Nothing is written yet.
 */
export async function receiveMessages(ctx: Ctx, messages: Message[]): Promise<Received[]> {
  const keys = messages.flatMap((m) => m.receipt.idempotencyKey ?? [])
  const earlier = await findByIdempotencyKeys(ctx, ctx.actor.id, keys)
  const together = new Map<string, NewBatch>()
  return messages.map(({ receipt, values }) => {
    try {
      check(receipt, scopeOf(ctx.actor))
      const body = JSON.stringify(values)
      // Keyed: beside everything else that is known of a message, a bare digest would let a number be guessed.
      const sha256 = ctx.keys.contentDigest(body)
      const requestOf = (digest: string) =>
        digestOf(JSON.stringify([digest, receipt.kind, receipt.provider ?? null]))
      const request = requestOf(sha256)
      const before = receipt.idempotencyKey === undefined ? undefined : earlier.get(receipt.idempotencyKey)
      if (before && before.requestDigest !== request && before.requestDigest !== requestOf(digestOf(body)))
        throw problem.keyReused()
      if (before) return { earlier: before.batch }
      const other = receipt.idempotencyKey === undefined ? undefined : together.get(receipt.idempotencyKey)
      if (other && other.requestDigest !== request) throw problem.keyReused()
      const fresh = other ?? freshBatch(ctx, receipt, body, sha256, request)
      if (receipt.idempotencyKey !== undefined) together.set(receipt.idempotencyKey, fresh)
      return { fresh }
    } catch (error) {
      return { refused: error as Error }
    }
  })
}

const freshBatch = (
  ctx: Ctx,
  receipt: Message['receipt'],
  body: string,
  sha256: string,
  request: string,
): NewBatch => ({
  id: randomUUID(),
  providerId: receipt.provider ?? ctx.actor.orgId ?? 'local',
  kind: receipt.kind,
  filename: null,
  contentType: 'application/json',
  size: Buffer.byteLength(body),
  sha256,
  body: Buffer.from(body),
  receivedAt: ctx.now,
  receivedOn: dayOf(ctx.now),
  receivedBy: ctx.actor.id,
  idempotencyKey: receipt.idempotencyKey ?? null,
  requestDigest: receipt.idempotencyKey === undefined ? null : request,
  status: 'filed',
  duplicateOf: null,
  bulk: false,
})
