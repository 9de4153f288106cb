import { nameKey } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import type { SubjectClue } from '../../cleaning/index.ts'
import { coreKeyOf } from '../rules/core-key.ts'
import { isAboutPerson } from '../rules/personal-numbers.ts'
import { judgeIdentified, judgeNamed } from '../rules/resolution.ts'
import type { Candidate, Evidence, KeyedClue, KeyedIdentifier, KnownSubject, Resolution } from '../schema.ts'
import { erasedAmong } from '../store/erasures.ts'
import {
  findByNames,
  findIdentifiers,
  findSubjects,
  identifiersOf,
  type Known,
  namesOf,
} from '../store/lookups.ts'
import { blindNameKey } from '../store/person-names.ts'
import { SubjectMemory } from '../store/subject-memory.ts'
import { addNames, addSubjects, type NewIdentifier, type NewName, type NewSubject } from '../store/writes.ts'
import { joinEntities } from './judge-pair.ts'
import { openPairs } from './open-doubts.ts'

/**
 * Finds out whom each row is about, a whole chunk at a time: identifiers first, then names as weighted evidence.
 * Unknown entities with a valid identifier become subjects; what cannot be told is a doubt and joins nothing.
 * The answers stand in the order of the clues. What a `memory` already knows is not asked of the database again.
 */
export async function resolveRows(
  ctx: Ctx,
  given: SubjectClue[],
  memory = new SubjectMemory(),
): Promise<Resolution[]> {
  const clues = given.map((clue) => (clue.kind === 'person' ? blinded(ctx, clue) : clue))
  const identified = clues.map((clue) => memory.identifiersOf(ctx.keys, clue))
  const asked = new Set(identified.flatMap((identifiers) => identifiers.map((i) => i.key)))
  const known = memory.recall(asked)
  const found = await findIdentifiers(
    ctx,
    [...asked].filter((key) => !known.has(key)),
  )
  for (const [key, value] of found) known.set(key, value)
  const open = new Map<SubjectClue, KeyedClue>()
  clues.forEach((clue, i) => {
    const identifiers = identified[i]!
    if (plainly(clue, identifiers, known) === null)
      open.set(clue, opened(ctx, memory, clue, identifiers, known))
  })
  const rows = [...open.values()]
  const derived = unique(rows.flatMap((row) => row.identifiers.map((i) => i.key))).filter(
    (key) => !asked.has(key),
  )
  for (const [key, value] of await findIdentifiers(ctx, derived)) known.set(key, value)
  for (const key of derived) asked.add(key)
  const erased = await erasedOf(ctx, clues, identified, known)
  const named = await nameBlocks(ctx, rows, known)
  const work: Work = {
    asked,
    subjects: new Map(),
    met: new Map(),
    identifiers: new Map(),
    names: [],
    edges: [],
    pairs: [],
  }
  const answers = clues.map((clue, i): Resolution => {
    if (erased.size > 0 && identified[i]!.some(({ key }) => erased.has(key))) return { state: 'erased' }
    const plain = plainly(clue, identified[i]!, known)
    if (plain !== null) return plain
    const row = open.get(clue)!
    return row.identifiers.length > 0
      ? resolved(row, known, named, work)
      : judgeNamed(row, named.blockOf(row), named.names)
  })
  await addSubjects(ctx, [...work.subjects.values()], [...work.identifiers.values()])
  await addNames(ctx, work.names)
  if (work.edges.length > 0) await joinEntities(ctx, work.edges)
  await openPairs(ctx, work.pairs)
  for (const key of work.identifiers.keys()) found.set(key, known.get(key)!)
  memory.learn(found)
  return answers
}

/** Names of persons are compared by their blind key, here and in the database. */
const blinded = (ctx: Ctx, clue: SubjectClue): SubjectClue => ({
  ...clue,
  nameKey: blindNameKey(ctx.keys, clue.nameKey),
})

