import { compareDecimal } from '@xinqiao/standards'
import { report } from '../report.ts'
import { textOf, textsOf } from '../row.ts'
import { type CheckCompiler, fieldsOfType } from './check-context.ts'

/** An amount above zero and the class in `value` (罚款) come together: neither stands without the other. */
export const classWithAmount: CheckCompiler = (context) => {
  const { check, level, lookups } = context
  const amount = fieldsOfType(context, 'amount', 'decimal')[0]
  const classes = context.fields.filter((one) => one !== amount)[0]
  if (amount === undefined || classes === undefined || check.value === undefined) return () => {}
  const table = classes.field.codes
  const wanted = (table && lookups.enumOf(table, check.value)) ?? check.value
  const title = (table && lookups.enumTitle(table, wanted)) ?? wanted
  const titleOf = (value: string) => (table && lookups.enumTitle(table, value)) || value
  // 2018 classes join two kinds in one title: 没收违法所得、没收非法财物 contains either.
  const isWanted = (value: string) => value === wanted || titleOf(value).includes(title)
  return (row) => {
    const value = textOf(row.values[amount.spot.index])
    const isPaid = value !== null && compareDecimal(value, '0') > 0
    const cell = row.values[classes.spot.index] ?? null
    if (cell === null) return
    const isClass = typeof cell === 'string' ? isWanted(cell) : textsOf(cell).some(isWanted)
    if (isPaid && !isClass)
      report(row, classes.spot, level, 'amount-without-class', { found: value, expected: title })
    if (!isPaid && isClass && row.states[amount.spot.index] === 0)
      report(row, amount.spot, level, 'class-without-amount', { found: value, expected: title })
  }
}
