import { serialOf } from '../calendar.ts'
import { allFilled, type Dirt, onCell, replace } from './row.ts'

const isDay = /^\d{4}-\d{2}-\d{2}$/

/** A day in another shape: dots, slashes, run together, in Chinese, with a time, as an Excel serial. */
export const dateShape: Dirt = (row) => {
  const places = allFilled(row, 'date', 'end-date').filter((at) => isDay.test(row.cells[at] as string))
  if (places.length === 0) return []
  const shape = row.random.int(9)
  return places.flatMap((at) => replace(row, at, shaped(row.cells[at] as string, shape)))
}

/** A day that stands for "for ever" or "unknown". */
export const datePlaceholder: Dirt = onCell(['end-date'], (_, { random }) =>
  random.pick(['2099-12-31', '9999-09-09', '9999-12-31', '1900-01-01', '1899-12-31', '1970-01-01', '长期']),
)

/** A day the calendar does not have. */
export const dateImpossible: Dirt = onCell(['date'], (day, { random }) =>
  isDay.test(day) ? day.slice(0, 4) + random.pick(['-09-31', '-02-30', '-13-05', '-00-10', '-06-00']) : null,
)

/** A decision dated ten years too late. */
export const dateFuture: Dirt = onCell(['date'], (day) =>
  isDay.test(day) ? `${Number(day.slice(0, 4)) + 10}${day.slice(4)}` : null,
)

/** Yuan written where 10,000 yuan are asked for: the commonest slip. */
export const amountUnit: Dirt = onCell(['amount-wan'], (amount) => {
  const yuan = Math.round(Number(amount) * 10_000)
  return Number.isFinite(yuan) && yuan > 0 ? String(yuan) : null
})

/** The amount in capital numerals. */
export const amountCapitals: Dirt = onCell(['amount-wan', 'amount'], (amount, { columns }) => {
  const wan = columns.some(({ role }) => role === 'amount-wan')
  const yuan = Math.round(Number(amount) * (wan ? 10_000 : 1))
  return yuan > 0 && yuan < 100_000_000 ? `人民币${capitals(yuan)}元整` : null
})

/** The amount with a unit, separators or currency in words. */
export const amountText: Dirt = onCell(['amount-wan', 'amount'], (amount, { columns, random }) => {
  const wan = columns.some(({ role }) => role === 'amount-wan')
  const yuan = Math.round(Number(amount) * (wan ? 10_000 : 1))
  if (!(yuan > 0)) return null
  const inTens = String(yuan / 10_000)
  const shapes = [
    `${yuan}元`,
    `${inTens}万元`,
    `￥${yuan.toLocaleString('en-US')}元`,
    `${inTens}(万元人民币)`,
    `人民币${inTens}万元`,
  ]
  if (yuan % 1000 === 0) shapes.push(`${yuan / 1000}千元`)
  return random.pick(shapes)
})

/** Other brackets around the year, a space before 号, a padded or full-width number. */
export const documentBrackets: Dirt = onCell(['document'], (number, { random }) => {
  const parts = /^(.*?)[〔（](\d{4})[〕）](.*?)号$/.exec(number)
  if (!parts) return null
  const [, word, year, rest] = parts as unknown as [string, string, string, string]
  return random.pick([
    `${word}[${year}]${rest}号`,
    `${word}(${year})${rest}号`,
    `${word}（${year}）${rest}号`,
    `${word}【${year}】${rest}号`,
    `${word}﹝${year}﹞${rest}号`,
    `${word}〔${year}〕${rest} 号`,
    `${word}〔${year}〕第${rest}号`,
    `${word}〔${fullWidth(year)}〕${fullWidth(rest)}号`,
  ])
})

/** The running number is masked. */
export const maskedDocument: Dirt = onCell(['document'], (number) =>
  number.includes('〔') ? number.replace(/〕.*$/, '〕***号') : null,
)

function shaped(day: string, shape: number): string {
  const [year, month, date] = [day.slice(0, 4), String(+day.slice(5, 7)), String(+day.slice(8))]
  const shapes = [
    `${year}.${month}.${date}`,
    `${year}/${month}/${date}`,
    day.replaceAll('-', ''),
    `${year}年${month}月${date}日`,
    `${Array.from(year, digit).join('')}年${inWords(+month)}月${inWords(+date)}日`,
    `${day}T00:00:00`,
    `${day} 00:00:00`,
    String(serialOf(day) + 25_569),
    `${fullWidth(year)}－${fullWidth(day.slice(5, 7))}－${fullWidth(day.slice(8))}`,
  ]
  return shapes[shape] as string
}

function digit(text: string): string {
  return '〇一二三四五六七八九'[Number(text)] as string
}

function inWords(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  return `${tens > 1 ? digit(String(tens)) : ''}${tens ? '十' : ''}${ones ? digit(String(ones)) : ''}`
}

function fullWidth(text: string): string {
  return text.replace(/\d/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))
}

/** Whole yuan below 100 million in capital numerals, without the final 元. */
export function capitals(yuan: number): string {
  const high = Math.floor(yuan / 10_000)
  const low = yuan % 10_000
  const bridge = high && low && low < 1000 ? '零' : ''
  return `${high ? `${below10000(high)}万` : ''}${bridge}${low ? below10000(low) : ''}` || '零'
}

function below10000(value: number): string {
  const digits = Array.from(String(value).padStart(4, '0'), Number)
  const units = ['仟', '佰', '拾', '']
  let text = ''
  for (const [at, each] of digits.entries()) {
    if (each) text += '零壹贰叁肆伍陆柒捌玖'[each] as string
    if (each) text += units[at]
    else if (text && digits.slice(at + 1).some(Boolean) && !text.endsWith('零')) text += '零'
  }
  return text
}
