import type { FindingText } from './finding-texts.ts'

/** Sentences of findings about the file, the row, the subject and relations between fields. */
export const checkTexts = {
  'column-unknown': [
    '目录中没有这一列，内容原样保留但不参与清洗。',
    '目錄中沒有這一欄，內容原樣保留但不參與清洗。',
    'The catalogue has no such column; its content is kept as found and not checked.',
  ],
  'column-duplicate': [
    '此列与前面的列对应同一字段“{expected}”，以前一列为准。',
    '此欄與前面的欄對應同一欄位「{expected}」，以前一欄為準。',
    'This column stands for the same field “{expected}” as an earlier one; the earlier column counts.',
  ],
  'columns-too-many': [
    '文件有{found}列，只读取前{expected}列。',
    '檔案有{found}欄，只讀取前{expected}欄。',
    'The file has {found} columns; only the first {expected} are read.',
  ],
  'header-unit': [
    '表头注明的单位与目录不同，本列按表头的{found}读取。',
    '表頭註明的單位與目錄不同，本欄按表頭的{found}讀取。',
    'The header names another unit than the catalogue; the column is read in {found}.',
  ],
  'layout-unknown': [
    '没有名为“{found}”的版式，按现行版式读取。',
    '沒有名為「{found}」的版式，按現行版式讀取。',
    'There is no layout called “{found}”; the current one is used.',
  ],
  'shifted-columns': [
    '本行各列疑似错位（“{found}”），请检查内容中未加引号的分隔符。',
    '本行各欄疑似錯位（「{found}」），請檢查內容中未加引號的分隔符。',
    'The columns of this row seem shifted (“{found}”); look for an unquoted separator.',
  ],
  'key-empty': [
    '能够区分这条记录的字段全部为空。',
    '能夠區分這筆記錄的欄位全部為空。',
    'All fields that tell this record from others are empty.',
  ],
  'subject-kind-refused': [
    '此类信息不得归集到“{found}”名下。',
    '此類資訊不得歸集到「{found}」名下。',
    'This kind of record may not be collected about a subject of kind “{found}”.',
  ],
  'class-differs': [
    '填写的主体类别“{found}”与名称或代码不符。',
    '填寫的主體類別「{found}」與名稱或代碼不符。',
    'The class given, “{found}”, does not agree with the name or the code.',
  ],
  'person-unidentified': [
    '自然人没有有效的证件号码，仅凭姓名不能确定是谁。',
    '自然人沒有有效的證件號碼，僅憑姓名不能確定是誰。',
    'A person without a valid identity number cannot be told apart by name alone.',
  ],
  'person-number-on-organisation': [
    '主体是单位，个人证件号码不作为其标识。',
    '主體是單位，個人證件號碼不作為其標識。',
    'The subject is an organisation; a personal number is not used to identify it.',
  ],
  'organisation-code-differs': [
    '组织机构代码“{found}”与统一社会信用代码中的“{expected}”不同，以后者为准。',
    '組織機構代碼「{found}」與統一社會信用代碼中的「{expected}」不同，以後者為準。',
    'The organisation code “{found}” differs from “{expected}” inside the unified code; the latter counts.',
  ],
  'date-order': [
    '日期“{found}”早于应在其前的“{expected}”。',
    '日期「{found}」早於應在其前的「{expected}」。',
    'The date “{found}” is earlier than “{expected}”, which should come first.',
  ],
  'date-in-future': [
    '日期“{found}”晚于收到之日{expected}。',
    '日期「{found}」晚於收到之日{expected}。',
    'The date “{found}” is later than the day of receipt, {expected}.',
  ],
  'date-too-early': [
    '日期“{found}”早于{expected}。',
    '日期「{found}」早於{expected}。',
    'The date “{found}” is earlier than {expected}.',
  ],
  'amount-differs': [
    '金额{found}元与文字所述{expected}元不一致。',
    '金額{found}元與文字所述{expected}元不一致。',
    'The amount of {found} yuan differs from the {expected} yuan in the text.',
  ],
  'amount-factor': [
    '金额{found}元与文字所述{expected}元恰好相差{reason}倍，疑为单位错误。',
    '金額{found}元與文字所述{expected}元恰好相差{reason}倍，疑為單位錯誤。',
    'The amount of {found} yuan is off by a factor of exactly {reason} from the {expected} yuan in the text: probably a wrong unit.',
  ],
  'amount-missing': [
    '文字写明{expected}元，金额列为空。',
    '文字寫明{expected}元，金額欄為空。',
    'The text names {expected} yuan, but the amount column is empty.',
  ],
  'class-without-amount': [
    '类别含“{expected}”，但没有相应金额。',
    '類別含「{expected}」，但沒有相應金額。',
    'The class contains “{expected}”, but there is no amount.',
  ],
  'amount-without-class': [
    '填有金额{found}元，但类别中没有“{expected}”。',
    '填有金額{found}元，但類別中沒有「{expected}」。',
    'There is an amount of {found} yuan, but the class does not contain “{expected}”.',
  ],
  'organ-department': [
    '机关代码“{found}”不是由{expected}登记的，请核对是否填错。',
    '機關代碼「{found}」不是由{expected}登記的，請核對是否填錯。',
    'The organ code “{found}” was not registered by {expected}; please check it.',
  ],
  'lengths-differ': [
    '几个字段的值个数不一致（{found}），应当相等。',
    '幾個欄位的值個數不一致（{found}），應當相等。',
    'The fields hold different numbers of values ({found}); they must be equal.',
  ],
  'not-a-penalty': [
    '内容写明“{found}”，不是行政处罚，不予归集。',
    '內容寫明「{found}」，不是行政處罰，不予歸集。',
    'The content says “{found}”: this is not a penalty and is not collected.',
  ],
} as const satisfies Record<string, FindingText>
