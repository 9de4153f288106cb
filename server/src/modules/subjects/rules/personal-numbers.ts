import { holdsResidentNumber } from '@xinqiao/standards'

/** Numbers of persons are kept sealed for the row they stand in; all others as they are. */
const personal = new Set(['resident-id', 'identity-number'])

/** Whether an identifier is a person's number: by its scheme, or a tax number made of one. */
export const isPersonal = ({ scheme, value }: { scheme: string; value: string }): boolean =>
  personal.has(scheme) || (scheme === 'tax-number' && holdsResidentNumber(value))

type Clue = { kind: string; identifiers: readonly { scheme: string; value: string }[] }

/** Whether what a row says is a person's own, so that it is sealed with the key of that person. */
export const isAboutPerson = ({ kind, identifiers }: Clue): boolean =>
  kind === 'person' || (identifiers[0] !== undefined && isPersonal(identifiers[0]))
