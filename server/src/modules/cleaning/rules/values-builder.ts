import type { CleanRow } from '../schema.ts'
import type { Value } from './row.ts'

type Build = (values: readonly Value[]) => CleanRow['values']

/** Shapes remembered per cleaner; rows beyond them are built key by key. */
const shapesMax = 64
/** Columns whose presence fits one number; wider files are built key by key. */
const bitsMax = 31
const safeCode = /^[A-Za-z][A-Za-z0-9_]{0,63}$/

/**
 * Compiles how a row's values become an object: absent when empty, in the catalog's order. One object literal is
 * generated for each set of filled-in fields, as Ajv generates its validators, because adding 15 keys one by one
 * takes 190 ns and a literal 15 (Node 24). Field codes are checked again here: they become source text.
 */
export function valuesBuilder(codes: readonly string[], columns: readonly number[]): Build {
  // A field without a column is never filled in.
  const indexes = [...codes.keys()].filter((index) => (columns[index] as number) >= 0)
  const byKey: Build = (values) => {
    const out: CleanRow['values'] = {}
    for (let i = 0; i < indexes.length; i++) {
      const index = indexes[i] as number
      const value = values[index] as Value
      if (value !== null) out[codes[index] as string] = value
    }
    return out
  }
  if (indexes.length > bitsMax || !codes.every((code) => safeCode.test(code))) return byKey
  const shapes = new Map<number, Build>()
  return (values) => {
    let shape = 0
    for (let i = 0; i < indexes.length; i++) if (values[indexes[i] as number] !== null) shape |= 1 << i
    const known = shapes.get(shape)
    if (known !== undefined) return known(values)
    if (shapes.size >= shapesMax) return byKey(values)
    const filled = indexes.filter((_, i) => (shape >>> i) & 1)
    const build = literal(filled.map((index) => `${codes[index]}: values[${index}]`)) ?? byKey
    shapes.set(shape, build)
    return build(values)
  }
}

function literal(parts: string[]): Build | null {
  try {
    return new Function('values', `return { ${parts.join(', ')} }`) as Build
  } catch {
    // Code generation may be switched off (--disallow-code-generation-from-strings).
    return null
  }
}
