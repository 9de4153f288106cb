import type { Random } from '../random.ts'
import type { AuthorityKey } from '../words/authorities.ts'
import type { City } from '../words/regions.ts'
import type { World } from '../world.ts'

/** What a column holds, so that dirt finds the cells it belongs in. */
export type Role =
  | 'name'
  | 'class'
  | 'uscc'
  | 'registration'
  | 'organisation'
  | 'tax'
  | 'person'
  | 'identity'
  | 'document'
  | 'date'
  | 'end-date'
  | 'amount-wan'
  | 'amount'
  | 'organ'
  | 'organ-code'
  | 'content'
  | 'status'
  | 'key'
  | 'text'

/** One column: standard code, zh-CN title, role. `required` columns are filled in every clean row that they apply to. */
export type Column = { code: string; title: string; role: Role; required: boolean }

/** Everything a row is drawn from; `day` is the last day anything may have happened on. */
export type Draw = {
  world: World
  index: number
  random: Random
  day: string
  first: string
  /** Only acts of this kind of authority, where the kind offers a choice. */
  authority?: AuthorityKey | undefined
  /** The city whose authorities act; else that of the company. */
  city?: City | undefined
}

/** One older layout: headers as printed, and for each the value its cell is taken from. */
export type OldLayout = { headers: readonly string[]; from: readonly string[] }

/** One record kind: its columns and how one clean row is made, as values by column code. */
export type RowKind = {
  kind: string
  columns: readonly Column[]
  old?: OldLayout
  draw: (from: Draw) => Record<string, string>
}

/** Columns from a compact list: `CODE title role` per line, `*` after the role when required. */
export function columns(list: string): readonly Column[] {
  return list
    .trim()
    .split('\n')
    .map((line) => {
      const [code, title, role] = line.trim().split(/\s+/) as [string, string, string]
      return { code, title, role: role.replace('*', '') as Role, required: role.endsWith('*') }
    })
}
