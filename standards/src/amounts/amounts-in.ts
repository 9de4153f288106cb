export function amountsIn(_text: string, _after: readonly string[]): string[] {
  throw new Error('not written yet')
}
