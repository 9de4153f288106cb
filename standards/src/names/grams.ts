export function grams(_key: string): number[] {
  throw new Error('not written yet')
}
