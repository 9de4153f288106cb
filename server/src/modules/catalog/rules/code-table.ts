import { type Static, Type } from '@sinclair/typebox'
import { Texts } from '../schema.ts'

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Civil day, YYYY-MM-DD.' })

/** One value of a code table. */
export const CodeEntry = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 64 }),
    title: Texts,
    aliases: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 200 })),
    parent: Type.Optional(Type.String()),
    note: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type CodeEntry = Static<typeof CodeEntry>

/** The days off and the weekend days worked of one year. */
export const CalendarYear = Type.Object(
  {
    year: Type.Integer({ minimum: 1949, maximum: 2200 }),
    notice: Type.Optional(Type.String()),
    holidays: Type.Array(day, { maxItems: 100 }),
    makeUpDays: Type.Array(day, { maxItems: 50 }),
  },
  { additionalProperties: false },
)
export type CalendarYear = Static<typeof CalendarYear>

/** A code table: its values as entries, as compact lines (large tables), or as the years of a calendar. */
export const CodeTable = Type.Object(
  {
    table: Type.String({ pattern: '^[a-z][a-z0-9-]{1,63}$', description: 'Name, the same as the file.' }),
    title: Texts,
    version: Type.String(),
    validFrom: day,
    validTo: Type.Optional(day),
    standard: Type.Optional(Type.String()),
    legalBasis: Type.Array(Type.String(), { minItems: 1 }),
    note: Type.Optional(Type.String()),
    entries: Type.Optional(Type.Array(CodeEntry, { minItems: 1, maxItems: 5000 })),
    lines: Type.Optional(
      Type.String({
        description: 'One value a line: code name [from..to] [>successor,successor] [*].',
        maxLength: 2_000_000,
      }),
    ),
    years: Type.Optional(Type.Array(CalendarYear, { minItems: 1, maxItems: 200 })),
  },
  { additionalProperties: false, $id: 'code-table' },
)
export type CodeTable = Static<typeof CodeTable>
