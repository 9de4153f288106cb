import { dictionary } from '@zxcvbn-ts/language-common'

/** The commonest ones may not even be put together in pairs. */
const commonest = 3_000

/** Words that people here put into passwords, beside the list of the package. */
const ownWords =
  'xinqiao credit admin administrator root system manager password passwd welcome qwerty woaini wohenaini woaizhongguo zhongguo beijing shanghai 5201314 1314520 520520 888888 666666 147258369 asdfghjkl qwertyuiop 1qaz2wsx 1q2w3e4r zxcvbnm'.split(
    ' ',
  )

let known: { all: Set<string>; first: Set<string> } | null = null

function lists() {
  const listed = dictionary['passwords-common']
  known ??= {
    all: new Set([...listed, ...ownWords]),
    first: new Set([...listed.slice(0, commonest), ...ownWords]),
  }
  return known
}

const folded: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
}

/**
 * True for a password that attackers try early: a listed one, or one or two listed ones with digits and signs around
 * them, in any case and with the usual exchanges (p@ssw0rd), or one short piece said again and again.
 */
export function isKnownPassword(password: string): boolean {
  const { all, first } = lists()
  const plain = password.toLowerCase()
  if (all.has(plain) || isRepeated(plain) || isRun(plain)) return true
  const letters = plain.replace(/[@431!0$5]/g, (sign) => folded[sign]!)
  const joined = plain.replace(/[^\p{L}\p{N}]/gu, '')
  for (const text of [plain, letters, joined]) {
    const core = trimmed(text)
    if (core.length >= 3 && (all.has(core) || first.has(core) || isRepeated(core))) return true
    for (const whole of [text, core])
      for (let cut = 4; cut <= whole.length - 4; cut++)
        if (first.has(whole.slice(0, cut)) && first.has(whole.slice(cut))) return true
  }
  return false
}

/** Without the digits and signs at both ends. */
function trimmed(text: string): string {
  let [from, to] = [0, text.length]
  const isLetter = (at: number) => /\p{L}/u.test(text[at]!)
  while (from < to && !isLetter(from)) from++
  while (to > from && !isLetter(to - 1)) to--
  return text.slice(from, to)
}

/** One piece of at most six characters, three times or more. */
function isRepeated(text: string): boolean {
  for (let size = 1; size <= 6; size++)
    if (
      text.length >= size * 3 &&
      text ===
        text
          .slice(0, size)
          .repeat(Math.ceil(text.length / size))
          .slice(0, text.length)
    )
      return true
  return false
}

/** Neighbours all along: 123456789012, abcdefghijkl, either way. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((sign, i) => sign.codePointAt(0)! - text.codePointAt(i)!)
  return steps.length >= 6 && steps.every((step) => Math.abs(step) === 1 || Math.abs(step) === 9)
}
