/** Grams are taken from so many UTF-16 units; registered names have at most 200. */
const unitsMax = 256

/**
 * The distinct grams of a match key for an inverted index, ascending: each pair of neighbouring UTF-16 units as
 * `(a << 16 | b) | 0` and each single unit as `(a << 16) | 0`. Signed 32-bit integers, as PostgreSQL's `int4`.
 */
export function grams(key: string): number[] {
  const length = Math.min(key.length, unitsMax)
  const all = new Int32Array(length === 0 ? 0 : length * 2 - 1)
  let count = 0
  for (let i = 0; i < length; i++) {
    const unit = key.charCodeAt(i) << 16
    all[count++] = unit
    if (i + 1 < length) all[count++] = unit | key.charCodeAt(i + 1)
  }
  all.sort()
  const distinct: number[] = []
  for (let i = 0; i < count; i++) if (i === 0 || all[i] !== all[i - 1]) distinct.push(all[i]!)
  return distinct
}
