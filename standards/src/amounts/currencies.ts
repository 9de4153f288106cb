/** `unit`: the word says yuan, dollar, mark …; `name`: it says only whose money; `sign`: ¥, which stands for both. */
export type CurrencyWord = { code: string | null; kind: 'unit' | 'name' | 'sign' }

const units: Record<string, string> = {
  CNY: '人民币元',
  USD: '美元 美金 美国元 $ US$',
  HKD: '港元 港币 港币元 香港元 港纸 HK$',
  EUR: '欧元 欧罗 €',
  JPY: '日元 日本元 日币 円',
  GBP: '英镑 £',
  TWD: '新台币 新台币元 台币 台湾元 NT$',
  MOP: '澳门元 澳门币 葡币 MOP$',
  KRW: '韩元 韩国元 韩币 ₩',
  SGD: '新加坡元 新加坡币 新元 坡币 S$',
  CAD: '加元 加拿大元 加币 C$',
  AUD: '澳元 澳大利亚元 A$',
  NZD: '新西兰元 纽元 NZ$',
  CHF: '瑞士法郎 瑞郎 瑞士郎',
  SEK: '瑞典克朗 瑞典克郎',
  NOK: '挪威克朗 挪威克郎',
  DKK: '丹麦克朗 丹麦克郎',
  THB: '泰铢 泰国铢 泰元',
  MYR: '马来西亚林吉特 林吉特 马币 马来西亚元',
  PHP: '菲律宾比索',
  IDR: '印度尼西亚盾 印尼盾 印尼卢比',
  INR: '印度卢比',
  VND: '越南盾 越盾',
  RUB: '俄罗斯卢布 卢布',
  ZAR: '南非兰特',
  BRL: '巴西雷亚尔',
  DEM: '德国马克 西德马克 马克',
  FRF: '法国法郎 法郎',
  ITL: '意大利里拉 里拉',
  NLG: '荷兰盾',
  BEF: '比利时法郎',
  ATS: '奥地利先令',
  ESP: '西班牙比塞塔',
  FIM: '芬兰马克',
}
const codes =
  'CNY USD HKD EUR JPY GBP TWD MOP KRW SGD CAD AUD NZD CHF SEK NOK DKK THB MYR PHP IDR INR VND RUB ZAR BRL DEM FRF'

type Entry = { text: string; word: CurrencyWord }
const byFirst = new Map<string, Entry[]>()
const enter = (text: string, word: CurrencyWord) => {
  const first = text[0]!
  byFirst.set(first, [...(byFirst.get(first) ?? []), { text, word }])
}
for (const text of ['元', '块', '块钱']) enter(text, { code: null, kind: 'unit' })
for (const text of ['人民币', 'RMB', 'CNH']) enter(text, { code: 'CNY', kind: 'name' })
enter('¥', { code: 'CNY', kind: 'sign' })
for (const [code, texts] of Object.entries(units))
  for (const text of texts.split(' ')) enter(text, { code, kind: 'unit' })
for (const code of codes.split(' ')) enter(code, { code, kind: 'name' })
for (const entries of byFirst.values()) entries.sort((a, b) => b.text.length - a.text.length)

/** The characters a currency word may begin with. */
export const currencyFirsts: readonly string[] = [...byFirst.keys()]

/**
 * The currency word at a place of a folded text, the longest one: 元 (of no particular currency), 人民币, 美元, ¥,
 * USD …, with its ISO 4217 code; null where none stands.
 */
export function currencyAt(text: string, at: number): { end: number; word: CurrencyWord } | null {
  const entries = at < text.length ? byFirst.get(text[at]!) : undefined
  if (entries === undefined) return null
  for (const entry of entries)
    if (text.startsWith(entry.text, at)) return { end: at + entry.text.length, word: entry.word }
  return null
}
