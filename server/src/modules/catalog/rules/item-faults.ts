import type { PolicyFault, PolicyFile } from '../../../kernel/module.ts'
import type { CatalogField, CatalogItem, Condition } from '../schema.ts'
import type { CodeTable } from './code-table.ts'
import { type EnumIndex, enumIndex } from './enum-index.ts'
import { headerKey } from './header-key.ts'

type Path = (string | number)[]
type Say = (path: Path, found: string | null, zh: string, hant: string, en: string) => void
type Known = {
  item: CatalogItem
  fields: ReadonlyMap<string, CatalogField>
  tables: ReadonlyMap<string, EnumIndex>
  say: Say
}

/** What record kinds say wrongly although their shape is right: pointers to nothing, doubled headers, open secrets. */
export function itemFaults(files: readonly PolicyFile[]): PolicyFault[] {
  const tables = new Map<string, EnumIndex>()
  for (const { area, content } of files)
    if (area === 'codes')
      tables.set((content as CodeTable).table, enumIndex((content as CodeTable).entries ?? []))
  return files
    .filter(({ area }) => area === 'catalog')
    .flatMap(({ file, content }) => faultsOf(file, content as CatalogItem, tables))
}

function faultsOf(file: string, item: CatalogItem, tables: Known['tables']): PolicyFault[] {
  const faults: PolicyFault[] = []
  const say: Say = (path, found, zh, hant, en) =>
    faults.push({ file, path, found, expected: { 'zh-CN': zh, 'zh-Hant': hant, en } })
  const known: Known = { item, fields: new Map(item.fields.map((field) => [field.code, field])), tables, say }
  doubledFields(known)
  pointers(known)
  for (const [index, field] of item.fields.entries()) fieldFaults(known, field, ['fields', index])
  doubledHeaders(known)
  for (const [index, { fields }] of (item.checks ?? []).entries())
    pointerList(known, fields, ['checks', index, 'fields'])
  if (item.withdrawnWhen) conditionFaults(known, item.withdrawnWhen, ['withdrawnWhen'])
  layoutFaults(known)
  return faults
}

function doubledFields({ item, say }: Known): void {
  const seen = new Set<string>()
  item.fields.forEach(({ code }, index) => {
    if (seen.has(code))
      say(
        ['fields', index, 'code'],
        code,
        '每个字段代码只出现一次',
        '每個欄位代碼只出現一次',
        'each field code once',
      )
    seen.add(code)
  })
}

function point({ fields, say }: Known, code: string | undefined, path: Path): void {
  if (code === undefined || fields.has(code)) return
  say(path, code, '本目录项中有的字段', '本目錄項中有的欄位', 'a field of this item')
}

function pointerList(known: Known, codes: readonly string[] | undefined, path: Path): void {
  for (const [index, code] of (codes ?? []).entries()) point(known, code, [...path, index])
}

function pointers(known: Known): void {
  const { item } = known
  item.key.forEach((code, index) => {
    if (code !== '$subject') point(known, code, ['key', index])
  })
  for (const [name, code] of Object.entries(item.subject))
    if (typeof code === 'string') point(known, code, ['subject', name])
  for (const name of [
    'occurredOn',
    'effectiveFrom',
    'effectiveTo',
    'documentNumber',
    'organ',
    'organCode',
  ] as const)
    point(known, item[name], [name])
  pointerList(known, item.headline, ['headline'])
}

const secretTypes = new Set(['resident-id', 'identity-number'])

function fieldFaults(known: Known, field: CatalogField, path: Path): void {
  const { say, tables, item } = known
  if (field.type === 'enum' && field.codes === undefined)
    say(
      [...path, 'type'],
      field.type,
      'enum 字段须写明代码表 codes',
      'enum 欄位須寫明代碼表 codes',
      'codes, the table of an enum',
    )
  if (field.codes !== undefined && !tables.has(field.codes))
    say(
      [...path, 'codes'],
      field.codes,
      'policy/codes/ 中有的代码表',
      'policy/codes/ 中有的代碼表',
      'a table in policy/codes/',
    )
  if (typeof field.required === 'object')
    conditionFaults(known, field.required.when, [...path, 'required', 'when'])
  if (field.unit !== undefined && field.type !== 'amount')
    say(
      [...path, 'unit'],
      field.unit,
      '只有 amount 字段有单位',
      '只有 amount 欄位有單位',
      'a unit only for an amount',
    )
  const openness = field.openness ?? item.openness
  const isSecret = openness === 'secret'
  if (secretTypes.has(field.type) && !(isSecret && field.mask === 'identity-number'))
    say(
      [...path, 'type'],
      field.type,
      'openness: secret 和 mask: identity-number（证件号码不得公开）',
      'openness: secret 和 mask: identity-number（證件號碼不得公開）',
      'openness: secret and mask: identity-number',
    )
  if (field.type === 'phone' && !isSecret)
    say(
      [...path, 'type'],
      field.type,
      'openness: secret（电话不得公开）',
      'openness: secret（電話不得公開）',
      'openness: secret',
    )
  if (field.type === 'person-name' && (openness === 'public' || field.mask !== 'person-name'))
    say(
      [...path, 'type'],
      field.type,
      'mask: person-name，且不得为 public（自然人姓名）',
      'mask: person-name，且不得為 public（自然人姓名）',
      'mask: person-name and not public',
    )
}

function conditionFaults(known: Known, { field, in: values }: Condition, path: Path): void {
  point(known, field, [...path, 'field'])
  const table = known.tables.get(known.fields.get(field)?.codes ?? '')
  if (table === undefined) return
  values.forEach((value, index) => {
    if (value !== '*' && table.titleOf(value) === undefined)
      known.say([...path, 'in', index], value, '代码表中的代码', '代碼表中的代碼', 'a code of the table')
  })
}

function doubledHeaders({ item, say }: Known): void {
  const seen = new Map<string, string>()
  const take = (text: string | undefined, code: string, path: Path, isAlias: boolean) => {
    if (text === undefined) return
    const key = headerKey(text)
    const owner = seen.get(key)
    if (owner === undefined) seen.set(key, code)
    else if (owner !== code || isAlias)
      say(
        path,
        text,
        `与 ${owner} 不同的表头`,
        `與 ${owner} 不同的表頭`,
        `a header that ${owner} does not have`,
      )
  }
  // Titles first: an alias may not take the title of a later field.
  item.fields.forEach(({ code, title }, index) => {
    take(code, code, ['fields', index, 'code'], false)
    take(title['zh-CN'], code, ['fields', index, 'title'], false)
    take(title['zh-Hant'], code, ['fields', index, 'title'], false)
  })
  item.fields.forEach(({ code, aliases }, index) => {
    aliases?.forEach((alias, at) => {
      take(alias, code, ['fields', index, 'aliases', at], true)
    })
  })
}

function layoutFaults(known: Known): void {
  known.item.layouts?.forEach((layout, index) => {
    const path: Path = ['layouts', index]
    pointerList(known, layout.optional, [...path, 'optional'])
    if (layout.withdrawnWhen) conditionFaults(known, layout.withdrawnWhen, [...path, 'withdrawnWhen'])
    for (const [header, code] of Object.entries(layout.headers)) {
      if (code !== null) point(known, code, [...path, 'headers', header])
    }
  })
}
