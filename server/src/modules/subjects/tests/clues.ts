import { nameKey } from '@xinqiao/standards'
import { type Company, world } from '@xinqiao/test-data'
import type { TestDatabase } from '../../../../test/support/database.ts'
import type { Identifier, SubjectClue } from '../../cleaning/index.ts'
import { resolveRows } from '../index.ts'

const scene = world({ seed: 41, companies: 400 })
const firms = Array.from({ length: 400 }, (_, i) => scene.companyAt(i)).filter(
  ({ kind, registrationNumber, parent }) =>
    kind === 'enterprise' && registrationNumber !== '' && parent === null,
)

/** The n-th of some invented firms, each with a unified code and a registration number. */
export const firmAt = (n: number): Company => firms[n]!

/** What a row says about a firm: its name and the identifiers given, nothing else unless told. */
export function clue(name: string, identifiers: Identifier[], over: Partial<SubjectClue> = {}): SubjectClue {
  return {
    kind: 'enterprise',
    name,
    nameKey: nameKey(name),
    identifiers,
    formerNames: [],
    regionCode: null,
    industryCode: null,
    address: null,
    legalRepresentative: null,
    ...over,
  }
}

export const uscc = (value: string): Identifier => ({ scheme: 'uscc', value })
export const number = (value: string): Identifier => ({ scheme: 'registration-number', value })
export const code = (value: string): Identifier => ({ scheme: 'organisation-code', value })

/** Whom rows of one file are about: the subject of each, or why a person must say. */
export async function resolve(database: TestDatabase, ...clues: SubjectClue[]): Promise<string[]> {
  const found = await database.act((ctx) => resolveRows(ctx, clues))
  return found.map((one) =>
    one.state === 'resolved' ? one.subjectId : one.state === 'doubt' ? one.reason : one.state,
  )
}
