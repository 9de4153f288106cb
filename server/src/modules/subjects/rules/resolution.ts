import type { Candidate, Evidence, KeyedClue, KnownSubject, Resolution } from '../schema.ts'
import { compare, scoreOf, thresholds, weights } from './evidence.ts'

export type IdentifiedVerdict =
  | { state: 'doubt'; reason: 'identifiers-disagree'; candidates: Candidate[] }
  | {
      state: 'resolved'
      subjectId: string
      entityId: string
      isNew: boolean
      /** Other subjects this row proves to be the same. */
      edges: { leftId: string; rightId: string; evidence: Evidence[] }[]
      /** Other subjects that may be the same; a person decides, the row is filed meanwhile. */
      possible: Candidate[]
    }

type Known = { subjectId: string; entityId: string; nameKey: string }
type Names = Map<string, { nameKey: string; name: string }[]>

/**
 * Whom a row with valid identifiers is about. The strongest identifier decides. Where weaker ones lead to another
 * subject, equal names prove both to be one; else the row waits for a person.
 */
export function judgeIdentified(
  row: KeyedClue,
  known: Map<string, Known>,
  block: KnownSubject[],
  names: Names,
): IdentifiedVerdict {
  const others = distinctHits(row, known)
  if (others.length === 0) return newSubject(row, block, names)
  const strongest = known.get(row.identifiers[0]!.key)
  const first = strongest ?? others[0]!
  if (!strongest && isAnother(row, first, block, names)) return disagreement(row, others, block, names)
  const disagreeing = others.filter((h) => h.subjectId !== first.subjectId)
  const resolved = {
    state: 'resolved' as const,
    subjectId: first.subjectId,
    entityId: first.entityId,
    isNew: false,
    possible: [],
  }
  if (disagreeing.length === 0) return { ...resolved, edges: [] }
  const judged = disagreeing.map((other) => {
    const subject = block.find((s) => s.id === other.subjectId)
    const equal = other.nameKey === row.clue.nameKey || subject?.nameKey === row.clue.nameKey
    return { other, subject, equal }
  })
  if (judged.every((j) => j.equal))
    return {
      ...resolved,
      edges: judged.map((j) => ({
        leftId: first.entityId,
        rightId: j.other.entityId,
        evidence: [sharedIdentifier(row)],
      })),
    }
  return disagreement(row, others, block, names)
}

/**
 * True when a weaker identifier leads to a subject that has another identifier of the row's strongest scheme and never
 * went by the row's name: a number given out twice, or written into the wrong row.
 */
function isAnother(row: KeyedClue, first: Known, block: KnownSubject[], names: Names): boolean {
  const subject = block.find((s) => s.id === first.subjectId)
  if (!subject?.schemes.includes(row.identifiers[0]!.scheme)) return false
  const { nameKey: key, formerNames } = row.clue
  return !(
    first.nameKey === key ||
    subject.nameKey === key ||
    formerNames.includes(subject.name) ||
    (names.get(subject.id) ?? []).some((name) => name.nameKey === key)
  )
}

const disagreement = (
  row: KeyedClue,
  others: Known[],
  block: KnownSubject[],
  names: Names,
): IdentifiedVerdict => ({
  state: 'doubt',
  reason: 'identifiers-disagree',
  candidates: candidatesOf(
    row,
    block.filter((s) => others.some((o) => o.subjectId === s.id)),
    names,
  ),
})

/** Where the row's identifiers lead, each subject once. */
function distinctHits(row: KeyedClue, known: Map<string, Known>): Known[] {
  const hits: Known[] = []
  for (const { key } of row.identifiers) {
    const hit = known.get(key)
    if (hit && !hits.some((h) => h.subjectId === hit.subjectId)) hits.push(hit)
  }
  return hits
}

function newSubject(row: KeyedClue, block: KnownSubject[], names: Names): IdentifiedVerdict {
  const entityId = row.identifiers[0]!.key
  const fresh = { state: 'resolved' as const, subjectId: entityId, entityId, isNew: true }
  if (row.clue.kind === 'person') return { ...fresh, edges: [], possible: [] }
  const candidates = candidatesOf(row, block, names).filter((c) => c.score >= thresholds.doubt + 2)
  const best = candidates[0]
  const sure =
    best &&
    best.score >= thresholds.link &&
    (candidates[1]?.score ?? 0) < thresholds.doubt + 2 &&
    complements(row, best, block)
  if (sure)
    return {
      ...fresh,
      edges: [{ leftId: entityId, rightId: best.entityId, evidence: best.evidence }],
      possible: [],
    }
  return { ...fresh, edges: [], possible: candidates.slice(0, 5) }
}

/** An entity has one identifier of a scheme at a time: two subjects that both have one are never joined by name. */
const complements = (row: KeyedClue, best: Candidate, block: KnownSubject[]) => {
  const schemes = block.find((s) => s.id === best.entityId)?.schemes ?? []
  return !row.identifiers.some((i) => schemes.includes(i.scheme))
}

const sharedIdentifier = (row: KeyedClue): Evidence => ({
  feature: 'identifier',
  weight: thresholds.link,
  left: row.identifiers[0]!.scheme,
  right: row.identifiers.at(-1)!.scheme,
})

/**
 * Whom a row without any valid identifier is about: a known subject of the same name when the evidence reaches the
 * upper threshold and no rival comes near; otherwise a doubt.
 */
export function judgeNamed(row: KeyedClue, block: KnownSubject[], names: Names): Resolution {
  const candidates = candidatesOf(row, block, names).filter((c) => c.score >= thresholds.doubt)
  const [best, second] = candidates
  if (!best) return { state: 'doubt', reason: 'no-candidate', candidates: [] }
  if (second)
    best.evidence.push({
      feature: 'rivals',
      weight: weights.rival,
      left: null,
      right: String(candidates.length - 1),
    })
  const score = scoreOf(best.evidence)
  best.score = score
  const exact = best.evidence.some((e) => e.feature === 'name')
  if (exact && score >= thresholds.link && (second === undefined || second.score <= score - 4))
    return { state: 'resolved', subjectId: best.subjectId, entityId: best.entityId, isNew: false }
  return { state: 'doubt', reason: 'candidates', candidates: candidates.slice(0, 5) }
}

function candidatesOf(row: KeyedClue, block: KnownSubject[], names: Names): Candidate[] {
  const all = block.map((subject) => {
    const evidence = compare(
      row,
      subject,
      (names.get(subject.id) ?? []).map((n) => n.nameKey),
    )
    return {
      subjectId: subject.mergedInto ?? subject.id,
      entityId: subject.id,
      name: subject.name,
      score: scoreOf(evidence),
      evidence,
    }
  })
  all.sort((a, b) => b.score - a.score || (a.entityId < b.entityId ? -1 : 1))
  const seen = new Set<string>()
  return all.filter((c) => !seen.has(c.subjectId) && seen.add(c.subjectId))
}
