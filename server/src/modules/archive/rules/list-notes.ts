import type { CatalogItem } from '../../catalog/index.ts'
import type { Finding } from '../../cleaning/index.ts'
import type { Batch, BatchTable } from '../../intake/index.ts'
import { isCorrection } from './correction-columns.ts'
import type { Sentences } from './finding-sentence.ts'

/** Marks a row of a full list of which neither the record nor the subject can be read. */
export const unreadFinding: Finding = {
  code: 'list-row-unread',
  level: 'warning',
  field: null,
  found: null,
  expected: null,
}

type Note = Batch['notes'][number]
type Unfiled = { tableNumber: number; unfiled: number; found: number }

/**
 * What a full list may end and what must be said about it, for one kind: rows that were not filed keep their records,
 * and while one cannot be read at all the list ends nothing. Corrected rows sent back are no list. Rows of a table that belongs to no kind may be of any list.
 */
export function listNotes(
  kind: string,
  tables: BatchTable[],
  unfiled: Unfiled[],
): { mayEnd: boolean; notes: Note[] } {
  const kindOf = new Map(tables.map((t) => [t.number, t.kind]))
  let [rows, unread] = [0, 0]
  for (const of of unfiled) {
    const its = kindOf.get(of.tableNumber) ?? null
    if (its !== null && its !== kind) continue
    rows += of.unfiled
    unread += its === null ? of.unfiled : of.found
  }
  if (tables.some((t) => t.kind === kind && isCorrection(t.headers)))
    return { mayEnd: false, notes: [{ code: 'list-corrected', params: { kind, rows } }] }
  if (unread > 0)
    return { mayEnd: false, notes: [{ code: 'list-ended-nothing', params: { kind, rows: unread } }] }
  return { mayEnd: true, notes: rows > 0 ? [{ code: 'list-kept', params: { kind, rows } }] : [] }
}

const texts: Record<
  string,
  (title: (language: 'zh-CN' | 'zh-Hant' | 'en') => string, rows: number) => Sentences
> = {
  'list-ended-nothing': (title, rows) => ({
    'zh-CN': `“${title('zh-CN')}”为全量清单，其中有 ${rows} 行无法识别是哪条记录，因此本批没有移出任何记录；请改正这些行后重新报送完整清单。`,
    'zh-Hant': `「${title('zh-Hant')}」為全量清單，其中有 ${rows} 列無法識別是哪條記錄，因此本批沒有移出任何記錄；請改正這些列後重新報送完整清單。`,
    en: `“${title('en')}” is a full list, and of ${rows} of its rows it cannot be told which records they are; so this batch removed no record. Correct these rows and send the whole list again.`,
  }),
  'list-corrected': (title) => ({
    'zh-CN': `“${title('zh-CN')}”为全量清单，本批是改正后重新报送的部分行，只更新这些行，不移出其他记录。`,
    'zh-Hant': `「${title('zh-Hant')}」為全量清單，本批是改正後重新報送的部分列，只更新這些列，不移出其他記錄。`,
    en: `“${title('en')}” is a full list; this batch holds only corrected rows sent back, so it updates those and removes no other record.`,
  }),
  'list-kept': (title, rows) => ({
    'zh-CN': `“${title('zh-CN')}”为全量清单，其中有 ${rows} 行未能入档；这些行视为仍在清单中，其原有记录保持不变。`,
    'zh-Hant': `「${title('zh-Hant')}」為全量清單，其中有 ${rows} 列未能入檔；這些列視為仍在清單中，其原有記錄保持不變。`,
    en: `“${title('en')}” is a full list, and ${rows} of its rows could not be filed; they count as still listed, and their earlier records stay as they are.`,
  }),
}

/** A note of a batch in three languages; undefined for a code nobody writes any more. */
export function noteSentence(note: Note, items: Map<string, CatalogItem>): Sentences | undefined {
  const kind = String(note.params.kind)
  const title = items.get(kind)?.title
  return texts[note.code]?.(
    (language) => title?.[language] ?? title?.['zh-CN'] ?? kind,
    Number(note.params.rows),
  )
}
