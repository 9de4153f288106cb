export function looksLikePerson(_name: string): boolean {
  throw new Error('not written yet')
}
