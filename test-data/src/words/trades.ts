/** First syllables of invented trade names: uncommon enough that no well-known firm is met. */
export const firstSyllables = Array.from(
  '沐槿禾澜砚霁昱颢岑屿翎琅栩珞瑾箬笙珩澄漪苒葭芮朔棠衡砺泓淇沣溯湛漾煦熠烁峤嵘崧屹岚茗荻蕴蓁苡芷莘榕梓楠柏桦槐楹桉颂韶砥磐璟琮珺璞瑜钰铄锦铭钧骐骏骁骅翊羿隽雁鹭鹄涵淳湘栎樾霖霏穗',
)

/** Second syllables. */
export const secondSyllables = Array.from(
  '禾川泽源原野岭峰森林田谷桥舟帆航程途远达谦诚润沛洲宸轩庭亭筑坊尚品格致博睿智思维联创鼎盛昌隆茂荣晟耀辉曜朗澈宁健元亨贞弘祺祥顺庆佳优卓越盈满稔登乐欣怡悦雅韵',
)

/** Third syllables. */
export const thirdSyllables = Array.from(
  '川泽源野峰森田谷舟帆航远达诚润洲宸轩庭筑坊尚品博睿思联创鼎盛昌茂荣晟耀朗宁元弘祥佳卓盈欣怡',
)

/** Rare characters real registers contain: beyond the basic plane, of extension A, old forms. */
export const rareSyllables = ['𠮷', '㛃', '喆', '垚', '淼', '犇', '堃', '镕'] as const

/** Numbers as trade names, the cells in which 〇 gets lost. */
export const numberTrades = ['六〇九', '二〇六', '五〇三', '一〇八', '七〇二', '三〇五'] as const
