/**
 * True when a cell needs no tidying: no blank at either end, no control or invisible character, nothing that
 * Unicode composition would change, no sign of a wrong encoding. Most cells of most files end here; false only means
 * that the slow path must look. Searching a regular expression for one character of few ranges is the fastest scan of
 * a long text (Node 24: 1.8 ns a character, loops 2.2 to 2.7), but costs 35 ns before it begins, so short ones loop.
 */
export function isPlainText(text: string): boolean {
  const { length } = text
  if (text.charCodeAt(0) === 0x20 || text.charCodeAt(length - 1) === 0x20) return false
  if (length > loopMax) return !notPlain.test(text) && !startsGarbled(text)
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if ((code >= 0x4e00 && code <= 0x9fff && code !== lostCode) || (code >= 0x20 && code <= 0x5e)) continue
    return !notPlain.test(text) && !startsGarbled(text)
  }
  return !startsGarbled(text)
}

/** True for a short cell of Chinese characters only: nothing to tidy, to unmask or to widen. */
export function isChineseText(text: string): boolean {
  const { length } = text
  if (length > loopMax) return false
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x4e00 || code > 0x9fff || code === lostCode) return false
  }
  return length > 1 && garbledStart[text.charCodeAt(0) - 0x4e00] !== 1
}

/**
 * True for a short name that normalising leaves as it is: Chinese characters, 〇 and balanced full-width brackets, with
 * no mask and no word that announces another name.
 */
export function isPlainName(text: string): boolean {
  const { length } = text
  if (length < 2 || length > loopMax || garbledStart[text.charCodeAt(0) - 0x4e00] !== 0) return false
  let open = 0
  let hasBracket = false
  let hasAliasWord = false
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x4e00 && code <= 0x9fff) {
      const sign = nameSigns[code - 0x4e00]
      if (sign === 0) continue
      // Without a bracket only an ordinal announces another name: 甲厂第二名称乙厂.
      if (sign === slowSign || text.charCodeAt(i + 1) === calledCode) return false
      hasAliasWord = true
    } else if (code === 0xff08) {
      open++
      hasBracket = true
    } else if (code === 0xff09) {
      if (--open < 0) return false
    } else if (code !== 0x3007) return false
  }
  return open === 0 && !(hasBracket && hasAliasWord)
}

const slowSign = 1
const aliasSign = 2
const calledCode = '称'.charCodeAt(0)
const nameSigns = new Uint8Array(0xa000 - 0x4e00)
for (const character of '某锟') nameSigns[character.charCodeAt(0) - 0x4e00] = slowSign
// Every word for another name has one of the two: 原名, 曾用名, 第二名称, 简称.
for (const character of '名简') nameSigns[character.charCodeAt(0) - 0x4e00] = aliasSign

const loopMax = 40
/** 锟 of 锟斤拷, what GBK software shows where bytes were lost; no other character tells of it inside a text. */
const lostCode = 0x951f
const notPlain = /[^ -^`-~\u2010-\u2027\u3001-\u3020\u4e00-\u951e\u9520-\u9fff\uff01-\uff5e]/
const firstCharacters = 16

/** UTF-8 read as GBK always begins with one of 384 rare characters; only the first Chinese one needs a look. */
function startsGarbled(text: string): boolean {
  for (let i = 0; i < text.length && i < firstCharacters; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x4e00 && code <= 0x9fff) return garbledStart[code - 0x4e00] === 1
  }
  return false
}

const garbledStart = new Uint8Array(0xa000 - 0x4e00)
const gbk = new TextDecoder('gbk')
for (let lead = 0xe4; lead <= 0xe9; lead++)
  for (let trail = 0x80; trail <= 0xbf; trail++) {
    const code = gbk.decode(new Uint8Array([lead, trail])).charCodeAt(0)
    if (code >= 0x4e00 && code <= 0x9fff) garbledStart[code - 0x4e00] = 1
  }
garbledStart[lostCode - 0x4e00] = 1

/** True when a text may be one of the marks people put where a value is missing; the real test is slower. */
export const mayBeEmptyMark = (text: string): boolean =>
  text.length <= emptyMarkMax &&
  markStart[text.charCodeAt(0)] === 1 &&
  (text.length <= chineseMarkMax || text.charCodeAt(0) < 0x4e00 || text.charCodeAt(0) > 0x9fff)

const emptyMarkMax = 12
/** The longest Chinese marks are 暂无数据 and 未知行业. */
const chineseMarkMax = 4
const markStart = new Uint8Array(0x10000)
markStart.fill(1, 0x21, 0x30)
markStart.fill(1, 0x3a, 0x41)
markStart.fill(1, 0x5b, 0x61)
markStart.fill(1, 0x7b, 0x7f)
markStart.fill(1, 0xb7, 0xd8)
markStart.fill(1, 0x2010, 0x2100)
markStart.fill(1, 0x2500, 0x2700)
markStart.fill(1, 0x3001, 0x3021)
markStart.fill(1, 0xff00, 0xffff)
for (const character of 'nuNU无無暂暫没沒未不空缺略待') markStart[character.charCodeAt(0)] = 1
