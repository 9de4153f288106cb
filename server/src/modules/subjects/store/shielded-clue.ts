import { maskIn, maskPersonName } from '@xinqiao/standards'
import type { Keys } from '../../../kernel/crypto/keys.ts'
import type { SubjectClue } from '../../cleaning/index.ts'
import { isAboutPerson, isPersonal } from '../rules/personal-numbers.ts'
import type { Candidate } from '../schema.ts'
import { blindNameKey, namePlaces, sealName } from './person-names.ts'

/** With whose key the row is sealed: that of the person whose number it holds first. */
export function ownerOf(keys: Keys, clue: SubjectClue): string | undefined {
  const number = isAboutPerson(clue) ? clue.identifiers.find(isPersonal) : undefined
  return number && keys.identityOf(number.scheme, number.value)
}

/** What is kept in clear beside a doubt: no number of a person, and of a person's row no name either. */
export function shielded(keys: Keys, id: string, clue: SubjectClue, candidates: Candidate[]) {
  const open = {
    ...clue,
    name: maskIn(clue.name),
    address: clue.address === null ? null : maskIn(clue.address),
    identifiers: clue.identifiers.filter((i) => !isPersonal(i)),
  }
  if (clue.kind !== 'person') return { clue: open, candidates }
  const nameKey = blindNameKey(keys, clue.nameKey)
  const name = sealName(keys, clue.name, namePlaces.doubt(id), ownerOf(keys, clue) ?? id)
  return {
    clue: { ...open, name, nameKey, formerNames: [], address: null, legalRepresentative: null },
    candidates: candidates.map((c) => ({
      ...c,
      name: maskPersonName(c.name),
      evidence: c.evidence.map((e) => (e.feature === 'kind' ? e : { ...e, left: null, right: null })),
    })),
  }
}
