import type { Marks } from '../../api/contract.ts'

/** A piece of a text and whether the query matched it. */
export type Piece = { at: number; text: string; hit: boolean }

/**
 * A text cut at its marks ([start, length], UTF-16 units). Marks may come unsorted, overlap, or reach beyond the
 * text; the pieces always join to the text itself, and no surrogate pair is cut.
 */
export function highlight(text: string, marks: Marks): Piece[] {
  const hits = new Uint8Array(text.length)
  for (const [start, length] of marks) {
    const end = wholeEnd(text, start + length)
    for (let i = wholeStart(text, Math.max(0, start)); i < end && i < text.length; i++) hits[i] = 1
  }
  const pieces: Piece[] = []
  for (let i = 0; i < text.length; ) {
    let end = i + 1
    while (end < text.length && hits[end] === hits[i]) end++
    pieces.push({ at: i, text: text.slice(i, end), hit: hits[i] === 1 })
    i = end
  }
  return pieces
}

const low = (text: string, at: number) => {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
const high = (text: string, at: number) => {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff
}
const wholeStart = (text: string, at: number) => (low(text, at) && high(text, at - 1) ? at - 1 : at)
const wholeEnd = (text: string, at: number) => (low(text, at) && high(text, at - 1) ? at + 1 : at)
