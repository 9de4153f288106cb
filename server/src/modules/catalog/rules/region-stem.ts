/** Peoples in names of autonomous areas, longest first so that 哈萨克 is not cut inside 哈萨克族. */
const peoples =
  '蒙古族|蒙古|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|塔吉克族|塔吉克|怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|各族'
const autonomous = new RegExp(`(?:${peoples})*自治(?:区|州|县|旗)$`, 'u')
const suffix = /(?:特别行政区|地区|林区|矿区|新区|省|市|区|县|盟|旗)$/u

/** The short name of a region: 青浦区 → 青浦, 恩施土家族苗族自治州 → 恩施. 沙县 stays 沙县. */
export function regionStem(name: string): string {
  const stem = autonomous.test(name) ? name.replace(autonomous, '') : name.replace(suffix, '')
  if (stem.length >= 2) return stem
  // 内蒙古自治区: the people is the name.
  return name.replace(/自治(?:区|州|县|旗)$/u, '')
}
