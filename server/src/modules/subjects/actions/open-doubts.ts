import type { Ctx } from '../../../kernel/context.ts'
import { digestOf, uuidOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { SubjectClue } from '../../cleaning/index.ts'
import type { Candidate, DoubtReason, KeyedClue } from '../schema.ts'
import { insertDoubts, knownDoubts } from '../store/doubts.ts'
import { ownerOf, shielded } from '../store/shielded-clue.ts'

export type RowInDoubt = {
  batchId: string
  providerId: string
  tableNumber: number
  rowNumber: number
  kind: string
  reason: DoubtReason
  clue: SubjectClue
  candidates: Candidate[]
  /** The cleaned row, to be filed once decided, and a name for its content so that the same row is asked once. */
  content: string
}

/** Puts rows whose subject cannot be told into the queue. The same content waits once, however often it is sent. */
export async function openDoubts(ctx: Ctx, rows: RowInDoubt[]): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map((row) => doubtIdsOf(ctx, row))
  const known = await knownDoubts(
    ctx,
    ids.map(([, former]) => former),
  )
  await insertDoubts(
    ctx,
    rows.map(({ content, clue, ...row }, i) => {
      const [fresh, former] = ids[i]!
      const id = known.has(former) ? former : fresh
      return {
        ...row,
        id,
        ...shielded(ctx.keys, id, clue, row.candidates),
        rowSealed: ctx.keys.seal(content, `subjects.doubt|row|${id}`, ownerOf(ctx.keys, clue)),
        leftId: null,
      }
    }),
  )
}

/**
 * The id of a row's doubt, under which equal content is found again whichever batch brought it: a keyed digest, since
 * a bare one would let a number be guessed. The second is the one of earlier days.
 */
export const doubtIdsOf = (
  ctx: Pick<Ctx, 'keys'>,
  { kind, content }: Pick<RowInDoubt, 'kind' | 'content'>,
): [fresh: string, former: string] => {
  const text = `${kind}|${content}`
  return [uuidOf(ctx.keys.contentDigest(text)), uuidOf(digestOf(text))]
}

/** Puts pairs of subjects that may be one into the queue. */
export async function openPairs(
  ctx: Ctx,
  pairs: { leftId: string; row: KeyedClue; candidates: Candidate[] }[],
): Promise<void> {
  await insertDoubts(
    ctx,
    pairs.map(({ leftId, row, candidates }) => {
      const id = uuidOf(digestOf(`pair|${leftId}|${candidates[0]!.entityId}`))
      return {
        id,
        reason: 'possible-same',
        batchId: null,
        providerId: null,
        tableNumber: null,
        rowNumber: null,
        kind: null,
        ...shielded(ctx.keys, id, row.clue, candidates),
        rowSealed: null,
        leftId,
      }
    }),
  )
}
