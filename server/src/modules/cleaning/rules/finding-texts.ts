import { checkTexts } from './finding-texts-checks.ts'

/** One sentence in the three languages; {found}, {expected} and {suggestion} are filled in. */
export type FindingText = readonly [zhCN: string, zhHant: string, en: string]

const invalid = (zh: string, hant: string, en: string): FindingText => [
  `“{found}”不是有效的${zh}。`,
  `「{found}」不是有效的${hant}。`,
  `“{found}” is not a valid ${en}.`,
]

const cellTexts = {
  'required-empty': ['必填项为空。', '必填項為空。', 'This field is required but empty.'],
  'too-long': [
    '内容过长（{found}个字符），最多{expected}个字符；系统不会自行截断。',
    '內容過長（{found}個字元），最多{expected}個字元；系統不會自行截斷。',
    'The text has {found} characters; {expected} are allowed. It is never cut automatically.',
  ],
  'too-many': [
    '一格中有{found}个值，最多{expected}个。',
    '一格中有{found}個值，最多{expected}個。',
    'The cell holds {found} values; at most {expected} are allowed.',
  ],
  mojibake: [
    '“{found}”是乱码，请检查文件编码。',
    '「{found}」是亂碼，請檢查檔案編碼。',
    '“{found}” is garbled; check the encoding of the file.',
  ],
  'text-tidied': [
    '“{found}”中有不可见字符或多余空白，已保留为“{suggestion}”。',
    '「{found}」中有不可見字元或多餘空白，已保留為「{suggestion}」。',
    '“{found}” has invisible characters or stray blanks; kept as “{suggestion}”.',
  ],
  'empty-mark': [
    '“{found}”表示没有内容，已按空值处理。',
    '「{found}」表示沒有內容，已按空值處理。',
    '“{found}” stands for nothing; treated as empty.',
  ],
  'name-rewritten': [
    '名称“{found}”已规范为“{suggestion}”。',
    '名稱「{found}」已規範為「{suggestion}」。',
    'The name “{found}” was normalised to “{suggestion}”.',
  ],
  'name-shape': [
    '“{found}”不像一个名称。',
    '「{found}」不像一個名稱。',
    '“{found}” does not look like a name.',
  ],
  'name-masked': [
    '名称“{found}”被遮盖，请报送完整名称。',
    '名稱「{found}」被遮蓋，請報送完整名稱。',
    'The name “{found}” is masked; send the full name.',
  ],
  'uscc-invalid': invalid('统一社会信用代码', '統一社會信用代碼', 'unified social credit code'),
  'registration-number-invalid': invalid('工商注册号', '工商註冊號', 'business registration number'),
  'organisation-code-invalid': invalid('组织机构代码', '組織機構代碼', 'organisation code'),
  'tax-number-invalid': invalid('税务登记号', '稅務登記號', 'tax registration number'),
  'institution-certificate-invalid': invalid(
    '事业单位证书号',
    '事業單位證書號',
    'public-institution certificate number',
  ),
  'social-certificate-invalid': invalid(
    '社会组织登记证号',
    '社會組織登記證號',
    'social-organisation certificate number',
  ),
  'resident-id-invalid': invalid('公民身份号码', '公民身份號碼', 'resident identity number'),
  'identity-number-invalid': invalid('证件号码', '證件號碼', 'identity document number'),
  'identifier-masked': [
    '代码“{found}”被遮盖，不能用来识别主体，请报送完整代码。',
    '代碼「{found}」被遮蓋，不能用來識別主體，請報送完整代碼。',
    'The code “{found}” is masked and identifies nobody; send the full code.',
  ],
  'identifier-rewritten': [
    '代码“{found}”已规范为“{suggestion}”。',
    '代碼「{found}」已規範為「{suggestion}」。',
    'The code “{found}” was normalised to “{suggestion}”.',
  ],
  'identifier-elsewhere': [
    '“{found}”不是本列的代码，已作为“{expected}”识别主体，请改填到相应列。',
    '「{found}」不是本欄的代碼，已作為「{expected}」識別主體，請改填到相應欄。',
    '“{found}” is not a code of this column; used as {expected} to identify the subject. Move it to its own column.',
  ],
  'document-number-rewritten': [
    '文号“{found}”已规范为“{suggestion}”。',
    '文號「{found}」已規範為「{suggestion}」。',
    'The document number “{found}” was normalised to “{suggestion}”.',
  ],
  'document-number-masked': [
    '文号“{found}”被遮盖，无法区分不同的决定。',
    '文號「{found}」被遮蓋，無法區分不同的決定。',
    'The document number “{found}” is masked and cannot tell decisions apart.',
  ],
  'date-rewritten': [
    '日期“{found}”已规范为“{suggestion}”。',
    '日期「{found}」已規範為「{suggestion}」。',
    'The date “{found}” was normalised to “{suggestion}”.',
  ],
  'date-placeholder': [
    '“{found}”是占位日期，不是真实日期，已按空值处理。',
    '「{found}」是占位日期，不是真實日期，已按空值處理。',
    '“{found}” is a placeholder, not a day; treated as empty.',
  ],
  'date-invalid': ['“{found}”不是有效日期。', '「{found}」不是有效日期。', '“{found}” is not a valid date.'],
  'date-incomplete': [
    '“{found}”不是完整日期，已按空值处理。',
    '「{found}」不是完整日期，已按空值處理。',
    '“{found}” is not a full date; treated as empty.',
  ],
  'amount-rewritten': [
    '金额“{found}”已换算为{suggestion}元。',
    '金額「{found}」已換算為{suggestion}元。',
    'The amount “{found}” was converted to {suggestion} yuan.',
  ],
  'amount-unit': [
    '本列以{expected}为单位，“{found}”自带单位，已按{suggestion}元保存。',
    '本欄以{expected}為單位，「{found}」自帶單位，已按{suggestion}元保存。',
    'The column is in {expected}, but “{found}” names its own unit; kept as {suggestion} yuan.',
  ],
  'amount-invalid': [
    '“{found}”不是有效金额。',
    '「{found}」不是有效金額。',
    '“{found}” is not a valid amount.',
  ],
  'amount-negative': [
    '金额“{found}”为负数。',
    '金額「{found}」為負數。',
    'The amount “{found}” is negative.',
  ],
  'amount-currency': [
    '金额“{found}”的币种是{reason}，本列只收人民币，未保存。',
    '金額「{found}」的幣種是{reason}，本欄只收人民幣，未保存。',
    'The amount “{found}” is in {reason}; this column takes renminbi only, so it was not kept.',
  ],
  'amount-approximate': [
    '金额“{found}”是约数，按{suggestion}元保存。',
    '金額「{found}」是約數，按{suggestion}元保存。',
    'The amount “{found}” is approximate; kept as {suggestion} yuan.',
  ],
  'number-rewritten': [
    '数值“{found}”已规范为“{suggestion}”。',
    '數值「{found}」已規範為「{suggestion}」。',
    'The number “{found}” was normalised to “{suggestion}”.',
  ],
  'number-invalid': [
    '“{found}”不是有效数值。',
    '「{found}」不是有效數值。',
    '“{found}” is not a valid number.',
  ],
  'boolean-invalid': [
    '“{found}”既不是“是”也不是“否”。',
    '「{found}」既不是「是」也不是「否」。',
    '“{found}” is neither yes nor no.',
  ],
  'enum-unknown': [
    '“{found}”不在代码表（{expected}）中。',
    '「{found}」不在代碼表（{expected}）中。',
    '“{found}” is not in the code table {expected}.',
  ],
  'enum-rewritten': [
    '“{found}”已对应为代码表中的“{suggestion}”。',
    '「{found}」已對應為代碼表中的「{suggestion}」。',
    '“{found}” was mapped to “{suggestion}” of the code table.',
  ],
  'enum-detail': [
    '“{found}”已归入“{suggestion}”，补充说明未单独保存。',
    '「{found}」已歸入「{suggestion}」，補充說明未單獨保存。',
    '“{found}” was filed under “{suggestion}”; the added words are not kept apart.',
  ],
  'separator-rewritten': [
    '“{found}”中的多个值应以“{expected}”分隔，已规范为“{suggestion}”。',
    '「{found}」中的多個值應以「{expected}」分隔，已規範為「{suggestion}」。',
    'The values in “{found}” should be separated by “{expected}”; kept as “{suggestion}”.',
  ],
  'value-repeated': [
    '“{found}”在同一格中重复，只保留一次。',
    '「{found}」在同一格中重複，只保留一次。',
    '“{found}” is repeated in the cell; kept once.',
  ],
  'region-abolished': [
    '行政区划“{found}”已撤销或变更，请核对。',
    '行政區劃「{found}」已撤銷或變更，請核對。',
    'The region “{found}” has been abolished or changed; please check.',
  ],
  'region-unknown': [
    '“{found}”不在行政区划代码表中。',
    '「{found}」不在行政區劃代碼表中。',
    '“{found}” is in no edition of the region table.',
  ],
  'region-rewritten': [
    '行政区划“{found}”已对应为代码{suggestion}。',
    '行政區劃「{found}」已對應為代碼{suggestion}。',
    'The region “{found}” was mapped to code {suggestion}.',
  ],
  'industry-unknown': [
    '“{found}”不在国民经济行业分类中，未保存。',
    '「{found}」不在國民經濟行業分類中，未保存。',
    '“{found}” is not in the industry classification; not kept.',
  ],
  'industry-rewritten': [
    '行业“{found}”已对应为代码{suggestion}。',
    '行業「{found}」已對應為代碼{suggestion}。',
    'The industry “{found}” was mapped to code {suggestion}.',
  ],
  'phone-invalid': [
    '“{found}”不是有效电话号码。',
    '「{found}」不是有效電話號碼。',
    '“{found}” is not a valid phone number.',
  ],
  'phone-rewritten': [
    '电话号码“{found}”已规范为“{suggestion}”。',
    '電話號碼「{found}」已規範為「{suggestion}」。',
    'The phone number “{found}” was normalised to “{suggestion}”.',
  ],
} as const satisfies Record<string, FindingText>

/** Every finding code and its sentence in the three languages. */
export const findingTexts = { ...cellTexts, ...checkTexts }

/** The codes a rule may report; `report` takes nothing else, so no finding can be without a text. */
export type FindingCode = keyof typeof findingTexts
