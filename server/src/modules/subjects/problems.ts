import { problems } from '../../kernel/problem.ts'

export const problem = problems('subjects', {
  subjectUnknown: [
    404,
    { 'zh-CN': '没有这个主体。', 'zh-Hant': '沒有這個主體。', en: 'There is no such subject.' },
  ],
  notAPerson: [
    422,
    {
      'zh-CN': '只能删除自然人的信息。',
      'zh-Hant': '只能刪除自然人的資訊。',
      en: 'Only the data of natural persons can be erased.',
    },
  ],
  alreadyErased: [
    409,
    {
      'zh-CN': '该自然人的信息已经删除。',
      'zh-Hant': '該自然人的資訊已經刪除。',
      en: 'The data of this person were erased before.',
    },
  ],
  notErased: [
    404,
    {
      'zh-CN': '该主体的信息没有被删除过。',
      'zh-Hant': '該主體的資訊沒有被刪除過。',
      en: 'This subject was not erased.',
    },
  ],
  onHold: [
    409,
    {
      'zh-CN': '该主体的信息依法须保全，暂不能删除。',
      'zh-Hant': '該主體的資訊依法須保全，暫不能刪除。',
      en: 'The data of this subject are under legal hold and cannot be erased now.',
    },
  ],
  noHold: [
    404,
    {
      'zh-CN': '该主体没有处于保全状态。',
      'zh-Hant': '該主體沒有處於保全狀態。',
      en: 'There is no hold on this subject.',
    },
  ],
  samePair: [
    422,
    {
      'zh-CN': '判断需要两个不同的主体。',
      'zh-Hant': '判斷需要兩個不同的主體。',
      en: 'A judgement needs two different subjects.',
    },
  ],
  contradiction: [
    409,
    {
      'zh-CN': '这会把已判定为不同的主体合并在一起，请先撤回那条判断。',
      'zh-Hant': '這會把已判定為不同的主體合併在一起，請先撤回那條判斷。',
      en: 'This would join subjects that were judged to be different; withdraw that judgement first.',
    },
  ],
  platformOnly: [
    403,
    {
      'zh-CN': '两个主体是否同一由平台判断，单位的令牌不能判断。',
      'zh-Hant': '兩個主體是否同一由平台判斷，單位的權杖不能判斷。',
      en: 'Whether two subjects are one is for the platform to judge, not for a token of one organisation.',
    },
  ],
  judgementUnknown: [
    404,
    { 'zh-CN': '没有这条判断。', 'zh-Hant': '沒有這條判斷。', en: 'There is no such judgement.' },
  ],
  alreadyWithdrawn: [
    409,
    {
      'zh-CN': '这条判断已经撤回。',
      'zh-Hant': '這條判斷已經撤回。',
      en: 'This judgement was withdrawn already.',
    },
  ],
  doubtUnknown: [
    404,
    { 'zh-CN': '没有这条待定数据。', 'zh-Hant': '沒有這條待定資料。', en: 'There is no such doubt.' },
  ],
  doubtDecided: [
    409,
    {
      'zh-CN': '这条数据已经有结论。',
      'zh-Hant': '這條資料已經有結論。',
      en: 'This doubt was decided already.',
    },
  ],
  doubtNotDecided: [
    409,
    {
      'zh-CN': '这条数据还没有结论，没有可以撤回的判断。',
      'zh-Hant': '這條資料還沒有結論，沒有可以撤回的判斷。',
      en: 'This doubt has not been decided; there is nothing to take back.',
    },
  ],
  choiceMissing: [
    422,
    { 'zh-CN': '请选择是哪一个主体。', 'zh-Hant': '請選擇是哪一個主體。', en: 'Say which subject it is.' },
  ],
})
