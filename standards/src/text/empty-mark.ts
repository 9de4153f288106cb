const marks = new Set(
  (
    'n/a na #n/a #na null (null) <null> [null] nil none undefined nan 无 無 暂无 暂无数据 暂缺 没有 未填 未填写 未知 未知行业 ' +
    '不详 不明 空 (空) 空白 空值 缺 缺失 无数据 无内容 无此项 不适用 略 (略) 待定 待补 待补充'
  ).split(' '),
)
const signs = new Set(
  '-—–―－_=~～*＊×/／\\＼|.。·•…、,，;；:：?？!！"\'“”‘’()（） \t\r\n\u00a0\u3000\u200b\ufeff',
)
const wordMax = 12
const firstLetters = new Set([...marks].map((mark) => mark.charCodeAt(0)))

/** True for the marks people put where a value is missing: `N/A`, `— —`, `/`, `无`, `***`, `null`, blanks, and so on. */
export function isEmptyMark(text: string): boolean {
  if (text.length === 0) return true
  const first = text.charCodeAt(0)
  // A Chinese word that begins like none of the marks is the common case.
  if (first >= 0x4e00 && first <= 0x9fff && (text.length > wordMax * 2 || !firstLetters.has(first)))
    return false
  let i = 0
  while (i < text.length && signs.has(text[i]!)) i++
  if (i === text.length) return true
  if (text.length - i > wordMax * 2) return false
  const word = text.normalize('NFKC').trim().toLowerCase()
  return word.length <= wordMax && marks.has(word)
}
