import { gb18030Encode } from '../files/gb18030.ts'
import { allFilled, type Dirt, filled, onCell, replace } from './row.ts'

const utf8 = new TextDecoder('utf-8')
const western = new TextDecoder('windows-1252')
const encoder = new TextEncoder()

/** What people type for "nothing", in a cell that may be empty. */
export const emptyMark: Dirt = (row) => {
  const free = row.columns.flatMap(({ required }, at) => (!required && row.cells[at] === '' ? [at] : []))
  if (free.length === 0) return []
  const mark = row.random.pick(['N/A', '— —', '——', '/', '无', '***', 'null', "''", '-', '暂无'])
  return free.slice(0, 3).flatMap((at) => replace(row, at, mark))
}

/** A required cell is empty. */
export const missingRequired: Dirt = (row) => {
  const places = row.columns.flatMap(({ required }, at) => (required && row.cells[at] ? [at] : []))
  return places.length === 0 ? [] : replace(row, row.random.pick(places), row.random.chance(0.7) ? '' : '无')
}

/** UTF-8 read as cp1252 (recoverable) or GBK read as UTF-8 (lost). */
export const mojibake: Dirt = (row) => {
  const lost = row.random.chance(0.5)
  return allFilled(row, 'name', 'text', 'organ')
    .slice(0, 3)
    .flatMap((at) => {
      const text = row.cells[at] as string
      return replace(row, at, lost ? utf8.decode(gb18030Encode(text)) : western.decode(encoder.encode(text)))
    })
}

/** An unquoted comma: one cell became two, all after it stand one column too far right. */
export const shiftedColumns: Dirt = (row) => {
  const at = filled(row, 'content', 'amount-wan', 'amount', 'organ')
  if (at < 0) return []
  const before = row.cells[at] as string
  const cut = Math.max(1, Math.floor(before.length / 2))
  row.cells.splice(at, 1, before.slice(0, cut), before.slice(cut))
  return [{ column: row.columns[at]?.code ?? '', before, after: before.slice(0, cut) }]
}

/** A cell far above every length limit of names and numbers. */
export const tooLong: Dirt = onCell(['document', 'name'], (text) => text.repeat(Math.ceil(400 / text.length)))

/** The act is marked as withdrawn at its source. */
export const withdrawn: Dirt = (row) => {
  const at = row.columns.findIndex(({ code }) => code === 'CF_ZT' || code === 'XK_ZT')
  if (at < 0) return []
  return replace(row, at, row.columns[at]?.code === 'CF_ZT' ? '撤销' : '2')
}

/** Listed among penalties although nothing was imposed. */
export const notPenalty: Dirt = (row) => {
  const at = row.columns.findIndex(({ code }) => code === 'CF_NR')
  return at < 0
    ? []
    : replace(row, at, row.random.pick(['不予行政处罚。', '违法事实不能成立，不予行政处罚。']))
}

/** The authority's column names a system, a document or something with a number instead of an authority. */
export const oddOrgan: Dirt = onCell(['organ'], (organ, { random }) =>
  random.pick([
    '行政权力运行系统-2',
    `${organ}(2)`,
    '市函〔2022〕13号',
    '3f2c1a8e-5b7d-4e90-9c11-7d2f0a6b4e31',
  ]),
)
