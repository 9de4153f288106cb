const blank = 0x20
const dropped = 0
/** What each UTF-16 unit is read as; itself unless listed below. */
const targets = new Uint16Array(65536)
for (let code = 0; code < targets.length; code++) targets[code] = code
for (let code = 0xff01; code <= 0xff5e; code++) targets[code] = code - 0xfee0
for (let code = 0x61; code <= 0x7a; code++) targets[code] = targets[code + 0xfee0] = code - 0x20
targets.fill(dropped, 0, 0x20)
targets.fill(dropped, 0x7f, 0xa0)
for (const code of [0xad, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2060, 0xfeff]) targets[code] = dropped
for (const code of [0x09, 0x0d, 0xa0, 0x202f, 0x205f, 0x3000]) targets[code] = blank
targets.fill(blank, 0x2000, 0x200b)
targets[0x0a] = 0x0a
const pairs =
  '￥¥￡£﹣-−-–-—-～~〜~【([(［(﹙(〔(】)])］)﹚)〕)圓元圆元萬万億亿幣币臺台貳贰陸陆兩两罰罚違违額额資资沒没併并給给計计總总別别約约餘余處处國国門门歐欧鎊镑馬马韓韩標标準准價价銷销貨货責责繳缴納纳數数幾几'
for (let i = 0; i < pairs.length; i += 2) targets[pairs.charCodeAt(i)] = pairs.charCodeAt(i + 1)

const isDigit = (code: number) => code >= 0x30 && code <= 0x39

/**
 * A text ready for reading amounts: width, letter case and the traditional characters of money folded, brackets
 * round, blanks out. A blank between two digits stays, so that two numbers never become one; a Chinese full stop
 * between two digits is the decimal point people meant (2000。00). Line ends stay.
 */
export function foldAmountText(text: string): string {
  const codes = text.length <= short.length ? short : new Uint16Array(text.length)
  let length = 0
  let last = 0
  let isAfterBlank = false
  let isChanged = false
  for (let i = 0; i < text.length; i++) {
    const typed = text.charCodeAt(i)
    let code = targets[typed]!
    if (code !== typed || code === blank) isChanged = true
    if (code === dropped) continue
    if (code === blank) {
      isAfterBlank = true
      continue
    }
    if (isAfterBlank && isDigit(code) && (isDigit(last) || last === 0x2c || last === 0x2e))
      codes[length++] = blank
    else if (
      code === 0x3002 &&
      isDigit(last) &&
      !isAfterBlank &&
      isDigit(targets[text.charCodeAt(i + 1)] ?? 0)
    ) {
      code = 0x2e
      isChanged = true
    }
    isAfterBlank = false
    last = code
    codes[length++] = code
  }
  return isChanged ? textOf(codes, length) : text
}

/** Room for the texts of a cell; longer ones get their own. */
const short = new Uint16Array(512)
const chunk = 4_096

function textOf(codes: Uint16Array, length: number): string {
  if (length <= chunk)
    return String.fromCharCode.apply(null, codes.subarray(0, length) as unknown as number[])
  let text = ''
  for (let at = 0; at < length; at += chunk)
    text += String.fromCharCode.apply(
      null,
      codes.subarray(at, Math.min(length, at + chunk)) as unknown as number[],
    )
  return text
}
