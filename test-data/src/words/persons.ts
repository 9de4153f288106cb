/** Common surnames, most frequent first, with relative weights. */
export const surnames: readonly (readonly [string, number])[] = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
  (surname, at) => [surname, Math.round(720 / (at + 8))] as const,
).concat([
  ['欧阳', 3],
  ['上官', 1],
  ['诸葛', 1],
  ['司徒', 1],
  ['单', 2],
  ['仇', 1],
  ['尉迟', 1],
])

/** Given-name characters of men and women; combinations are drawn, no person is meant. */
export const givenCharacters = {
  male: Array.from(
    '伟磊洋勇军杰涛超明刚辉鹏飞宇浩博凯健峰志远文斌建国庆海波嘉俊哲瀚翔毅诚松柏立新成龙永福兴旺',
  ),
  female: Array.from(
    '芳娜敏静丽艳娟霞秀玲燕红梅琳雪慧婷雯倩颖欣怡佳悦晓丹萍玉兰凤英春菊桂琴淑珍美华月莲洁蕾',
  ),
} as const

/** Names of minority persons with the dot that files write in many ways. */
export const dottedNames = ['阿依努尔·买买提', '巴特尔·额尔敦', '卓玛·次仁', '艾力·吐尔逊'] as const
