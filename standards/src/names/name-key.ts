export function nameKey(_name: string): string {
  throw new Error('not written yet')
}
