import { maskIn, maskPersonName } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf, uuidOf } from '../../../kernel/crypto/keyed-digest.ts'
import type { SubjectClue } from '../../cleaning/index.ts'
import { isAboutPerson, isPersonal } from '../rules/personal-numbers.ts'
import type { Candidate, DoubtReason, KeyedClue } from '../schema.ts'
import { insertDoubts, knownDoubts } from '../store/doubts.ts'
import { blindNameKey, namePlaces, sealName } from '../store/person-names.ts'

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
        ...shielded(ctx, id, clue, row.candidates),
        rowSealed: ctx.keys.seal(content, `subjects.doubt|row|${id}`, ownerOf(ctx, clue)),
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
        ...shielded(ctx, id, row.clue, candidates),
        rowSealed: null,
        leftId,
      }
    }),
  )
}

/** With whose key the row is sealed: that of the person whose number it holds first. */
function ownerOf(ctx: Ctx, clue: SubjectClue): string | undefined {
  const number = isAboutPerson(clue) ? clue.identifiers.find(isPersonal) : undefined
  return number && ctx.keys.identityOf(number.scheme, number.value)
}

/** What is kept in clear beside a doubt: no number of a person, and of a person's row no name either. */
function shielded(ctx: Ctx, id: string, clue: SubjectClue, candidates: Candidate[]) {
  const open = {
    ...clue,
    name: maskIn(clue.name),
    address: clue.address === null ? null : maskIn(clue.address),
    identifiers: clue.identifiers.filter((i) => !isPersonal(i)),
  }
  if (clue.kind !== 'person') return { clue: open, candidates }
  const nameKey = blindNameKey(ctx.keys, clue.nameKey)
  const name = sealName(ctx.keys, clue.name, namePlaces.doubt(id), ownerOf(ctx, clue) ?? id)
  return {
    clue: { ...open, name, nameKey, formerNames: [], address: null, legalRepresentative: null },
    candidates: candidates.map((c) => ({
      ...c,
      name: maskPersonName(c.name),
      evidence: c.evidence.map((e) => (e.feature === 'kind' ? e : { ...e, left: null, right: null })),
    })),
  }
}
