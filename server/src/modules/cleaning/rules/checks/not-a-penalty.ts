import { report } from '../report.ts'
import { textsOf } from '../row.ts'
import type { CheckCompiler, CheckField } from './check-context.ts'

const signs = [
  '不予行政处罚',
  '不予处罚',
  '违法事实不能成立',
  '违法事实不成立',
  '免予行政处罚',
  '免于行政处罚',
]
const signCharacter = /[不免]/
// 依据…不予行政处罚的规定 may be quoted while a penalty is imposed: a penalty named beside it keeps the row.
const imposed = /(?:罚款|没收|警告|吊销|责令停产|拘留)/u

/** The content decides not to punish (《行政处罚法》第三十三条, 第五十七条): then it is no penalty to be collected. */
export const notAPenalty: CheckCompiler = ({ fields, level }) => {
  return (row) => {
    for (let i = 0; i < fields.length; i++) {
      const { spot } = fields[i] as CheckField
      const value = row.values[spot.index] ?? null
      const sign = typeof value === 'string' ? signIn(value) : textsOf(value).map(signIn).find(Boolean)
      if (!sign) continue
      const isPunished = textsOf(value).some((text) => imposed.test(text))
      report(row, spot, isPunished ? 'doubt' : level, 'not-a-penalty', { found: sign })
      return
    }
  }
}

function signIn(text: string): string | undefined {
  // Every sign has one of two characters; looking for these first spares most rows six searches.
  if (!signCharacter.test(text)) return undefined
  return signs.find((sign) => text.includes(sign))
}
