import type { Column } from '../kinds/column.ts'
import { createRandom, type Random, weighted } from '../random.ts'
import type { World } from '../world.ts'
import * as codes from './codes.ts'
import * as names from './names.ts'
import type { Change, Dirt } from './row.ts'
import * as values from './values.ts'
import * as whole from './whole.ts'

/** Every kind of dirt with its share among dirty rows; `duplicate` repeats the row and is done by `dirty` itself. */
const dirts = {
  'masked-code': [codes.maskedCode, 6],
  'lower-case-code': [codes.lowerCaseCode, 5],
  'wrong-check-digit': [codes.wrongCheckDigit, 3],
  'letter-slip': [codes.letterSlip, 2],
  'code-in-longer-string': [codes.codeInLonger, 2],
  'old-identifiers': [codes.oldIdentifiers, 6],
  'masked-identity': [codes.maskedIdentity, 2],
  'half-width-brackets': [names.halfWidthBrackets, 12],
  'traditional-name': [names.traditionalName, 3],
  'stray-marks': [names.strayMarks, 4],
  'zero-variant': [names.zeroVariant, 6],
  'former-name': [names.formerName, 10],
  'short-name': [names.shortName, 2],
  'other-spelling': [names.otherSpelling, 2],
  'two-names': [names.twoNames, 1],
  'excel-leftover': [names.excelLeftover, 3],
  'date-shape': [values.dateShape, 12],
  'date-placeholder': [values.datePlaceholder, 4],
  'date-impossible': [values.dateImpossible, 1],
  'date-future': [values.dateFuture, 1],
  'amount-unit': [values.amountUnit, 5],
  'amount-capitals': [values.amountCapitals, 1],
  'amount-text': [values.amountText, 4],
  'document-brackets': [values.documentBrackets, 10],
  'masked-document': [values.maskedDocument, 1],
  'empty-mark': [whole.emptyMark, 5],
  'missing-required': [whole.missingRequired, 2],
  mojibake: [whole.mojibake, 1],
  'shifted-columns': [whole.shiftedColumns, 1],
  'too-long': [whole.tooLong, 1],
  withdrawn: [whole.withdrawn, 1],
  'not-a-penalty': [whole.notPenalty, 1],
  'odd-organ': [whole.oddOrgan, 1],
  duplicate: [null, 2],
} as const satisfies Record<string, readonly [Dirt | null, number]>

/** Name of a kind of dirt. */
export type DirtKind = keyof typeof dirts

/** Names of all kinds of dirt. */
export const dirtKinds = Object.keys(dirts) as readonly DirtKind[]

/** Kinds that lose nothing: a cleaner can give back exactly the clean row's meaning. */
export const harmlessDirt: readonly DirtKind[] = [
  'lower-case-code',
  'half-width-brackets',
  'traditional-name',
  'zero-variant',
  'excel-leftover',
  'date-shape',
  'amount-text',
  'amount-capitals',
  'document-brackets',
  'empty-mark',
  'duplicate',
]

/** What was done to one row that came out. `row` counts rows out, `source` rows in, both from 0. */
export type DirtNote = { row: number; source: number; dirts: { kind: DirtKind; changes: Change[] }[] }

/** `rate` of the rows get dirt, one in five of them twice; `columns` must be those the rows were made with. */
export type DirtOptions = {
  rate: number
  columns: readonly Column[]
  world: World
  seed?: number
  kinds?: readonly DirtKind[]
  note?: (note: DirtNote) => void
}

/** Passes rows on, some of them dirtied as real files are; rows that stay clean are passed on as they are. */
export function* dirty(rows: Iterable<string[]>, options: DirtOptions): Generator<string[]> {
  const choose = weighted((options.kinds ?? dirtKinds).map((kind) => [kind, dirts[kind][1]] as const))
  const root = createRandom(options.seed ?? 1)
  let [row, source] = [0, 0]
  for (const cells of rows) {
    const random = root.split('dirt', source)
    if (!random.chance(options.rate)) {
      yield cells
      row++
    } else {
      const out = cells.slice()
      const done = dirtyOne(out, random, choose, options)
      for (const copy of done.some(({ kind }) => kind === 'duplicate') ? [out, out.slice()] : [out]) {
        if (done.length > 0) options.note?.({ row, source, dirts: done })
        yield copy
        row++
      }
    }
    source++
  }
}

type Chooser = (random: Random) => DirtKind

/** Tries kinds until one finds its occasion; a row without any stays clean. */
function dirtyOne(cells: string[], random: Random, choose: Chooser, options: DirtOptions): DirtNote['dirts'] {
  const wanted = random.chance(0.2) ? 2 : 1
  const done: DirtNote['dirts'] = []
  for (let tries = 0; tries < 10 && done.length < wanted; tries++) {
    const kind = choose(random)
    if (done.some((each) => each.kind === kind)) continue
    const make = dirts[kind][0]
    const row = { cells, columns: options.columns, random, companyOf: options.world.companyOf }
    const changes = make ? make(row) : []
    if (make === null || changes.length > 0) done.push({ kind, changes })
    if (kind === 'shifted-columns' && changes.length > 0) break
  }
  return done
}
