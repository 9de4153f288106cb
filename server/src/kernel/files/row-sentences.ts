import type { RowProblem, RowProblemCode } from './schema.ts'
import type { Sentence } from './texts.ts'

/** Sentences about rows; the row's number is put in front by `rowProblemText`. */
export const rowSentences: Record<RowProblemCode, Sentence<RowProblem>> = {
  'cell-count': {
    'zh-CN': (p) =>
      `有${p.found}个单元格，而表头有${p.expected}列；请检查是否多了或少了分隔符，含分隔符的内容应加英文双引号。`,
    'zh-Hant': (p) =>
      `有${p.found}個儲存格，而表頭有${p.expected}欄；請檢查是否多了或少了分隔符號，含分隔符號的內容應加英文雙引號。`,
    en: (p) =>
      `${p.found} cells, but the header has ${p.expected} columns; look for a missing or extra delimiter and put quotes around cells that contain one.`,
  },
  'cell-too-long': {
    'zh-CN': (p) => `有一个单元格长达${p.found}个字符，最多允许${p.expected}个。`,
    'zh-Hant': (p) => `有一個儲存格長達${p.found}個字元，最多允許${p.expected}個。`,
    en: (p) => `A cell has ${p.found} characters; at most ${p.expected} are allowed.`,
  },
  'bad-encoding': {
    'zh-CN': (p) =>
      `含有无法识别的字节（“${p.found}”），既不是 UTF-8 也不是 GB18030；请用原系统重新导出这一行。`,
    'zh-Hant': (p) =>
      `含有無法識別的位元組（「${p.found}」），既不是 UTF-8 也不是 GB18030；請用原系統重新匯出這一列。`,
    en: (p) =>
      `Bytes that are neither UTF-8 nor GB18030 (“${p.found}”); export this row again from its own system.`,
  },
  'bad-quote': {
    'zh-CN': (p) => `英文双引号不成对，位置在“${p.found}”；单元格内的双引号应写成两个。`,
    'zh-Hant': (p) => `英文雙引號不成對，位置在「${p.found}」；儲存格內的雙引號應寫成兩個。`,
    en: (p) =>
      `A quotation mark without a partner at “${p.found}”; a quotation mark inside a cell is written twice.`,
  },
  'bad-json': {
    'zh-CN': (p) => `不是有效的 JSON：“${p.found}”；每条记录应是一个完整的 JSON 对象。`,
    'zh-Hant': (p) => `不是有效的 JSON：「${p.found}」；每筆記錄應是一個完整的 JSON 物件。`,
    en: (p) => `Not valid JSON: “${p.found}”; every record must be a complete JSON object.`,
  },
  'not-an-object': {
    'zh-CN': (p) => `应是一个 JSON 对象（{…}），实际是“${p.found}”。`,
    'zh-Hant': (p) => `應是一個 JSON 物件（{…}），實際是「${p.found}」。`,
    en: (p) => `Expected a JSON object ({…}), found “${p.found}”.`,
  },
  'duplicate-key': {
    'zh-CN': (p) => `字段“${p.found}”出现了不止一次，无法判断以哪个为准；请只保留一个。`,
    'zh-Hant': (p) => `欄位「${p.found}」出現了不只一次，無法判斷以哪個為準；請只保留一個。`,
    en: (p) => `The field “${p.found}” occurs more than once and it is unclear which holds; keep one.`,
  },
  'bad-reference': {
    'zh-CN': (p) => `工作簿中缺少单元格所引用的文本（编号“${p.found}”）；请重新保存为 XLSX 后提交。`,
    'zh-Hant': (p) => `活頁簿中缺少儲存格所引用的文字（編號「${p.found}」）；請重新儲存為 XLSX 後提交。`,
    en: (p) => `A cell refers to a text the workbook lacks (number “${p.found}”); save it as XLSX again.`,
  },
  'lost-characters': {
    'zh-CN': (p) => `内容在到达本平台之前已有字符丢失（“${p.found}”）；请核对原文。`,
    'zh-Hant': (p) => `內容在到達本平台之前已有字元遺失（「${p.found}」）；請核對原文。`,
    en: (p) => `Characters were lost before the file came here (“${p.found}”); compare it with the original.`,
  },
  'nul-removed': {
    'zh-CN': (p) => `已去掉内容中的空字符（NUL）：“${p.found}”。`,
    'zh-Hant': (p) => `已去掉內容中的空字元（NUL）：「${p.found}」。`,
    en: (p) => `NUL characters were removed from “${p.found}”.`,
  },
  'unnamed-cell': {
    'zh-CN': (p) => `${p.found}列有内容但没有表头，该内容未被采用；请为该列填写表头或删除该内容。`,
    'zh-Hant': (p) => `${p.found}欄有內容但沒有表頭，該內容未被採用；請為該欄填寫表頭或刪除該內容。`,
    en: (p) =>
      `Column ${p.found} holds something but has no header, so it was not used; give it a header or clear it.`,
  },
  'extra-key': {
    'zh-CN': (p) => `字段“${p.found}”在文件开头的记录中没有出现过，未列入表头。`,
    'zh-Hant': (p) => `欄位「${p.found}」在檔案開頭的記錄中沒有出現過，未列入表頭。`,
    en: (p) => `The field “${p.found}” is not among those of the first records, so it is no column.`,
  },
  'number-lost-digits': {
    'zh-CN': (p) =>
      `长号码被存成了数值“${p.found}”，15位以后的数字已经丢失；请把该列设为文本格式后重新填写号码。`,
    'zh-Hant': (p) =>
      `長號碼被存成了數值「${p.found}」，15位以後的數字已經遺失；請把該欄設為文字格式後重新填寫號碼。`,
    en: (p) =>
      `A long number was stored as the value “${p.found}” and its digits after the 15th are lost; format the column as text and enter the number again.`,
  },
  'formula-error': {
    'zh-CN': (p) => `单元格的公式结果是错误值“${p.found}”；请改成实际内容。`,
    'zh-Hant': (p) => `儲存格的公式結果是錯誤值「${p.found}」；請改成實際內容。`,
    en: (p) => `The formula of a cell ends in the error “${p.found}”; put the actual value there.`,
  },
}
