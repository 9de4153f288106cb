import { problems } from '../../kernel/problem.ts'

export const problem = problems('archive', {
  batchUnknown: [
    404,
    { 'zh-CN': '没有这个批次。', 'zh-Hant': '沒有這個批次。', en: 'There is no such batch.' },
  ],
  subjectUnknown: [
    404,
    {
      'zh-CN': '没有这个主体的档案。',
      'zh-Hant': '沒有這個主體的檔案。',
      en: 'This subject has no archive.',
    },
  ],
  recordUnknown: [
    404,
    {
      'zh-CN': '档案中没有这条记录。',
      'zh-Hant': '檔案中沒有這條記錄。',
      en: 'The archive has no such record.',
    },
  ],
  fieldUnknown: [
    404,
    {
      'zh-CN': '这条记录没有这个字段。',
      'zh-Hant': '這條記錄沒有這個欄位。',
      en: 'The record has no such field.',
    },
  ],
  notYours: [
    403,
    {
      'zh-CN': '只有提供该记录的单位可以查看明文。',
      'zh-Hant': '只有提供該記錄的單位可以查看明文。',
      en: 'Only the body that sent the record may see its values in clear.',
    },
  ],
  notSender: [
    403,
    {
      'zh-CN': '只有报送该文件的单位可以下载原件。',
      'zh-Hant': '只有報送該檔案的單位可以下載原件。',
      en: 'Only the body that sent a file may download it as it was sent.',
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
  rowUnknown: [
    404,
    {
      'zh-CN': '批次中没有这一行。',
      'zh-Hant': '批次中沒有這一列。',
      en: 'The batch has no such row.',
    },
  ],
  nothingToCorrect: [
    404,
    {
      'zh-CN': '这个批次没有需要改正的行。',
      'zh-Hant': '這個批次沒有需要改正的列。',
      en: 'This batch has no rows to correct.',
    },
  ],
  notFiledYet: [
    409,
    {
      'zh-CN': '批次仍在处理，请稍后再取。',
      'zh-Hant': '批次仍在處理，請稍後再取。',
      en: 'The batch is still being filed; ask again later.',
    },
  ],
  cursorInvalid: [
    400,
    { 'zh-CN': '翻页位置无效。', 'zh-Hant': '翻頁位置無效。', en: 'The cursor is not valid.' },
  ],
  busy: [
    503,
    {
      'zh-CN': '待处理的记录过多，请稍后重试。',
      'zh-Hant': '待處理的記錄過多，請稍後重試。',
      en: 'Too many records are waiting; try again shortly.',
    },
  ],
})
