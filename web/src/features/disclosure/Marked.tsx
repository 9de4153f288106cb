import type { Marks } from '../../api/contract.ts'
import { highlight } from './highlight.ts'

/** A text with its matched parts marked. */
export function Marked({ text, marks }: { text: string; marks: Marks }) {
  return (
    <>
      {highlight(text, marks).map((piece) =>
        piece.hit ? <mark key={piece.at}>{piece.text}</mark> : <span key={piece.at}>{piece.text}</span>,
      )}
    </>
  )
}
