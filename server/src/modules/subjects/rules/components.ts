import { identifierSchemes } from '../../cleaning/index.ts'
import type { JudgementEdge } from '../schema.ts'

export type Entity = { id: string; schemes: string[] }

/**
 * Where each entity stands: entities joined by `same` edges in force form one subject, named by the entity with the
 * strongest identifier (the smaller id among equals). A pure function of the edges, so withdrawing one is undoing it.
 */
export function placesOf(
  entities: Entity[],
  edges: Pick<JudgementEdge, 'leftId' | 'rightId' | 'judgement' | 'withdrawnAt'>[],
): Map<string, string> {
  const parent = new Map(entities.map((e) => [e.id, e.id]))
  const root = (id: string): string => {
    let at = id
    while (parent.get(at) !== at) at = parent.get(at)!
    return at
  }
  for (const edge of edges) {
    if (
      edge.judgement !== 'same' ||
      edge.withdrawnAt !== null ||
      !parent.has(edge.leftId) ||
      !parent.has(edge.rightId)
    )
      continue
    parent.set(root(edge.leftId), root(edge.rightId))
  }
  const groups = Map.groupBy(entities, (e) => root(e.id))
  return new Map(
    [...groups.values()].flatMap((group) => {
      const head = group.toSorted((a, b) => strength(a) - strength(b) || (a.id < b.id ? -1 : 1))[0]!
      return group.map((e) => [e.id, head.id] as const)
    }),
  )
}

/** True when joining would put two entities together that were judged to be different. */
export const contradicts = (
  places: Map<string, string>,
  edges: Pick<JudgementEdge, 'leftId' | 'rightId' | 'judgement' | 'withdrawnAt'>[],
): boolean =>
  edges.some(
    (e) =>
      e.judgement === 'different' &&
      e.withdrawnAt === null &&
      places.has(e.leftId) &&
      places.get(e.leftId) === places.get(e.rightId),
  )

const strength = (entity: Entity): number => {
  const ranks = entity.schemes
    .map((scheme) => (identifierSchemes as readonly string[]).indexOf(scheme))
    .filter((rank) => rank >= 0)
  return ranks.length === 0 ? identifierSchemes.length : Math.min(...ranks)
}
