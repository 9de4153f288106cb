export function chineseNumber(_text: string): string | null {
  throw new Error('not written yet')
}
