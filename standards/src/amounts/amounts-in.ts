export function amountsIn(_text: string, _after: string[]): string[] {
  return []
}
