export function chineseNumber(_text: string): string | null {
  return null
}
