import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { maskIn } from '@xinqiao/standards'
import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { FileTooLarge } from '../../../kernel/file-store.ts'
import { wake } from '../../../kernel/queue/runner.ts'
import { catalogItems } from '../../catalog/index.ts'
import { ensureOrganisation, type Scope, scopeOf } from '../../identity/index.ts'
import { packSet } from '../../policy/index.ts'
import { batchReceived } from '../events.ts'
import { problem } from '../problems.ts'
import type { Batch } from '../schema.ts'
import { findBatch, findByDigest, findByIdempotencyKeys, insertBatches } from '../store.ts'

export type Receipt = {
  /** Record kind, when the sender names it; otherwise it is found from the headers. */
  kind?: string | undefined
  provider?: string | undefined
  receivedOn?: string | undefined
  filename?: string | null | undefined
  contentType?: string | null | undefined
  idempotencyKey?: string | undefined
}

/** The runner of the archive that files received batches. */
export const filingRunner = 'archive.file-batches'

/**
 * Takes in a file: its bytes are on disk under their digest before the answer is given, and filing follows by
 * itself. The same bytes from the same provider are accepted again and marked as a duplicate of the first batch.
 * Must be called outside a transaction. Problems: fileTooLarge, kindUnknown, keyReused, keyInvalid, providerInvalid,
 * providerForeign, dayInvalid.
 */
export async function receiveBatch(
  ctx: Ctx,
  stream: Readable,
  receipt: Receipt,
  bytesMax: number,
): Promise<Batch> {
  check(receipt, scopeOf(ctx.actor))
  await refuseUnknownKind(ctx, receipt)
  const stored = await ctx.files.put(stream, bytesMax).catch((error) => {
    throw error instanceof FileTooLarge ? problem.fileTooLarge({ bytesMax }) : error
  })
  return ctx.inTransaction(async (tx) => {
    const request = digestOf(
      JSON.stringify([
        stored.sha256,
        receipt.kind ?? null,
        receipt.provider ?? null,
        receipt.receivedOn ?? null,
      ]),
    )
    const earlier = await earlierRequest(tx, receipt, request)
    if (earlier) return earlier
    const providerId = receipt.provider ?? tx.actor.orgId ?? 'local'
    await ensureOrganisation(tx, { id: providerId, title: providerId })
    const id = randomUUID()
    await insertBatches(tx, [
      {
        id,
        providerId,
        kind: receipt.kind ?? null,
        filename: nameOf(receipt.filename),
        contentType: receipt.contentType?.replace(/\p{Cc}/gu, '').slice(0, 127) ?? null,
        size: stored.size,
        sha256: stored.sha256,
        body: null,
        receivedAt: tx.now,
        receivedOn: receipt.receivedOn ?? dayOf(tx.now),
        receivedBy: tx.actor.id,
        idempotencyKey: receipt.idempotencyKey ?? null,
        requestDigest: receipt.idempotencyKey === undefined ? null : request,
        status: 'received',
        duplicateOf: (await findByDigest(tx, providerId, stored.sha256)) ?? null,
        bulk: true,
      },
    ])
    await tx.tell(batchReceived({ batchId: id }))
    await wake(tx, filingRunner)
    return (await findBatch(tx, id, null))!
  })
}

/** The batch an earlier request with the same key made; a different request under that key is a Problem. */
async function earlierRequest(ctx: Ctx, receipt: Receipt, request: string): Promise<Batch | undefined> {
  if (receipt.idempotencyKey === undefined) return undefined
  const earlier = (await findByIdempotencyKeys(ctx, ctx.actor.id, [receipt.idempotencyKey])).get(
    receipt.idempotencyKey,
  )
  if (earlier && earlier.requestDigest !== request) throw problem.keyReused()
  return earlier?.batch
}

/** The file's name without what no name has, and without the number of a person. */
const nameOf = (given: string | null | undefined): string | null =>
  given ? maskIn(given.slice(0, 512).replace(/\p{Cc}/gu, '')).slice(0, 255) || null : null

/** Refuses what a sender may get wrong in a receipt, and filing for an organisation that is not the sender's. */
export function check(receipt: Receipt, scope: Scope): void {
  if (receipt.idempotencyKey !== undefined && !/^[\x21-\x7e]{1,255}$/.test(receipt.idempotencyKey))
    throw problem.keyInvalid()
  if (receipt.provider !== undefined && !/^[\p{L}\p{N}._-]{1,64}$/u.test(receipt.provider))
    throw problem.providerInvalid({ found: receipt.provider.slice(0, 64) })
  refuseBeyond(receipt, scope)
  if (receipt.receivedOn !== undefined && !isDay(receipt.receivedOn))
    throw problem.dayInvalid({ found: receipt.receivedOn.slice(0, 20) })
}

/** Who files for some bodies files for one of them; who files some kinds says which one it is. */
function refuseBeyond({ provider, kind }: Receipt, scope: Scope): void {
  if (scope === null) return
  // Who names nobody files for the one body there is to choose.
  const own = scope.filter(({ bodies }) =>
    provider === undefined ? bodies === null || bodies.length === 1 : (bodies?.includes(provider) ?? true),
  )
  if (own.length === 0)
    throw problem.providerForeign({
      found: provider ?? null,
      expected: scope
        .flatMap(({ bodies }) => bodies ?? [])
        .slice(0, 10)
        .join(', '),
    })
  if (!own.some(({ kinds }) => kinds === null || (kind !== undefined && kinds.includes(kind))))
    throw problem.kindForeign({
      found: kind ?? null,
      expected: own.flatMap(({ kinds }) => kinds ?? []).slice(0, 20),
    })
}

/** A kind that nobody collects on the day would reject every row; better told before the file is sent. */
async function refuseUnknownKind(ctx: Ctx, { kind, receivedOn }: Receipt): Promise<void> {
  if (kind === undefined) return
  if (!catalogItems(await packSet(ctx), receivedOn ?? dayOf(ctx.now)).has(kind))
    throw problem.kindUnknown({ found: kind.slice(0, 64) })
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)
