import type { RowKind } from './column.ts'

import { courtJudgment, judgmentDebtor } from './courts.ts'
import { labourSnapshot } from './labour.ts'
import { licence } from './licence.ts'
import { abnormalList, seriousList } from './lists.ts'
import { housingFund, socialInsurance, utilityArrears } from './payments.ts'
import { penalty } from './penalty.ts'
import { enterpriseBase, enterpriseChange } from './registration.ts'
import { commitment, contract, honour, merchantReview, qualification } from './standing.ts'
import { coercion, environmentCheck, foodCheck, inspection } from './supervision.ts'
import { taxArrears, taxCreditGrade } from './tax.ts'

/** Every record kind rows can be made of. */
export const rowKinds: readonly RowKind[] = [
  enterpriseBase,
  enterpriseChange,
  licence,
  penalty,
  coercion,
  inspection,
  abnormalList,
  seriousList,
  judgmentDebtor,
  courtJudgment,
  taxCreditGrade,
  taxArrears,
  socialInsurance,
  housingFund,
  utilityArrears,
  honour,
  commitment,
  contract,
  qualification,
  merchantReview,
  environmentCheck,
  foodCheck,
  labourSnapshot,
]

const byName = new Map(rowKinds.map((kind) => [kind.kind, kind]))

/** The kind of that name; throws RangeError when there is none. */
export function rowKind(name: string): RowKind {
  const kind = byName.get(name)
  if (!kind) throw new RangeError(`no rows of kind ${name}; known: ${[...byName.keys()].join(', ')}`)
  return kind
}

export type { Column, Role } from './column.ts'
