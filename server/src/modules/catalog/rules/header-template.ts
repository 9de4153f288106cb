import type { CatalogItem } from '../schema.ts'

/** An empty CSV file of a kind: one line with the titles of its fields, UTF-8 with byte order mark for spreadsheets. */
export function headerTemplate({ fields }: CatalogItem): string {
  const titles = fields.map(({ title }) => title['zh-CN'])
  const cells = titles.map((title) => (/[",\r\n]/u.test(title) ? `"${title.replaceAll('"', '""')}"` : title))
  return `\ufeff${cells.join(',')}\r\n`
}
