const official = '〔'
const openings = '[({<（【﹝［〔〖｛〈《＜﹙⟨「'
const closings = '])}>）】﹞］〕〗｝〉》＞﹚⟩」'
const yearPair = new RegExp(`[${escaped(openings)}]((?:19|20)\\d{2})[${escaped(closings)}]`, 'gu')
/** A court's number: the year first, then the court and the kind of case. 豫0724执恢54号, 最高法民终1号, 朝民初字第1号. */
const courtNumber =
  /^[([（【﹝［〔](?:19|20)\d{2}[)\]）】﹞］〕]\p{Script=Han}{1,8}\d{0,4}(?:[民刑行商知](?:[初终再申监辖特破催督审撤抗提他]|诉前)|执(?:[恢异复保监他字督]|\d)|破(?:[申终监字]|\d)|财保|强清|清申|司惩|委赔|法赔|诉前调)/u
const kinds = new Uint8Array(65536)
const plain = 1
for (let code = 0x4e00; code <= 0x9fff; code++) kinds[code] = plain
for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-〔〕*/.()、')
  kinds[character.charCodeAt(0)] = plain

/**
 * A document number (文号) as it is shown: 盘环罚决(2021)138 号 is 盘环罚决〔2021〕138号. Only the brackets around a
 * year become 〔〕, other brackets stay; blanks and invisible characters go, full-width digits, letters, hyphens and
 * stars become half-width. A court's case number keeps its own form, （2022）豫0724执恢54号.
 */
export function normaliseDocumentNumber(text: string): { value: string; changed: boolean } {
  if (isNormal(text)) return { value: text, changed: false }
  const tidy = tidied(text)
  const value = courtNumber.test(tidy) ? asCaseNumber(tidy) : tidy.replace(yearPair, '〔$1〕')
  return { value, changed: value !== text }
}

/** A court case number (案号) as it is shown: （2022）豫0724执恢54号, round full-width brackets around its year. */
export function normaliseCaseNumber(text: string): string {
  return asCaseNumber(tidied(text))
}

/**
 * What all writings of one document number have in common: normalised, capital letters, one kind of bracket, Chinese
 * years as digits, 第002号 as 2号. For comparing only; never shown.
 */
export function documentNumberKey(text: string): string {
  if (isKey(text)) return text
  return normaliseDocumentNumber(text)
    .value.toUpperCase()
    .replace(/[（【［﹝〖]/gu, '(')
    .replace(/[）】］﹞〗]/gu, ')')
    .replace(/^\(((?:19|20)\d{2})\)/u, '〔$1〕')
    .replace(
      /[〔(]([〇零○一二三四五六七八九]{4})[〕)]/gu,
      (_, year: string) => `〔${year.replace(/./gu, digitOf)}〕`,
    )
    .replace(/[〔(]((?:19|20)\d{2})年[〕)]/gu, '〔$1〕')
    .replaceAll('號', '号')
    .replace(/第(?=[\dA-Z-]{1,20}号)/gu, '')
    .replace(/(?<=[\p{Script=Han}〕)])0{1,9}(?=\d{1,12}号)/gu, '')
}

const digitOf = (numeral: string) => String(Math.max(0, '〇一二三四五六七八九'.indexOf(numeral)))

const asCaseNumber = (tidy: string) => tidy.replace(yearPair, '（$1）')

const tidied = (text: string) =>
  text
    .replace(/[\s\p{Cf}\p{Cc}]+/gu, '')
    .replace(/[０-９Ａ-Ｚａ-ｚ－＊／．]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[‐-―−﹣]/gu, '-')

/** Nothing to change: characters that stay as they are, and no other bracket around a year. */
function isNormal(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (kinds[code] !== plain) return false
    if ((code === 0x28 || (code === 0x3014 && text.charCodeAt(i + 5) !== 0x3015)) && isYear(text, i + 1))
      return false
  }
  return text.charCodeAt(0) !== official.charCodeAt(0)
}

/** Normal already, with one serial that has no leading zero and no 第: the key is the number itself. */
function isKey(text: string): boolean {
  let last = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const isHan = code >= 0x4e00 && code <= 0x9fff
    if (!isHan && code !== 0x3014 && code !== 0x3015 && (code < 0x30 || code > 0x39)) return false
    if (code === 0x30 && (last === 0x3015 || last >= 0x4e00)) return false
    if (code === 0x7b2c || code === 0x865f || (last === 0x3014 && !isYear(text, i))) return false
    last = code
  }
  return text.charCodeAt(0) !== official.charCodeAt(0)
}

function isYear(text: string, at: number): boolean {
  const first = text.charCodeAt(at) * 256 + text.charCodeAt(at + 1)
  if (first !== 0x3139 && first !== 0x3230) return false
  const third = text.charCodeAt(at + 2)
  const fourth = text.charCodeAt(at + 3)
  return third >= 48 && third <= 57 && fourth >= 48 && fourth <= 57
}

function escaped(characters: string): string {
  return characters.replace(/[[\](){}]/gu, '\\$&')
}
