import type { Ctx } from '../../../kernel/context.ts'
import { digestOf, uuidOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { SubjectClue } from '../../cleaning/index.ts'
import type { Candidate, DoubtReason, KeyedClue } from '../schema.ts'
import { insertDoubts } from '../store/doubts.ts'

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
  await insertDoubts(
    ctx,
    rows.map(({ content, clue, ...row }) => {
      const id = doubtIdOf({ kind: row.kind, content })
      return {
        ...row,
        id,
        clue: withoutNumbers(clue),
        rowSealed: ctx.keys.seal(content, `subjects.doubt|row|${id}`),
        leftId: null,
      }
    }),
  )
}

/** The id of a row's doubt: equal content has one, whichever batch brought it. */
export const doubtIdOf = ({ kind, content }: Pick<RowInDoubt, 'kind' | 'content'>): string =>
  uuidOf(digestOf(`${kind}|${content}`))

/** Puts pairs of subjects that may be one into the queue. */
export async function openPairs(
  ctx: Ctx,
  pairs: { leftId: string; row: KeyedClue; candidates: Candidate[] }[],
): Promise<void> {
  await insertDoubts(
    ctx,
    pairs.map(({ leftId, row, candidates }) => ({
      id: uuidOf(digestOf(`pair|${leftId}|${candidates[0]!.entityId}`)),
      reason: 'possible-same',
      batchId: null,
      providerId: null,
      tableNumber: null,
      rowNumber: null,
      kind: null,
      clue: withoutNumbers(row.clue),
      rowSealed: null,
      leftId,
      candidates,
    })),
  )
}

const withoutNumbers = (clue: SubjectClue): SubjectClue => ({
  ...clue,
  identifiers: clue.identifiers.filter((i) => i.scheme !== 'resident-id' && i.scheme !== 'identity-number'),
})
