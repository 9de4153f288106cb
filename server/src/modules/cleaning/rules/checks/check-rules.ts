import type { Finding } from '../../schema.ts'
import type { CatalogField } from '../catalog-parts.ts'
import type { Spot } from '../report.ts'
import type { Compilation } from '../subject-clue.ts'
import { amountInText } from './amount-in-text.ts'
import type { CheckCompiler, RowCheck } from './check-context.ts'
import { classWithAmount } from './class-with-amount.ts'
import { dateOrder } from './date-order.ts'
import { equalLength } from './equal-length.ts'
import { notAPenalty } from './not-a-penalty.ts'
import { notBefore } from './not-before.ts'
import { notFuture } from './not-future.ts'
import { organDepartment } from './organ-department.ts'

/** Every check a catalog item may name. */
export const checkRules: Readonly<Record<string, CheckCompiler>> = {
  'date-order': dateOrder,
  'not-future': notFuture,
  'not-before': notBefore,
  'amount-in-text': amountInText,
  'class-with-amount': classWithAmount,
  'organ-department': organDepartment,
  'equal-length': equalLength,
  'not-a-penalty': notAPenalty,
}

const levels = { reject: 'error', doubt: 'doubt', warn: 'warning' } as const satisfies Record<
  string,
  Finding['level']
>

/**
 * Compiles the checks of an item. A check without a level warns; what is not a penalty is refused. Throws a
 * RangeError that names a check nobody knows.
 */
export const compileChecks = ({ item, spots, indexOf, lookups, today }: Compilation): RowCheck[] =>
  (item.checks ?? []).map((check) => {
    const fields = check.fields.map((code) => {
      const index = indexOf(code)
      return { field: item.fields[index] as CatalogField, spot: spots[index] as Spot }
    })
    const level = levels[check.level ?? (check.check === 'not-a-penalty' ? 'reject' : 'warn')]
    const compile = Object.hasOwn(checkRules, check.check) ? checkRules[check.check] : undefined
    if (compile === undefined)
      throw new RangeError(`catalog item ${item.kind} names an unknown check ${check.check}`)
    return compile({ check, fields, level, lookups, today })
  })
