import { decimalIn, fromBase64, toBase64 } from './bytes.ts'
import { type Hash, hashBytes } from './merkle.ts'

/** What a log says of itself: under its name, so many entries with this root. */
export type Checkpoint = { origin: string; size: number; root: Hash }

/** The text of a checkpoint that is signed; ends with a newline. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`

/** The checkpoint in a note's text; null where it is none. Further lines of a log are allowed and passed over. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const lines = text.split('\n')
  if (lines.length < 4 || lines.pop() !== '' || lines.includes('')) return null
  const [origin, sizeText, rootText] = lines as [string, string, string]
  const size = decimalIn(sizeText)
  const root = fromBase64(rootText)
  return size === null || root?.length !== hashBytes ? null : { origin, size, root }
}
