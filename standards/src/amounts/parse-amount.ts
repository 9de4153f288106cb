export type AmountUnit = 'yuan' | 'wan-yuan'
export type AmountParse =
  | { ok: true; yuan: string; currency: string; unitFound: 'yuan' | 'wan-yuan' | 'thousand' | 'yi' | null; approximate?: boolean }
  | { ok: false; reason: string }
export function parseAmount(_text: string, _unit: AmountUnit): AmountParse {
  throw new Error('not written yet')
}
