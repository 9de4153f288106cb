/** What a cell with several names says: the registered one, and the others in the order printed. */
export type NamesInCell = { name: string; aliases: string[] }

/** Ordinals stand anywhere; the other marks count only after a bracket or separator (太原名骏 is no 原名). */
const markPattern =
  /(?:第[一二三四]名称|(?<=[(（;；,，、。\s]|^)(?:原名称|原名|曾用名称|曾用名|又名|别名|简称|从属名称|变更前名称|更名前))\s*[:：]?/g
const namesMax = 8
const cellMax = 1000

/**
 * Takes apart a cell that holds several names (第一名称…第二名称…, …（原名：…）, …（简称：…）). Null when it holds one.
 */
export function namesInCell(text: string): NamesInCell | null {
  // Every mark contains 名 or is 简称; most cells contain neither.
  if ((!text.includes('名') && !text.includes('简称')) || text.length > cellMax) return null
  const marks = [...text.matchAll(markPattern)].slice(0, namesMax)
  // In plain Chinese, without brackets or colon, only an ordinal from 第二名称 on announces another name.
  if (marks.length === 0 || (!/第[二三四]名称/u.test(text) && /^[\u4e00-\u9fff]*$/u.test(text))) return null
  const pieces = piecesOf(text, marks)
  const names = [...new Set(pieces.map(stripped).filter(isName))]
  const [name, ...aliases] = names
  return name === undefined || aliases.length === 0 ? null : { name, aliases }
}

/** Not a rest such as 有限公司, which a mark in the middle of one name leaves. */
function isName(text: string): boolean {
  return text.length >= 2 && !/^(?:(?:股份|集团)?有限(?:责任)?公司|股份公司|公司|集团)/u.test(text)
}

function piecesOf(text: string, marks: RegExpExecArray[]): string[] {
  const pieces: string[] = []
  let from = 0
  for (const mark of marks) {
    const before = text.slice(from, mark.index)
    // 甲厂 乙厂（第二名称）: a mark in its own brackets names what stands before it, here the last of two.
    const split =
      isOwnBracket(text, mark) && mark[0].startsWith('第二') && from === 0 ? lastBlank(before) : -1
    if (split > 0) pieces.push(before.slice(0, split), before.slice(split))
    else pieces.push(before)
    from = mark.index + mark[0].length
  }
  pieces.push(text.slice(from))
  return pieces
}

function isOwnBracket(text: string, mark: RegExpExecArray): boolean {
  return (
    /[(（]/.test(text[mark.index - 1] ?? '') &&
    /^\s*(?:[)）]|[,，]?$)/.test(text.slice(mark.index + mark[0].length, mark.index + mark[0].length + 4))
  )
}

function lastBlank(text: string): number {
  const at = text.trimEnd().search(/\s\S*$/)
  return at > 0 && /[\u4e00-\u9fff）)]$/.test(text.slice(0, at)) ? at : -1
}

/** Without the separators and the unmatched brackets that the marks leave at both ends. */
function stripped(piece: string): string {
  let name = piece
  for (let round = 0; round < 6; round++) {
    let next = name.replace(/^[\s:：;；,，、。)）\]】]+/, '').replace(/[\s:：;；,，、。(（[【]{1,50}$/, '')
    if (/[)）]$/.test(next) && closersLeft(next)) next = next.slice(0, -1)
    if (next === name) break
    name = next
  }
  return name
}

function closersLeft(text: string): boolean {
  return (text.match(/[)）]/g)?.length ?? 0) > (text.match(/[(（]/g)?.length ?? 0)
}
