/** Famous trade names and company short names. No generated name may contain one, so that no reader takes a row for a real firm. */
export const deniedBrands: ReadonlySet<string> = new Set(
  (
    '华为 腾讯 阿里 百度 京东 小米 格力 美的 海尔 联想 万科 恒大 碧桂园 茅台 五粮液 比亚迪 吉利 长城 奇瑞 大众 丰田 本田 ' +
    '华润 华夏 华泰 中信 中兴 国美 苏宁 安踏 李宁 海信 长虹 康佳 创维 蒙牛 伊利 双汇 顺丰 圆通 申通 中通 韵达 德邦 美团 滴滴 ' +
    '网易 新浪 搜狐 字节 抖音 快手 拼多多 淘宝 天猫 携程 恒瑞 同仁堂 白药 片仔癀 三一 徐工 中联 宁德 隆基 通威 福耀 海天 金龙鱼 ' +
    '太平洋 平安 泰康 人寿 招商 民生 浦发 兴业 光大 华电 大唐 国电 永辉 大润发 沃尔玛 万达 融创 龙湖 保利 绿地 金地 富力 雅居乐 ' +
    '世茂 旭辉 康师傅 旺旺 娃哈哈 农夫 汇源 银鹭 达利 盼盼 三全 安井 海底捞 瑞幸 喜茶 蜜雪 星巴克 老干妈 王老吉 加多宝 红牛 ' +
    '雪花 燕京 汾酒 洋河 郎酒 习酒 剑南春 张裕 古井 富士康 立讯 歌尔 紫光 中芯 海康 大华 科大 讯飞 商汤 旷视 寒武纪 蔚来 理想 ' +
    '小鹏 特斯拉 长安 东风 一汽 上汽 广汽 北汽 江淮 福田 重汽 潍柴 玉柴 宇通 中车 宝钢 鞍钢 首钢 沙钢 河钢 中石化 中石油 中海油 ' +
    '荣耀 鸿蒙 传音 大疆 迈瑞 药明 爱尔 复星 复旦 万华 恒逸 荣盛 恒力 桐昆 盛虹 晶科 晶澳 天合 阳光 正泰 德力西 公牛 老板 方太 ' +
    '苏泊尔 九阳 欧派 索菲亚 顾家 红星 居然 波司登 雅戈尔 森马 海澜 太平鸟 周大福 老凤祥 周生生 六福 恒安 维达 蓝月亮 立白 ' +
    '宝洁 联合利华 雀巢 可口可乐 百事 麦当劳 肯德基 必胜客 宜家 索尼 松下 三星 苹果 微软 谷歌 英特尔 高通 西门子 飞利浦 博世 ' +
    '奔驰 宝马 奥迪 沃尔沃 福特 通用 别克 日产 现代 起亚 马自达 铃木 米其林 壳牌 永和 全聚德 狗不理 稻香村 五芳斋 知味观 楼外楼 ' +
    '杏花楼 冠生园 光明 三元 君乐宝 飞鹤 贝因美 圣元 雅士利 完达山 新希望 温氏 牧原 正邦 正大 北大荒 中粮 中储粮 鲁花 金沙河 ' +
    '今麦郎 白象 统一 好丽友 良品 三只松鼠 百草味 来伊份 绝味 周黑鸭 煌上煌 晨光 得力 齐心 真彩 鼎盛 联创 锦江 锦泰 铭泰 隽达 ' +
    '祥源 顺鑫 鼎信 鼎晖 荣昌 朗科 耀皮 博雅 卓越 优衣库 欣旺达 盈科 怡亚通 悦达 雅培 睿创 维达 维维 航天 宸鸿 森源 林洋 田七 ' +
    '源创 泽普 川仪 桦汉 柏楚 楠迪 梓橦 瑜欣 钧达 骏亚 涵博 淳化 湘电 霖铭 璞泰来 瑾瑜 澜起 沣源 泓达 淇滨 湛卢 烁科 岚图 茗皓'
  ).split(' '),
)

const longest = Math.max(...[...deniedBrands].map((brand) => brand.length))
const pairs = new Uint8Array(65536)
for (const brand of deniedBrands) pairs[pairAt(brand, 0)] = 1

/** The first denied brand that occurs in a text, or null; a table of first pairs answers nearly always. */
export function deniedBrandIn(text: string): string | null {
  for (let at = 0; at < text.length - 1; at++) {
    if (pairs[pairAt(text, at)] === 0) continue
    for (let length = 2; length <= longest; length++) {
      const part = text.slice(at, at + length)
      if (deniedBrands.has(part)) return part
    }
  }
  return null
}

function pairAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) & 0xffff
}
