import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { recordLeaf } from '../../audit/index.ts'
import { scopeOf } from '../../identity/index.ts'
import { answerWithdrawn, doubtDecided } from '../events.ts'
import { problem } from '../problems.ts'
import { coreKeyOf } from '../rules/core-key.ts'
import { type Doubt, type DoubtState, findDoubt, setDoubtState } from '../store/doubts.ts'
import { edgesOf } from '../store/judgements.ts'
import { findSubjects } from '../store/lookups.ts'
import { addSubjects, setWithdrawn } from '../store/writes.ts'
import { judgePair, withdrawJudgement } from './judge-pair.ts'

export type Decision = {
  decision: 'same' | 'different' | 'new' | 'undo'
  subjectId?: string | undefined
  reason: string
}

/**
 * A person's answer to a doubt: it is this subject, none of them, a subject of its own, or the answer is taken back.
 * Answers about pairs of subjects are judgements and join or part their archives. Problems: doubtUnknown,
 * doubtDecided, doubtNotDecided, choiceMissing, subjectUnknown, contradiction.
 */
export async function decideDoubt(
  ctx: Ctx,
  id: string,
  decision: Decision,
): Promise<{ id: string; state: DoubtState }> {
  const doubt = await findDoubt(ctx, id, scopeOf(ctx.actor))
  if (!doubt) throw problem.doubtUnknown({ id })
  const state =
    decision.decision === 'undo'
      ? await undo(ctx, doubt, decision.reason)
      : await settle(ctx, doubt, decision)
  await recordLeaf(ctx, {
    action: `subjects.decide-doubt.${decision.decision}`,
    object: id,
    digest: digestOf(`${id}|${decision.decision}|${decision.subjectId ?? ''}|${decision.reason}`),
  })
  return { id, state }
}

async function settle(
  ctx: Ctx,
  doubt: Doubt,
  { decision, subjectId, reason }: Decision,
): Promise<DoubtState> {
  if (doubt.state !== 'open') throw problem.doubtDecided({ id: doubt.id, state: doubt.state })
  const state = decision as 'same' | 'different' | 'new'
  if (state === 'same' && subjectId === undefined) throw problem.choiceMissing()
  const chosen =
    state === 'new' ? await newSubject(ctx, doubt) : state === 'same' ? await entityOf(ctx, subjectId!) : null
  if (!(await setDoubtState(ctx, doubt.id, 'open', state, chosen, reason)))
    throw problem.doubtDecided({ id: doubt.id })
  if (doubt.leftId !== null) await judgePairs(ctx, doubt, state, chosen, reason)
  else if (chosen !== null) await ctx.tell(doubtDecided({ doubtId: doubt.id }))
  return state
}

async function judgePairs(
  ctx: Ctx,
  doubt: Doubt,
  state: DoubtState,
  chosen: string | null,
  reason: string,
): Promise<void> {
  for (const candidate of doubt.candidates) {
    const isChosen = state === 'same' && candidate.entityId === chosen
    if (state === 'same' && !isChosen) continue
    await judgePair(
      ctx,
      { leftId: doubt.leftId!, rightId: candidate.entityId, evidence: candidate.evidence },
      isChosen ? 'same' : 'different',
      reason,
    )
  }
}

/**
 * Taking an answer back: the doubt is open again, judgements made by it no longer hold, and what a row's answer filed
 * is told, so that it leaves the archive it was filed in.
 */
async function undo(ctx: Ctx, doubt: Doubt, reason: string): Promise<DoubtState> {
  if (doubt.state === 'open') throw problem.doubtNotDecided({ id: doubt.id })
  // Filings that have read the answer end before it goes; later ones find the doubt open.
  await lock(ctx, 'subjects.judgement')
  if (doubt.leftId !== null) await withdrawPairs(ctx, doubt, doubt.leftId, reason)
  if (!(await setDoubtState(ctx, doubt.id, doubt.state, 'open', null, reason)))
    throw problem.doubtNotDecided({ id: doubt.id })
  if (doubt.leftId === null && doubt.decidedSubject !== null) {
    if (doubt.state === 'new') await setWithdrawn(ctx, doubt.decidedSubject, true)
    await ctx.tell(answerWithdrawn({ doubtId: doubt.id, entityId: doubt.decidedSubject }))
  }
  return 'open'
}

async function withdrawPairs(ctx: Ctx, doubt: Doubt, leftId: string, reason: string): Promise<void> {
  const others = doubt.candidates.map((c) => c.entityId)
  for (const edge of await edgesOf(ctx, [leftId]))
    if (
      edge.withdrawnAt === null &&
      edge.madeBy !== 'platform' &&
      (others.includes(edge.leftId) || others.includes(edge.rightId))
    )
      await withdrawJudgement(ctx, edge.id, reason)
}

async function entityOf(ctx: Ctx, subjectId: string): Promise<string> {
  if ((await findSubjects(ctx, [subjectId])).length === 0) throw problem.subjectUnknown({ id: subjectId })
  return subjectId
}

/** A subject known by its name alone, because a person vouches for it. */
async function newSubject(ctx: Ctx, doubt: Doubt): Promise<string> {
  const { clue } = doubt
  const value = `${clue.nameKey}|${clue.regionCode ?? ''}|${doubt.id}`
  const key = ctx.keys.identityOf('name-in-source', value)
  if ((await findSubjects(ctx, [key])).length > 0) {
    // Vouched for before and taken back.
    await setWithdrawn(ctx, key, false)
    return key
  }
  const row = { clue, identifiers: [], coreKey: coreKeyOf(clue.nameKey) }
  await addSubjects(
    ctx,
    [{ id: key, row }],
    [
      {
        subjectId: key,
        entityId: key,
        nameKey: clue.nameKey,
        identifier: { scheme: 'name-in-source', value, key },
      },
    ],
  )
  return key
}
