import { bytesOfCp1252, bytesOfGbk } from './wrong-bytes.ts'

const textMax = 20_000
/** What GBK software shows for UTF-8's replacement character, twice. */
const doubled = '锟斤拷'

/** True when the text was read in a wrong encoding, as far as its characters can tell; clean text is one scan. */
export function looksMojibake(text: string): boolean {
  const sign = signOf(text)
  if (sign === 'none') return false
  return sign === 'lost' || repaired(text, sign) !== null
}

/**
 * The text as it was before being read in a wrong encoding, or null when it is not such a text or bytes were lost
 * (U+FFFD). Covers UTF-8 read as cp1252 or GBK, and GBK read as cp1252 or as UTF-8 without loss.
 */
export function repairMojibake(text: string): string | null {
  const sign = signOf(text)
  return sign === 'none' || sign === 'lost' ? null : repaired(text, sign)
}

type Sign = 'none' | 'lost' | 'western' | 'two-byte' | 'gbk'

/** The first suspicion a text raises. `gbk` is raised by rare characters whose GBK bytes start a UTF-8 character. */
function signOf(text: string): Sign {
  let suspicion: Sign = 'none'
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c < 0x80 || (c >= 0x3000 && c < 0x4e00)) continue
    if (c >= 0x4e00 && c <= 0x9fff) {
      if (c === 0x951f && text.startsWith(doubled, i)) return 'lost'
      if (suspicion === 'none' && gbkLeads()[c - 0x4e00] === 1) suspicion = 'gbk'
    } else if (c === 0xfffd) return 'lost'
    else if (c < 0x370 && suspicion !== 'two-byte') suspicion = 'western'
    else if (c >= 0x370 && c < 0x800) suspicion = 'two-byte'
  }
  return suspicion
}

function repaired(text: string, sign: Exclude<Sign, 'none' | 'lost'>): string | null {
  if (text.length > textMax) return null
  if (sign === 'gbk') return convincing(decoded(bytesOfGbk(text), 'utf-8'), 2)
  const western = bytesOfCp1252(text)
  const found = convincing(decoded(western, 'utf-8'), 1)
  if (found !== null) return found
  if (sign === 'western') return evenRuns(text) ? convincing(decoded(western, 'gbk'), 2) : null
  // A word all of one alphabet is more likely Greek or Russian than a wrong reading of Chinese.
  const oneAlphabet =
    /^(?:[\0-\x7f\p{sc=Greek}]*|[\0-\x7f\p{sc=Cyrillic}]*|[\0-\x7f\p{sc=Hebrew}]*|[\0-\x7f\p{sc=Arabic}]*)$/u
  if (oneAlphabet.test(text)) return null
  return convincing(decoded(new TextEncoder().encode(text), 'gbk'), 2)
}

function decoded(bytes: Uint8Array | null, encoding: 'utf-8' | 'gbk'): string | null {
  if (bytes === null) return null
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** GBK makes every Chinese character two bytes above A0, so Western letters of real words give themselves away. */
function evenRuns(text: string): boolean {
  const runs = text.match(/[^\0-\x7f]+/g) ?? []
  return runs.some((run) => run.length >= 4) && runs.every((run) => run.length % 2 === 0)
}

/** Keeps a reading only when it is made of ASCII, full-width signs and at least so many Chinese characters. */
function convincing(reading: string | null, chineseMin: number): string | null {
  if (reading === null || reading.includes('\ufffd')) return null
  let chinese = 0
  for (let i = 0; i < reading.length; i++) {
    const c = reading.charCodeAt(i)
    if (c >= 0x4e00 && c <= 0x9fff) chinese++
    else if (c >= 0x80 && !(c >= 0x3000 && c < 0x3100) && !(c >= 0xff00 && c < 0xfff0) && !isGeneralSign(c))
      return null
  }
  return chinese >= chineseMin ? reading : null
}

function isGeneralSign(c: number): boolean {
  return c === 0xb7 || (c >= 0x2010 && c <= 0x2026) || (c >= 0x25a0 && c <= 0x25ff)
}

let leads: Uint8Array | null = null

/** Flags, from U+4E00, characters whose GBK bytes are E4-E9 80-BF: how the UTF-8 of a common character begins. */
function gbkLeads(): Uint8Array {
  if (leads !== null) return leads
  leads = new Uint8Array(0xa000 - 0x4e00)
  const decoder = new TextDecoder('gbk')
  for (let lead = 0xe4; lead <= 0xe9; lead++)
    for (let trail = 0x80; trail <= 0xbf; trail++) {
      const c = decoder.decode(new Uint8Array([lead, trail])).charCodeAt(0)
      if (c >= 0x4e00 && c <= 0x9fff) leads[c - 0x4e00] = 1
    }
  return leads
}