/** The answer for a row whose identifiers all lead to one subject of the row's very name, as most do; else null. */
function plainly(
  clue: SubjectClue,
  identifiers: readonly KeyedIdentifier[],
  known: Map<string, Known>,
): Resolution | null {
  if (identifiers.length === 0 || clue.formerNames.length > 0) return null
  const hit = known.get(identifiers[0]!.key)
  if (hit === undefined || hit.nameKey !== clue.nameKey) return null
  for (let i = 1; i < identifiers.length; i++)
    if (known.get(identifiers[i]!.key)?.subjectId !== hit.subjectId) return null
  return { state: 'resolved', subjectId: hit.subjectId, entityId: hit.entityId, isNew: false }
}

/** The clue with all that may be compared; identifiers that follow from an unknown one may be known by themselves. */
const opened = (
  ctx: Ctx,
  memory: SubjectMemory,
  clue: SubjectClue,
  identifiers: KeyedIdentifier[],
  known: Map<string, Known>,
): KeyedClue => ({
  clue,
  identifiers:
    identifiers.length > 0 && !known.has(identifiers[0]!.key)
      ? clue.identifiers.map((identifier) => memory.keyed(ctx.keys, identifier))
      : identifiers,
  coreKey: clue.kind === 'person' ? clue.nameKey : coreKeyOf(clue.nameKey),
})
/** Keys of numbers that lead to somebody who was erased. Asked only for rows about persons. */
async function erasedOf(
  ctx: Ctx,
  clues: SubjectClue[],
  identified: KeyedIdentifier[][],
  known: Map<string, Known>,
): Promise<Set<string>> {
  const keys = clues.flatMap((clue, i) => (isAboutPerson(clue) ? identified[i]!.map(({ key }) => key) : []))
  if (keys.length === 0) return noKeys
  const owners = await erasedAmong(ctx, [...keys, ...keys.flatMap((key) => known.get(key)?.entityId ?? [])])
  // After a restore from an older backup the keys know of more erasures than the database.
  return new Set(
    keys.filter(
      (key) => owners.has(key) || owners.has(known.get(key)?.entityId ?? '') || ctx.keys.isForgotten(key),
    ),
  )
}

const noKeys = new Set<string>()

type Work = {
  /** Keys that were looked for: only these can be said to be new. */
  asked: Set<string>
  subjects: Map<string, NewSubject>
  /** The same as later rows of the chunk may be compared with. */
  met: Map<string, KnownSubject>
  identifiers: Map<string, NewIdentifier>
  names: NewName[]
  edges: { leftId: string; rightId: string; evidence: Evidence[] }[]
  pairs: { leftId: string; row: KeyedClue; candidates: Candidate[] }[]
}

function resolved(row: KeyedClue, known: Map<string, Known>, named: Blocks, work: Work): Resolution {
  const { clue, identifiers } = row
  const isPersons = clue.kind === 'person'
  const verdict = judgeIdentified(
    row,
    known,
    [...named.blockOf(row), ...metBy(row, known, work)],
    named.names,
  )
  if (verdict.state === 'doubt') return verdict
  const { subjectId, entityId, isNew } = verdict
  if (isNew) {
    work.subjects.set(entityId, { id: entityId, row })
    work.met.set(entityId, asKnown(entityId, row))
  }
  for (const identifier of identifiers) {
    if (known.has(identifier.key) || (!isNew && !work.asked.has(identifier.key))) continue
    work.identifiers.set(identifier.key, { subjectId, entityId, nameKey: clue.nameKey, identifier })
    // Later rows of this chunk find what this one adds.
    known.set(identifier.key, { subjectId, entityId, nameKey: clue.nameKey })
    ;(work.met.get(subjectId) ?? named.subjects.get(subjectId))?.schemes.push(identifier.scheme)
  }
  const first = known.get(identifiers[0]!.key)
  if (!isNew && first && first.nameKey !== clue.nameKey)
    work.names.push({ subjectId: entityId, nameKey: clue.nameKey, name: clue.name, isPersons })
  for (const name of clue.formerNames)
    work.names.push({ subjectId: entityId, nameKey: named.keyOf(clue, name), name, isPersons })
  if (verdict.edges.length > 0) work.edges.push(...verdict.edges)
  if (verdict.possible.length > 0) work.pairs.push({ leftId: entityId, row, candidates: verdict.possible })
  return { state: 'resolved', subjectId, entityId, isNew }
}

