/**
 * What a match key is indexed by: its distinct pairs of neighbouring UTF-16 units as `(a << 16) | b` and its single
 * units as `a << 16`, as signed 32-bit numbers in ascending order. No unit of a text is 0, so the two never meet.
 */
export function grams(key: string): number[] {
  const list: number[] = []
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i) << 16
    list.push(unit)
    if (i + 1 < key.length) list.push(unit | key.charCodeAt(i + 1))
  }
  list.sort((a, b) => a - b)
  let kept = 0
  for (let i = 0; i < list.length; i++) if (i === 0 || list[i] !== list[i - 1]) list[kept++] = list[i]!
  list.length = kept
  return list
}
