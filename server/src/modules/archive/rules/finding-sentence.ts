import { fileProblemText, rowProblemText } from '../../../kernel/files/index.ts'
import type { CatalogItem } from '../../catalog/index.ts'
import { type Finding, findingText } from '../../cleaning/index.ts'

export type Sentences = { 'zh-CN': string; 'zh-Hant': string; en: string }
type Language = keyof Sentences
type Said = Pick<Finding, 'code' | 'field' | 'found' | 'expected' | 'suggestion' | 'level' | 'reason'>

const languages: Language[] = ['zh-CN', 'zh-Hant', 'en']

/** Sentences about rows that neither the reader nor the cleaner says: whom a row is about, which kind a table is. */
const own: Record<string, (f: Said) => Sentences> = {
  'file-kind-unknown': (f) => ({
    'zh-CN': `表头（${f.found}…）与目录中的任何数据种类都不相符；请选择数据种类，或使用模板的表头。`,
    'zh-Hant': `表頭（${f.found}…）與目錄中的任何資料種類都不相符；請選擇資料種類，或使用範本的表頭。`,
    en: `The headers (${f.found}…) fit no record kind of the catalog; choose the kind, or use the headers of a template.`,
  }),
  'list-row-unread': () => ({
    'zh-CN': '无法识别这一行是全量清单中的哪条记录；在改正之前，本清单不会移出任何记录。',
    'zh-Hant': '無法識別這一列是全量清單中的哪條記錄；在改正之前，本清單不會移出任何記錄。',
    en: 'It cannot be told which record of the full list this row is; until it is corrected, the list removes none.',
  }),
  'subject-erased': () => ({
    'zh-CN': '这一行涉及的自然人的信息已依法删除，不再归集；如确需重新归集，请先办理恢复手续。',
    'zh-Hant': '這一列涉及的自然人的資訊已依法刪除，不再歸集；如確需重新歸集，請先辦理恢復手續。',
    en: 'The data of the person this row is about were erased by law and are not collected again.',
  }),
  'subject-no-candidate': (f) => ({
    'zh-CN': `这一行没有有效的标识码，档案中也没有名为“${f.found}”的主体；请补充统一社会信用代码，或由工作人员确认主体。`,
    'zh-Hant': `這一列沒有有效的標識碼，檔案中也沒有名為「${f.found}」的主體；請補充統一社會信用代碼，或由工作人員確認主體。`,
    en: `The row has no valid identifier and no subject named “${f.found}” is known; add the unified social credit code, or an officer must say who it is.`,
  }),
  'subject-candidates': (f) => ({
    'zh-CN': `这一行没有有效的标识码，仅凭名称“${f.found}”不足以认定主体；已列出可能的主体，等待工作人员确认。`,
    'zh-Hant': `這一列沒有有效的標識碼，僅憑名稱「${f.found}」不足以認定主體；已列出可能的主體，等待工作人員確認。`,
    en: `The row has no valid identifier, and the name “${f.found}” alone does not prove whom it is about; possible subjects wait for an officer.`,
  }),
  'subject-identifiers-disagree': (f) => ({
    'zh-CN': `这一行的几个标识码指向不同的主体（名称“${f.found}”）；请核对代码，或由工作人员确认。`,
    'zh-Hant': `這一列的幾個標識碼指向不同的主體（名稱「${f.found}」）；請核對代碼，或由工作人員確認。`,
    en: `The identifiers of the row lead to different subjects (name “${f.found}”); check the codes, or an officer must decide.`,
  }),
}

const missing: Record<Language, (columns: string) => string> = {
  'zh-CN': (columns) => `表中缺少必需的列：${columns}；请补上后重新提交。`,
  'zh-Hant': (columns) => `表中缺少必需的欄：${columns}；請補上後重新提交。`,
  en: (columns) => `The table lacks required columns: ${columns}; add them and send it again.`,
}

/** Columns by title and code: a file may have either as its header. */
const columnsIn = (language: Language, codes: string, item: CatalogItem | null): string =>
  codes
    .split('、')
    .map((code) => {
      const field = item?.fields.find((f) => f.code === code)
      return field
        ? language === 'en'
          ? `${titleIn(language, field)} (${code})`
          : `${titleIn(language, field)}（${code}）`
        : code
    })
    .join(language === 'en' ? ', ' : '、')

const titleIn = (language: Language, { title }: CatalogItem['fields'][number]): string =>
  title[language] ?? title['zh-CN']

/** What a finding says, in three languages: row and column, what was found, what was expected, the fix if there is one. */
export function findingSentence(
  finding: Said,
  where: { item: CatalogItem | null; column: string | null; rowNumber: number | null },
): Sentences {
  const mine = own[finding.code]
  if (mine) return mine(finding)
  if (finding.code === 'file-column-missing')
    return inAll((language) => missing[language](columnsIn(language, finding.expected ?? '', where.item)))
  if (finding.code.startsWith('file-')) {
    const code = finding.code.slice(5)
    return inAll((language) =>
      rowProblemText(
        { code: code as never, found: finding.found ?? '', expected: finding.expected ?? '' },
        language,
        where.rowNumber ?? undefined,
      ),
    )
  }
  const field = where.item?.fields.find((f) => f.code === finding.field)
  return inAll((language) =>
    findingText(
      finding,
      {
        fieldTitle: field ? titleIn(language, field) : null,
        column: where.column,
        rowNumber: where.rowNumber,
      },
      language,
    ),
  )
}

/** Why a file could not be read (on), in three languages. */
export const fileSentence = (problem: { code: string; params: Record<string, unknown> }): Sentences =>
  inAll((language) =>
    fileProblemText({ code: problem.code as never, params: problem.params as never }, language),
  )

const inAll = (say: (language: Language) => string) =>
  Object.fromEntries(languages.map((language) => [language, say(language)])) as Sentences
