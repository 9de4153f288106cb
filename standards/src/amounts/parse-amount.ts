import { multiplyDecimal } from './decimal.ts'
export type AmountUnit = 'yuan' | 'wan-yuan' | 'thousand' | 'yi'
export type AmountParse = { ok: true; yuan: string; currency: string; unitFound: AmountUnit | null; approximate?: boolean } | { ok: false; reason: string }
export function parseAmount(text: string, unit: 'yuan' | 'wan-yuan'): AmountParse {
  const m = /^(-?\d+(?:\.\d+)?)(元|万元)?$/.exec(text.replace(/,/g, '').trim())
  if (!m) return { ok: false, reason: 'shape' }
  const u = m[2] === '万元' ? 'wan-yuan' : m[2] === '元' ? 'yuan' : unit
  return { ok: true, yuan: u === 'wan-yuan' ? multiplyDecimal(m[1]!, 4) : multiplyDecimal(m[1]!, 0), currency: 'CNY', unitFound: m[2] ? u : null }
}
