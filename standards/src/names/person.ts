const surnames = new Set(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海墨哈谯笪年爱阳佟商牟佘佴伯赏闫覃涂肖付代兰邝揭粟冼仝苟矫禤',
)
const compound =
  /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|宇文|轩辕|夏侯|端木|百里|呼延|东郭|南宫|独孤|赫连|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|仲孙|钟离|鲜于|闾丘|拓跋|西门|第五|万俟|闻人|司空|南荣|左丘)/u
const institution =
  /[店厂社行院校所站部局厅处办会馆场园区街村镇县市省库坊铺庄楼阁轩居城苑司队组团委科室摊档房吧网店超]$|(?:大学|学院|中学|小学|集团|公司)$/u

/**
 * True for what may be a natural person's name and has no sign of an organisation: two to four Chinese characters that
 * begin with a surname, or a minority name with ·. Errs on the side of the person, since persons are never published.
 */
export function looksLikePerson(name: string): boolean {
  if (name.length < 2 || name.length > 30) return false
  if (/^[\p{Script=Han}]{1,12}(?:[·•‧・．][\p{Script=Han}]{1,12}){1,4}$/u.test(name)) return true
  if (!/^[\p{Script=Han}]{2,4}$/u.test(name)) return false
  const count = [...name].length
  if (compound.test(name)) return count >= 3 || count === 2
  if (count === 4)
    return surnames.has([...name][0]!) && surnames.has([...name][1]!) && !institution.test(name)
  return surnames.has([...name][0]!) && !institution.test(name)
}
