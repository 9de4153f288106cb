import type { Ctx } from '../../../kernel/context.ts'
import { digestOf, uuidOf } from '../../../kernel/crypto/keyed-digest.ts'
import { lock } from '../../../kernel/db/act.ts'
import { recordLeaf } from '../../audit/index.ts'
import { scopeOf } from '../../identity/index.ts'
import { entitiesMoved } from '../events.ts'
import { problem } from '../problems.ts'
import { contradicts, placesOf } from '../rules/components.ts'
import type { Evidence, JudgementEdge } from '../schema.ts'
import { edgesOf, entitiesOf, findEdge, insertEdges, nextEpoch, withdrawEdge } from '../store/judgements.ts'
import { pointEntities } from '../store/writes.ts'

export type Pair = { leftId: string; rightId: string; evidence: Evidence[] }

/**
 * Joins entities that a row with their identifiers proves to be one. A pair that a person judged different stays
 * apart. Archives follow by the event.
 */
export async function joinEntities(ctx: Ctx, pairs: Pair[]): Promise<void> {
  for (const pair of pairs) await judge(ctx, pair, 'same', '同一行数据的标识与名称证明', false)
}

/**
 * A person's judgement on two entities. It moves what other organisations filed, so none of them makes it alone.
 * Problems: subjectUnknown, samePair, contradiction,
 * platformOnly.
 */
export async function judgePair(
  ctx: Ctx,
  pair: Pair,
  judgement: 'same' | 'different',
  reason: string,
): Promise<JudgementEdge> {
  if (scopeOf(ctx.actor) !== null) throw problem.platformOnly()
  if (pair.leftId === pair.rightId) throw problem.samePair()
  return judge(ctx, pair, judgement, reason, true)
}

async function judge(
  ctx: Ctx,
  pair: Pair,
  judgement: 'same' | 'different',
  reason: string,
  byPerson: boolean,
): Promise<JudgementEdge> {
  await lock(ctx, 'subjects.judgement')
  const [leftId, rightId] =
    pair.leftId < pair.rightId ? [pair.leftId, pair.rightId] : [pair.rightId, pair.leftId]
  const id = byPerson
    ? uuidOf(digestOf(`${leftId}|${rightId}|${judgement}|${ctx.now.toISOString()}|${ctx.actor.id}`))
    : uuidOf(digestOf(`${leftId}|${rightId}|row`))
  const edge: JudgementEdge = {
    id,
    leftId,
    rightId,
    judgement,
    evidence: pair.evidence,
    reason,
    madeBy: byPerson ? ctx.actor.id : 'platform',
    madeAt: ctx.now,
    withdrawnBy: null,
    withdrawnAt: null,
  }
  const moved = await rearrange(ctx, [leftId, rightId], edge, byPerson)
  if (!moved) return edge
  await insertEdges(ctx, [edge])
  await recordLeaf(ctx, {
    action: `subjects.${judgement}`,
    object: id,
    digest: digestOf(JSON.stringify(edge)),
    detail: { left: leftId, right: rightId },
  })
  return edge
}

/** Takes a judgement back; what it joined comes apart again. Problems: judgementUnknown, alreadyWithdrawn. */
export async function withdrawJudgement(ctx: Ctx, id: string, reason: string): Promise<void> {
  await lock(ctx, 'subjects.judgement')
  const edge = await findEdge(ctx, id, scopeOf(ctx.actor))
  if (!edge) throw problem.judgementUnknown({ id })
  if (!(await withdrawEdge(ctx, id, reason))) throw problem.alreadyWithdrawn({ id })
  await rearrange(ctx, [edge.leftId, edge.rightId], null, true)
  await recordLeaf(ctx, {
    action: 'subjects.withdraw-judgement',
    object: id,
    digest: digestOf(`${id}|${reason}`),
  })
}

/** Recomputes where the entities around the given ones stand; false when nothing may change. */
async function rearrange(
  ctx: Ctx,
  ids: string[],
  added: JudgementEdge | null,
  byPerson: boolean,
): Promise<boolean> {
  const { reached, edges } = await neighbourhood(ctx, ids)
  const entities = await entitiesOf(ctx, reached)
  if (ids.some((id) => !entities.some((e) => e.id === id))) throw problem.subjectUnknown({ ids })
  const all = added ? [...edges, added] : edges
  const places = placesOf(entities, all)
  if (contradicts(places, all)) {
    if (byPerson) throw problem.contradiction()
    return false
  }
  const moves = entities.flatMap((e) => {
    const [from, to] = [e.mergedInto ?? e.id, places.get(e.id)!]
    return from === to ? [] : [{ entityId: e.id, from, to }]
  })
  await pointEntities(
    ctx,
    moves.map((m) => ({ entityId: m.entityId, subjectId: m.to })),
  )
  if (moves.length > 0) {
    await nextEpoch(ctx)
    await ctx.tell(entitiesMoved({ moves }))
  }
  return true
}

const hopsMax = 20

async function neighbourhood(
  ctx: Ctx,
  ids: string[],
): Promise<{ reached: string[]; edges: JudgementEdge[] }> {
  const reached = new Set(ids)
  let edges: JudgementEdge[] = []
  for (let hop = 0, size = 0; hop < hopsMax && size !== reached.size; hop++) {
    size = reached.size
    edges = await edgesOf(ctx, [...reached])
    for (const e of edges)
      if (e.withdrawnAt === null && e.judgement === 'same') reached.add(e.leftId).add(e.rightId)
  }
  return { reached: [...reached], edges }
}
