import { hasMaskSign, hasRunOfX } from './code-text.ts'
import { usccFault } from './uscc.ts'

const textMax = 512
/** Letters the alphabet leaves out, and what scanners and people meant by them. */
const slips: Readonly<Record<string, string>> = { O: '0', I: '1', Z: '2', S: '5', V: 'UY', l: '1L', '|': '1' }
const guessesMax = 64

/**
 * The one valid code a text most likely means: after undoing reading slips (O→0, I→1, Z→2, S→5, V→U or Y), or
 * found inside a longer string. Null when there is none or more than one. A suggestion, never a silent repair.
 */
export function suggestUscc(text: string): string | null {
  if (text.length > textMax) return null
  const folded = text.normalize('NFKC')
  if (hasMaskSign(folded)) return null
  const joined = folded.replace(/[\s\p{Cf}\p{Pd}]/gu, '')
  if (joined.length === 18) return only(guesses(joined))
  const inside = new Set<string>()
  // Read with blanks first: joining could glue two numbers together and find a code across them.
  for (const run of runsOf(folded)) addWindows(inside, run)
  if (inside.size === 0) for (const run of runsOf(joined)) addWindows(inside, run)
  return only(inside)
}

function runsOf(text: string): string[] {
  return text.toUpperCase().match(/[0-9A-Z]{18,}/g) ?? []
}

function addWindows(found: Set<string>, run: string): void {
  for (let i = 0; i + 18 <= run.length; i++) {
    const code = run.slice(i, i + 18)
    if (usccFault(code) === null && !hasRunOfX(code, 4)) found.add(code)
  }
}

function guesses(code: string): Set<string> {
  let stems = ['']
  for (const letter of code) {
    const upper = letter.toUpperCase()
    const options = slips[letter] ?? slips[upper] ?? upper
    if (stems.length * options.length > guessesMax) return new Set()
    stems = stems.flatMap((stem) => [...options].map((option) => stem + option))
  }
  return new Set(stems.filter((stem) => usccFault(stem) === null && !hasRunOfX(stem, 4)))
}

function only(found: Set<string>): string | null {
  const [first] = found
  return found.size === 1 && first !== undefined ? first : null
}
