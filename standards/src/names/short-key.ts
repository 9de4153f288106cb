import { nameKey } from './name-key.ts'
export function shortKey(name: string): string {
  return nameKey(name.replace(/^\*?ST/i, '')).replace(/(?:股份|集团|[AB])$/, '')
}
export function isSubsequence(short: string, long: string): boolean {
  let at = 0
  for (const c of short) { at = long.indexOf(c, at); if (at < 0) return false; at += c.length }
  return true
}
