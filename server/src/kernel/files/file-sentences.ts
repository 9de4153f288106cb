import type { FileProblemCode, FileProblemParams } from './schema.ts'
import type { Sentence } from './texts.ts'

const mebibytes = (limit: string | number | undefined): string =>
  `${Math.round(Number(limit) / 1_048_576)} MiB`

/** Sentences about whole files; name and place are put in front by `fileProblemText`. */
export const fileSentences: Record<FileProblemCode, Sentence<FileProblemParams>> = {
  empty: {
    'zh-CN': () => '文件中没有数据。',
    'zh-Hant': () => '檔案中沒有資料。',
    en: () => 'There is no data in the file.',
  },
  'unknown-format': {
    'zh-CN': () => '无法识别文件格式；请提交 CSV、TSV、XLSX、JSON、JSON Lines、XML 或其 ZIP 压缩包。',
    'zh-Hant': () => '無法識別檔案格式；請提交 CSV、TSV、XLSX、JSON、JSON Lines、XML 或其 ZIP 壓縮檔。',
    en: () => 'The format is unknown; send CSV, TSV, XLSX, JSON, JSON Lines, XML or a ZIP file of these.',
  },
  'unsupported-document': {
    'zh-CN': (p) => `这是${p.found}文件，不是数据表；请另存为 XLSX 或 CSV 后提交。`,
    'zh-Hant': (p) => `這是${p.found}檔案，不是資料表；請另存為 XLSX 或 CSV 後提交。`,
    en: (p) => `This is a ${p.found} file and not a table; save the table as XLSX or CSV and send that.`,
  },
  'legacy-xls': {
    'zh-CN': () => '这是旧版 Excel（.xls）文件；请用 Excel 或 WPS 打开，另存为 XLSX 或 CSV 后提交。',
    'zh-Hant': () => '這是舊版 Excel（.xls）檔案；請用 Excel 或 WPS 開啟，另存為 XLSX 或 CSV 後提交。',
    en: () => 'This is a file of an old Excel version (.xls); open it, save it as XLSX or CSV and send that.',
  },
  encrypted: {
    'zh-CN': () => '文件设有密码；请取消密码后提交。',
    'zh-Hant': () => '檔案設有密碼；請取消密碼後提交。',
    en: () => 'The file is protected by a password; remove it and send the file again.',
  },
  'not-xlsx': {
    'zh-CN': (p) => `文件不是完整的 XLSX 工作簿，缺少“${p.found}”；请重新另存为 XLSX。`,
    'zh-Hant': (p) => `檔案不是完整的 XLSX 活頁簿，缺少「${p.found}」；請重新另存為 XLSX。`,
    en: (p) => `The file is no complete XLSX workbook, “${p.found}” is missing; save it as XLSX again.`,
  },
  truncated: {
    'zh-CN': () => '文件不完整，到此中断；请重新导出并完整上传。',
    'zh-Hant': () => '檔案不完整，到此中斷；請重新匯出並完整上傳。',
    en: () => 'The file ends too early; export it again and send it whole.',
  },
  damaged: {
    'zh-CN': (p) => `文件已损坏（${p.found}）；请重新生成后提交。`,
    'zh-Hant': (p) => `檔案已損壞（${p.found}）；請重新產生後提交。`,
    en: (p) => `The file is damaged (${p.found}); make it again and send it.`,
  },
  'zip-bomb': {
    'zh-CN': () => '压缩包解压后的数据量异常大，已停止读取；请分成几个文件提交。',
    'zh-Hant': () => '壓縮檔解壓縮後的資料量異常大，已停止讀取；請分成幾個檔案提交。',
    en: () =>
      'The ZIP file expands to an unusual amount of data, so reading stopped; send it as several files.',
  },
  'zip-too-deep': {
    'zh-CN': (p) => `压缩包嵌套过深，最多允许${p.limit}层；请解压后提交。`,
    'zh-Hant': (p) => `壓縮檔巢狀過深，最多允許${p.limit}層；請解壓縮後提交。`,
    en: (p) => `ZIP files are nested too deep, at most ${p.limit} level(s) are allowed; unpack them first.`,
  },
  'too-many-entries': {
    'zh-CN': (p) => `压缩包中的文件超过${p.limit}个；请分成几个压缩包提交。`,
    'zh-Hant': (p) => `壓縮檔中的檔案超過${p.limit}個；請分成幾個壓縮檔提交。`,
    en: (p) => `The ZIP file holds more than ${p.limit} files; send several ZIP files.`,
  },
  'too-many-tables': {
    'zh-CN': (p) => `文件中的表超过${p.limit}个；请分开提交。`,
    'zh-Hant': (p) => `檔案中的表超過${p.limit}個；請分開提交。`,
    en: (p) => `The file holds more than ${p.limit} tables; send them apart.`,
  },
  'too-many-columns': {
    'zh-CN': (p) => `列数超过${p.limit}；请检查分隔符，只保留需要的列。`,
    'zh-Hant': (p) => `欄數超過${p.limit}；請檢查分隔符號，只保留需要的欄。`,
    en: (p) =>
      `There are more than ${p.limit} columns; check the delimiter and keep the columns that are needed.`,
  },
  'too-many-rows': {
    'zh-CN': (p) => `数据行数超过${p.limit}；请分成几个文件提交。`,
    'zh-Hant': (p) => `資料列數超過${p.limit}；請分成幾個檔案提交。`,
    en: (p) => `There are more than ${p.limit} rows; send several files.`,
  },
  'too-large': {
    'zh-CN': (p) => `文件超过${mebibytes(p.limit)}；请分成几个文件提交。`,
    'zh-Hant': (p) => `檔案超過${mebibytes(p.limit)}；請分成幾個檔案提交。`,
    en: (p) => `The file is larger than ${mebibytes(p.limit)}; send several files.`,
  },
  'line-too-long': {
    'zh-CN': (p) => `这一行（或这条记录）超过${mebibytes(p.limit)}仍未结束；请检查换行符和文件是否完好。`,
    'zh-Hant': (p) => `這一列（或這筆記錄）超過${mebibytes(p.limit)}仍未結束；請檢查換行符號和檔案是否完好。`,
    en: (p) =>
      `This line or record has no end within ${mebibytes(p.limit)}; check the line ends and the file.`,
  },
  'nested-too-deep': {
    'zh-CN': (p) => `元素嵌套超过${p.limit}层。`,
    'zh-Hant': (p) => `元素巢狀超過${p.limit}層。`,
    en: (p) => `Elements are nested deeper than ${p.limit} levels.`,
  },
  'strings-too-large': {
    'zh-CN': (p) => `工作簿中的文字超过${mebibytes(p.limit)}；请拆分工作簿或改用 CSV。`,
    'zh-Hant': (p) => `活頁簿中的文字超過${mebibytes(p.limit)}；請拆分活頁簿或改用 CSV。`,
    en: (p) => `The texts of the workbook exceed ${mebibytes(p.limit)}; split it or use CSV.`,
  },
  'xml-entities': {
    'zh-CN': () => 'XML 含有文档类型（DOCTYPE）或自定义实体，出于安全原因不予读取；请去掉后提交。',
    'zh-Hant': () => 'XML 含有文件類型（DOCTYPE）或自訂實體，基於安全原因不予讀取；請去掉後提交。',
    en: () =>
      'The XML has a document type or entities of its own, which are not read for safety; remove them.',
  },
  'bad-xml': {
    'zh-CN': (p) => `不是格式良好的 XML（${p.found}）。`,
    'zh-Hant': (p) => `不是格式良好的 XML（${p.found}）。`,
    en: (p) => `The XML is not well-formed (${p.found}).`,
  },
  'bad-json': {
    'zh-CN': (p) => `不是有效的 JSON，问题在“${p.found}”；应为对象的列表（[{…}]）或含有这种列表的对象。`,
    'zh-Hant': (p) => `不是有效的 JSON，問題在「${p.found}」；應為物件的清單（[{…}]）或含有這種清單的物件。`,
    en: (p) =>
      `Not valid JSON at “${p.found}”; expected a list of objects ([{…}]) or an object that holds one.`,
  },
}
