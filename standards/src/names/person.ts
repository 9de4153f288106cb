export function looksLikePerson(name: string): boolean {
  return /^[\p{Script=Han}·]{2,4}$/u.test(name)
}
