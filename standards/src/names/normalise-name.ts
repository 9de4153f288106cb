export type NormalisedName = { name: string; changes: string[]; aliases: string[] }
export function normaliseName(_text: string): NormalisedName {
  throw new Error('not written yet')
}
