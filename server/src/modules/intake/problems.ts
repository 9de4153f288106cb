import { problems } from '../../kernel/problem.ts'

export const problem = problems('intake', {
  fileMissing: [
    400,
    {
      'zh-CN': '请求中没有文件，也没有数据行。',
      'zh-Hant': '請求中沒有檔案，也沒有資料列。',
      en: 'The request holds neither a file nor rows.',
    },
  ],
  fileTooLarge: [
    413,
    {
      'zh-CN': '文件超过允许的大小。',
      'zh-Hant': '檔案超過允許的大小。',
      en: 'The file is larger than allowed.',
    },
  ],
  kindUnknown: [
    400,
    {
      'zh-CN': '目录中没有这个数据种类。',
      'zh-Hant': '目錄中沒有這個資料種類。',
      en: 'The catalog has no such record kind.',
    },
  ],
  keyReused: [
    422,
    {
      'zh-CN': '这个幂等键已用于内容不同的请求。',
      'zh-Hant': '這個冪等鍵已用於內容不同的請求。',
      en: 'This Idempotency-Key was used for a different request.',
    },
  ],
  keyInvalid: [
    400,
    {
      'zh-CN': '幂等键应为 1–255 个可见字符。',
      'zh-Hant': '冪等鍵應為 1–255 個可見字元。',
      en: 'An Idempotency-Key has 1–255 visible characters.',
    },
  ],
  providerInvalid: [
    400,
    {
      'zh-CN': '数据提供单位应为 1–64 个字母、数字或 . _ - 字符。',
      'zh-Hant': '資料提供單位應為 1–64 個字母、數字或 . _ - 字元。',
      en: 'A provider is named by 1–64 letters, digits or . _ -.',
    },
  ],
  kindForeign: [
    403,
    {
      'zh-CN': '您只能报送授权范围内的数据种类，请注明种类。',
      'zh-Hant': '您只能報送授權範圍內的資料種類，請註明種類。',
      en: 'You may file the kinds you were given only; name the kind.',
    },
  ],
  providerForeign: [
    403,
    {
      'zh-CN': '此令牌只能以所属单位的名义报送数据。',
      'zh-Hant': '此權杖只能以所屬單位的名義報送資料。',
      en: 'This token files for its own organisation alone.',
    },
  ],
  dayInvalid: [
    400,
    {
      'zh-CN': '接收日期应为 YYYY-MM-DD。',
      'zh-Hant': '接收日期應為 YYYY-MM-DD。',
      en: 'The day of receipt must be YYYY-MM-DD.',
    },
  ],
})
