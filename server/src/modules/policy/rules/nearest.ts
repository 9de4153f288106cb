const lengthMax = 64

/** The candidate at most two edits away from a misspelt word; undefined when there is none. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > lengthMax) return undefined
  let best: string | undefined
  let bestDistance = 3
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance || candidate.length > lengthMax) continue
    const distance = edits(word, candidate)
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

function edits(left: string, right: string): number {
  let before = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const row = [i]
    for (let j = 1; j <= right.length; j++) {
      const swap = before[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1)
      row.push(Math.min(before[j]! + 1, row[j - 1]! + 1, swap))
    }
    before = row
  }
  return before[right.length]!
}
