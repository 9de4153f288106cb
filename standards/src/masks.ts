/** Family names of two characters (复姓), both scripts. */
const compound = new Set(
  '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 司徒 长孙 長孫 宇文 轩辕 軒轅 夏侯 端木 百里 呼延 南宫 南宮 独孤 獨孤 赫连 赫連 澹台 澹臺 濮阳 濮陽 淳于 单于 單于 申屠 钟离 鍾離 鲜于 鮮于 闾丘 閭丘 拓跋 西门 西門 太史 公羊 公冶 仲孙 仲孫 宗政 东郭 東郭 南门 南門 左丘 司空 司寇 子车 子車 巫马 巫馬 公西 漆雕 乐正 樂正 壤驷 壤駟 公良 夹谷 夾谷 谷梁 穀梁 万俟 亓官 第五 梁丘 东门 東門 百里 羊舌 微生 纳兰 納蘭 完颜 完顏 叶赫 葉赫 爱新觉罗'.split(
    ' ',
  ),
)
const nameMax = 200
const personsMax = 20
const separators = /[、,，;；/／|\n]+/u

/**
 * Persons' names as others see them: the family name and two stars whatever the length, 张三丰 and 张三 both 张**,
 * 欧阳娜娜 欧阳**; a name with dots or in Latin letters keeps its first letter. Every person of a list is masked;
 * notes in brackets go. '' for a blank; from the first 200 characters, at most 20 persons.
 */
export function maskPersonName(name: string): string {
  const text = name.length > nameMax ? name.slice(0, nameMax) : name
  if (!isSingle(text)) {
    const persons = text
      .replace(/[(（【[].*?(?:[)）】\]]|$)/gsu, '')
      .split(separators)
      .slice(0, personsMax)
    const masked = persons.map(maskPerson).filter((person) => person !== '')
    return masked.length > 0 ? masked.join('、') : text.trim() === '' ? '' : '**'
  }
  return maskPerson(text)
}

function maskPerson(person: string): string {
  const first = firstLetter(person)
  if (first === '') return ''
  if (person.length > 2 && compound.has(person.slice(0, 2))) return `${person.slice(0, 2)}**`
  return `${first}**`
}

/** The first letter or digit of a person, a whole code point. */
function firstLetter(person: string): string {
  const code = person.charCodeAt(0)
  if (code >= 0x4e00 && code <= 0x9fff) return person[0]!
  return /[\p{L}\p{N}〇]/u.exec(person)?.[0] ?? ''
}

/** Chinese characters only, the shape of nearly every name. */
function isSingle(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x4e00 || code > 0x9fff) return false
  }
  return true
}

const numberMax = 64

/**
 * A person's number: `public` keeps the first and last character, `staff` the first six and the last four. One that
 * is too short for its style is shown as in `public`, one of under five characters not at all. Length is kept up to 64.
 */
export function maskIdentityNumber(number: string, style: 'public' | 'staff' = 'public'): string {
  const text = number.trim()
  const characters = isWellKnown(text) ? text : Array.from(text)
  const { length } = characters
  if (length < 5) return '*'.repeat(length)
  const [head, tail] = style === 'staff' && length > 12 ? [6, 4] : [1, 1]
  const kept = (from: number, to: number) => Array.from(characters.slice(from, to)).join('')
  return kept(0, head) + '*'.repeat(Math.min(length, numberMax) - head - tail) + kept(length - tail, length)
}

/** A place where a list of numbers may be cut. */
const listed = /([、,，;；/／|\n]+)/u

/**
 * Telephone numbers: the first three and the last four digits of a number of eleven or more (138****5678,
 * 057*-****5678), the last four of a shorter one; +86 stays, letters become stars. Every number of a list is masked.
 */
export function maskPhone(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}****${phone.slice(7)}`
  return phone
    .trim()
    .slice(0, numberMax)
    .split(listed)
    .map((part, i) => (i % 2 === 1 ? part : maskPhoneOnly(part)))
    .join('')
}

function maskPhoneOnly(part: string): string {
  const text = part.replace(/[０-９＋－（）]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  const country = /^\s*(?:\+|00)?86[- ]?(?=(?:[^\d*]{0,2}[\d*]){9})/u.exec(text)?.[0] ?? ''
  const digits = text.slice(country.length).replace(/[^\d*]/gu, '').length
  const head = digits >= 11 ? 3 : 0
  const tail = digits >= 7 ? 4 : 0
  let seen = 0
  // Stars of an earlier mask count as digits, so that masking again changes nothing.
  const masked = text.slice(country.length).replace(/[^-+()\s]/gu, (character) => {
    if (!/[\d*]/.test(character)) return '*'
    seen++
    return seen <= head || seen > digits - tail ? character : '*'
  })
  return country + masked
}

/** An account: its last four signs, after stars; one of under eight signs not at all. */
export function maskAccount(account: string): string {
  const text = Array.from(account.trim()).slice(0, numberMax)
  const signs = text.filter((sign) => /[\p{L}\p{N}*]/u.test(sign)).length
  let left = signs
  return text
    .map((sign) => {
      if (!/[\p{L}\p{N}*]/u.test(sign)) return sign === '-' || sign === ' ' ? sign : '*'
      return left-- > (signs < 8 ? 0 : 4) ? '*' : sign
    })
    .join('')
}

const isWellKnown = (text: string) => !/[\ud800-\udfff]/.test(text)
