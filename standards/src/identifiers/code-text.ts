/** The longest text worth reading as one identifier, in UTF-16 units; anything longer is simply of wrong length. */
export const codeTextMax = 256

/**
 * An identifier as people mean it: NFKC, upper case, without blanks, hyphens, invisible characters and the
 * apostrophe Excel puts before text. Clean input is returned as it is, without allocation.
 */
export function codeText(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if ((c < 48 || c > 57) && (c < 65 || c > 90)) return rewritten(text.trim())
  }
  return text
}

/** True for a run of at least `length` letters X in a row: how real files hide part of a code. */
export function hasRunOfX(code: string, length: number): boolean {
  let run = 0
  for (let i = 0; i < code.length; i++) {
    run = code.charCodeAt(i) === 88 ? run + 1 : 0
    if (run >= length) return true
  }
  return false
}

/** True when a code shows a mask sign: `*`, `＊`, `#`, `?`, `●`, `○`, `■`, `□`, `×` or `…`. */
export function hasMaskSign(code: string): boolean {
  return /[*#?●○■□×…]/.test(code)
}

function rewritten(text: string): string {
  if (text.length > codeTextMax) return text
  const folded = text.replace(/…/g, '*').normalize('NFKC').toUpperCase()
  return folded.replace(/^['‘’`"“”]+|['‘’"”]+$|[\s\p{Cf}\p{Cc}\p{Pd}\u00ad\u2212\u30fb]/gu, '')
}
