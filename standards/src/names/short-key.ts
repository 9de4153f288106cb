export function shortKey(_name: string): string {
  throw new Error('not written yet')
}
export function isSubsequence(_short: string, _long: string): boolean {
  throw new Error('not written yet')
}