/** Subjects that earlier rows of the chunk made known and that this row's identifiers lead to. */
const metBy = ({ identifiers }: KeyedClue, known: Map<string, Known>, { met }: Work): KnownSubject[] =>
  met.size === 0
    ? []
    : unique(identifiers.flatMap(({ key }) => met.get(known.get(key)?.subjectId ?? '') ?? []))

const asKnown = (id: string, { clue, coreKey }: KeyedClue): KnownSubject => ({
  id,
  kind: clue.kind,
  name: clue.name,
  nameKey: clue.nameKey,
  coreKey,
  regionCode: clue.regionCode,
  legalRepresentative: clue.legalRepresentative,
  address: clue.address,
  mergedInto: null,
  schemes: [],
})

type Blocks = {
  /** The key of a further name of the same clue. */
  keyOf: (clue: SubjectClue, name: string) => string
  subjects: Map<string, KnownSubject>
  blockOf: (row: KeyedClue) => KnownSubject[]
  names: Map<string, { nameKey: string; name: string }[]>
}

/** Known subjects of like name, for rows that no identifier settles. */
async function nameBlocks(ctx: Ctx, rows: KeyedClue[], known: Map<string, Known>): Promise<Blocks> {
  const disputes = new Map<KeyedClue, string[]>()
  const open: KeyedClue[] = []
  for (const row of rows) {
    const ids = subjectsNamed(row, known)
    if (ids === null) {
      if (row.clue.kind !== 'person') open.push(row)
    } else if (ids.length > 1 || !known.has(row.identifiers[0]!.key)) disputes.set(row, ids)
  }
  const keyOf = (clue: SubjectClue, name: string) =>
    clue.kind === 'person' ? blindNameKey(ctx.keys, nameKey(name)) : nameKey(name)
  const noBlocks: Blocks = { keyOf, subjects: new Map(), names: new Map(), blockOf: () => [] }
  if (open.length === 0 && disputes.size === 0) return noBlocks
  const found = await findByNames(
    ctx,
    unique(open.map((r) => r.clue.nameKey)),
    unique(open.map((r) => r.coreKey)),
  )
  const disputed = await findSubjects(ctx, unique([...disputes.values()].flat()))
  if (found.length === 0 && disputed.length === 0) return noBlocks
  const subjects = new Map([...found, ...disputed].map((s) => [s.id, s]))
  const names = await namesOf(ctx, [...subjects.keys()])
  for (const [id, list] of await identifiersOf(
    ctx,
    unique([...subjects.values()].map((s) => s.mergedInto ?? s.id)),
  )) {
    const subject = subjects.get(id)
    if (subject) subject.schemes = list.map((i) => i.scheme)
  }
  const byKey = indexed(subjects, names)
  const of = (key: string) => byKey.get(key) ?? []
  return {
    keyOf,
    subjects,
    names,
    blockOf: (row) =>
      unique([
        ...of(`n${row.clue.nameKey}`),
        ...of(`c${row.coreKey}`),
        ...(disputes.get(row) ?? []).flatMap((id) => of(`i${id}`)),
      ]),
  }
}

function indexed(subjects: Map<string, KnownSubject>, names: Blocks['names']): Map<string, KnownSubject[]> {
  const byKey = new Map<string, KnownSubject[]>()
  const put = (key: string, subject: KnownSubject) => {
    const list = byKey.get(key)
    if (!list) byKey.set(key, [subject])
    else if (!list.includes(subject)) list.push(subject)
  }
  for (const subject of subjects.values()) {
    put(`n${subject.nameKey}`, subject)
    put(`c${subject.coreKey}`, subject)
    put(`i${subject.id}`, subject)
    for (const { nameKey } of names.get(subject.id) ?? []) put(`n${nameKey}`, subject)
  }
  return byKey
}

/** The subjects a row's identifiers lead to, or null when they lead to none. */
function subjectsNamed(row: KeyedClue, known: Map<string, Known>): string[] | null {
  let first: string | null = null
  let others: string[] | null = null
  for (const { key } of row.identifiers) {
    const to = known.get(key)?.subjectId
    if (to === undefined || to === first) continue
    if (first === null) first = to
    else if (!others) others = [first, to]
    else if (!others.includes(to)) others.push(to)
  }
  return others ?? (first === null ? null : [first])
}

const unique = <T>(list: T[]): T[] => [...new Set(list)]
