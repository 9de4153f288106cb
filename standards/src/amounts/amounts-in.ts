import { parseAmount } from './parse-amount.ts'

const textMax = 20_000
const amountsMax = 50
/** How far after the word an amount may begin: 罚款人民币…, 罚款共计…, 罚款的行政处罚. */
const gapMax = 16
const number =
  /(?:人民币|¥|￥)?(?:\d{1,3}(?:[,，]\d{3})+(?:[.．。]\d{1,6})?|\d{1,15}(?:[.．。]\d{1,6})?)(?:亿|万|千|百)?(?:元|圆)(?:人民币)?|(?:人民币)?[零〇一壹二贰貳两三叁叄四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億]{1,24}(?:元|圆)(?:[零一壹二贰三叁四肆五伍六陆七柒八捌九玖]角)?(?:[零一壹二贰三叁四肆五伍六陆七柒八捌九玖]分)?(?:整|正)?/uy
const stop = /[。；;\n]/u

/**
 * Amounts in yuan that follow one of the words in running text (罚款人民币2000元): never simply the first number, which
 * may be last year's sales. Several amounts after one word are all given; amounts are exact decimal texts in the order
 * of the text. An amount repeated in brackets counts once.
 */
export function amountsIn(text: string, after: readonly string[]): string[] {
  const body = text.length > textMax ? text.slice(0, textMax) : text
  const found: string[] = []
  const taken = new Set<number>()
  for (
    let at = nextWord(body, after, 0);
    at !== null && found.length < amountsMax;
    at = nextWord(body, after, at.end)
  ) {
    for (let from = at.end, first = true; found.length < amountsMax; first = false) {
      const match = amountNear(body, from, first ? gapMax : 4)
      if (match === null || taken.has(match.start)) break
      taken.add(match.start)
      const parsed = parseAmount(match.text.replace(/[，]/gu, ','), 'yuan')
      if (parsed.ok && !(match.isRepeated && found.at(-1) === parsed.yuan)) found.push(parsed.yuan)
      from = match.end
    }
  }
  return found
}

function nextWord(text: string, words: readonly string[], from: number): { end: number } | null {
  let best = -1
  let end = 0
  for (const word of words) {
    const at = word === '' ? -1 : text.indexOf(word, from)
    if (at >= 0 && (best < 0 || at < best)) {
      best = at
      end = at + word.length
    }
  }
  return best < 0 ? null : { end }
}

function amountNear(
  text: string,
  from: number,
  gap: number,
): { start: number; end: number; text: string; isRepeated: boolean } | null {
  for (let at = from; at <= from + gap && at < text.length; at++) {
    number.lastIndex = at
    const match = number.exec(text)
    if (match)
      return {
        start: at,
        end: at + match[0].length,
        text: match[0],
        isRepeated: /[（(]/u.test(text.slice(from, at)),
      }
    if (stop.test(text[at]!)) return null
  }
  return null
}
