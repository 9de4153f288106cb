const strays = new Set("?？;；,，、。:：·•.．_—-–~～^`´'＂＇#＃!！…|｜\\/ \n")

/**
 * A name without the stray signs at its ends: punctuation, one `*`, a bracket or quote that has no partner. Two and
 * more `*` are a mask and stay. A text of signs only is returned as it is.
 */
export function withoutStrayMarks(text: string): string {
  let start = 0
  let end = text.length
  while (end > start && isStrayAt(text, end - 1, end - 2)) end--
  while (start < end && isStrayAt(text, start, start + 1)) start++
  const name = text.slice(start, end)
  return name === '' ? text : withoutLoneSigns(name)
}

function isStrayAt(text: string, at: number, inner: number): boolean {
  const character = text[at]!
  if (character === '*' || character === '＊')
    return text[inner] !== '*' && text[inner] !== '＊' && !isInMask(text, at)
  // The dot of Ltd. belongs to the name.
  if (character === '.' && inner < at) return !/[A-Za-z]/.test(text[inner] ?? '')
  return strays.has(character)
}

function isInMask(text: string, at: number): boolean {
  return text[at + 1] === '*' || text[at - 1] === '*' || text[at + 1] === '＊' || text[at - 1] === '＊'
}

const pairs = [
  ['（', '）'],
  ['(', ')'],
  ['“', '”'],
  ['《', '》'],
  ['"', '"'],
] as const

function withoutLoneSigns(text: string): string {
  let name = text
  for (const [open, close] of pairs) {
    if (name.length < 2) break
    if (open === close) {
      if (name.split(open).length % 2 === 1) continue
      if (name.endsWith(close)) name = name.slice(0, -1)
      else if (name.startsWith(open)) name = name.slice(1)
      continue
    }
    const balance = balanceOf(name, open, close)
    if (balance < 0 && name.endsWith(close)) name = name.slice(0, -1)
    else if (balance < 0 && name.startsWith(close)) name = name.slice(1)
    else if (balance > 0 && name.endsWith(open)) name = name.slice(0, -1)
    else if (balance > 0 && name.startsWith(open)) name = name.slice(1)
  }
  return name
}

function balanceOf(text: string, open: string, close: string): number {
  let balance = 0
  for (let i = 0; i < text.length; i++) balance += text[i] === open ? 1 : text[i] === close ? -1 : 0
  return balance
}
