/** Distinct pairs of neighbouring UTF-16 units, packed as (a << 16) | b, and single units as a << 16; sorted. */
export function grams(key: string): number[] {
  const set = new Set<number>()
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i) << 16
    set.add(unit)
    if (i + 1 < key.length) set.add(unit | key.charCodeAt(i + 1))
  }
  return [...set].sort((a, b) => a - b)
}
