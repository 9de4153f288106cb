/**
 * Characters that simplified text uses in their own right, in names and set words (《通用规范汉字表》 restored several
 * as name characters): they are converted only where the text around them is traditional, or by `words` below.
 */
export const contextualCharacters = '乾昇陞徵於夥藉瞭祇麽吒捱拚摺榘菸薹袷醣麴甯鍾甦濛'

type Neighbours = { before: Set<string>; after: Set<string>; unlessAfter?: Set<string> }

/** Neighbours that leave no doubt: with them the character is the traditional form of a common one. */
const words: Readonly<Record<string, Neighbours>> = {
  乾: {
    before: new Set('餅饼肉葡萄曬晒烘風风魚鱼果筍笋豆菜薯瓜杏棗枣餘晾陰阴擦'),
    after: new Set('洗燥果貨货淨净麵糧粮粉冰枯旱脆混衣拌燒烧鍋锅爽拭濕湿酪貝贝杯式癬癣'),
    unlessAfter: new Set('坤隆元卦清陵'),
  },
  徵: {
    before: new Set('特象表應应'),
    after: new Set('信收求集兵文稅税地詢询用招聘管稿婚召訂订'),
  },
  夥: { before: new Set('合同團团散入'), after: new Set('伴計计食') },
  瞭: { before: new Set('明'), after: new Set('解') },
  藉: { before: new Set('憑凭'), after: new Set('口由此助着著機机以') },
  菸: { before: new Set('香捲卷'), after: new Set('酒草葉叶') },
  鍾: { before: new Set('時时'), after: new Set('錶表') },
}

/** True when its neighbours make a contextual character the traditional form of a common one (餅乾, 徵信, 合夥). */
export function simplifiedAnyway(character: string, before: string, after: string): boolean {
  const neighbours = words[character]
  if (neighbours === undefined) return false
  return (
    neighbours.after.has(after) ||
    (neighbours.before.has(before) && neighbours.unlessAfter?.has(after) !== true)
  )
}
