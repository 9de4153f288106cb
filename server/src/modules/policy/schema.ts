import { type Static, type TSchema, Type } from '@sinclair/typebox'

/** The clause a decision rests on: pack, version, article and plain words. */
export type Clause = {
  /** Pack code, e.g. disclosure/ndrc-order-36. */
  pack: string
  version: string
  /** Article of the instrument, e.g. 第八条. */
  article: string
  text: { 'zh-CN': string; en: string }
}

/** What every pack carries beside its own content. */
export const PackHead = Type.Object({
  pack: Type.String({
    pattern: '^[a-z-]+/[a-z0-9-]+$',
    description: '<area>/<code>, the same as its path under policy/.',
  }),
  version: Type.String(),
  title: Type.Object(
    { 'zh-CN': Type.String(), 'zh-Hant': Type.Optional(Type.String()), en: Type.String() },
    { additionalProperties: false },
  ),
  validFrom: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  validTo: Type.Optional(
    Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Last day in force.' }),
  ),
  legalBasis: Type.Array(Type.String(), { minItems: 1 }),
  note: Type.Optional(Type.String()),
})
export type PackHead = Static<typeof PackHead>

/** One folder under policy/ and the shape of the packs in it. Modules declare theirs in module.ts. */
export type PolicyArea = { area: string; shape: TSchema; describe: string }

/** A loaded pack: content is validated against its area's shape. */
export type Pack<T = unknown> = {
  area: string
  code: string
  version: string
  validFrom: string
  validTo: string | null
  sha256: string
  content: T
}

/** All packs of the installation, as they were loaded. The same set answers the same for ever. */
export type PackSet = {
  /** The packs in force on a day (`YYYY-MM-DD`), one version of each code, ordered by code. */
  inForce: (area: string, day: string) => Pack[]
  /** Every version of every pack of an area, by code, newest first. */
  all: (area: string) => Pack[]
  /** Areas that have packs, in alphabetical order. */
  areas: () => string[]
  /** A pack by `<area>/<code>`: the version named, else the newest. */
  byCode: (code: string, version?: string) => Pack | undefined
}

/** A text in the three languages of the platform. */
export type Words = { 'zh-CN': string; 'zh-Hant': string; en: string }

/** What is wrong in a policy file and where; lines and columns count from 1. */
export type PackFault = {
  file: string
  line: number
  column: number
  /** Path of the value, e.g. fields.3.type; empty for the file as a whole. */
  path: string
  found: string | null
  expected: Words
  /** The whole sentence. */
  text: Words
}
