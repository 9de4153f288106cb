import { isDay, workCalendar } from '@xinqiao/standards'
import type { PolicyFault, PolicyFile } from '../../../kernel/module.ts'
import { codeLine } from './code-lines.ts'
import type { CodeTable } from './code-table.ts'
import { enumKey } from './enum-index.ts'

const words = (zh: string, hant: string, en: string) => ({ 'zh-CN': zh, 'zh-Hant': hant, en })

/** What code tables say wrongly although their shape is right: a code or name twice, a line that is none, a day that is none. */
export const codeFaults = (files: readonly PolicyFile[]): PolicyFault[] =>
  files
    .filter(({ area }) => area === 'codes')
    .flatMap(({ file, content }) => faultsOf(file, content as CodeTable))

function faultsOf(file: string, table: CodeTable): PolicyFault[] {
  const parts = [table.entries, table.lines, table.years].filter((part) => part !== undefined)
  if (parts.length !== 1)
    return [
      {
        file,
        path: [],
        found: null,
        expected: words(
          'entries、lines、years 三者之一',
          'entries、lines、years 三者之一',
          'exactly one of entries, lines and years',
        ),
      },
    ]
  return [...entryFaults(file, table), ...lineFaults(file, table), ...yearFaults(file, table)]
}

function entryFaults(file: string, { entries = [] }: CodeTable): PolicyFault[] {
  const faults: PolicyFault[] = []
  const codes = new Set(entries.map(({ code }) => code))
  const owners = new Map<string, number>()
  entries.forEach(({ code, title, aliases = [], parent }, index) => {
    if (parent !== undefined && !codes.has(parent))
      faults.push({
        file,
        path: ['entries', index, 'parent'],
        found: parent,
        expected: words('本表中的代码', '本表中的代碼', 'a code of this table'),
      })
    const texts: [string, (string | number)[]][] = [
      [code, ['entries', index, 'code']],
      [title['zh-CN'], ['entries', index, 'title']],
      ...aliases.map((alias, at): [string, (string | number)[]] => [
        alias,
        ['entries', index, 'aliases', at],
      ]),
    ]
    for (const [text, path] of texts) {
      const owner = owners.get(enumKey(text))
      const isOwn = owner === index && path.at(-2) !== 'aliases'
      if (owner === undefined) owners.set(enumKey(text), index)
      else if (!isOwn)
        faults.push({
          file,
          path,
          found: text,
          expected: words(
            `与 ${entries[owner]?.code} 不同的写法`,
            `與 ${entries[owner]?.code} 不同的寫法`,
            `a text that ${entries[owner]?.code} does not have`,
          ),
        })
    }
  })
  return faults
}

function lineFaults(file: string, { lines }: CodeTable): PolicyFault[] {
  if (lines === undefined) return []
  const faults: PolicyFault[] = []
  const rows = lines.split('\n')
  const read = rows.map((line) => codeLine(line))
  const codes = new Set(read.map((line) => line?.code))
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    if (row.trim() === '') continue
    const line = read[index]
    const say = (found: string, expected: PolicyFault['expected']) =>
      faults.push({ file, path: ['lines'], lines: index + 1, found, expected })
    if (line === undefined) {
      say(
        row,
        words(
          '代码 名称 [启用..停用] [>承继代码] [*]',
          '代碼 名稱 [啟用..停用] [>承繼代碼] [*]',
          'code name [from..to] [>successor] [*]',
        ),
      )
      continue
    }
    if (seen.has(line.code))
      say(line.code, words('每个代码只出现一次', '每個代碼只出現一次', 'each code once'))
    seen.add(line.code)
    for (const next of line.successors)
      if (!codes.has(next)) say(next, words('本表中的代码', '本表中的代碼', 'a code of this table'))
  }
  return faults
}

function yearFaults(file: string, { years = [] }: CodeTable): PolicyFault[] {
  const faults: PolicyFault[] = []
  const seen = new Set<number>()
  years.forEach((one, index) => {
    if (seen.has(one.year))
      faults.push({
        file,
        path: ['years', index, 'year'],
        found: String(one.year),
        expected: words('每年只出现一次', '每年只出現一次', 'each year once'),
      })
    seen.add(one.year)
    for (const part of ['holidays', 'makeUpDays'] as const)
      one[part].forEach((day, at) => {
        if (!isDay(day) || !day.startsWith(`${one.year}-`))
          faults.push({
            file,
            path: ['years', index, part, at],
            found: day,
            expected: words(`${one.year} 年的日期`, `${one.year} 年的日期`, `a day of ${one.year}`),
          })
      })
  })
  if (faults.length > 0) return faults
  try {
    workCalendar(years)
    return []
  } catch (error) {
    return [
      {
        file,
        path: ['years'],
        found: (error as Error).message,
        expected: words('不相矛盾的日历', '不相矛盾的日曆', 'a calendar without contradiction'),
      },
    ]
  }
}
