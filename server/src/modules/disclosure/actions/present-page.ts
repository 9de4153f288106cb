import type { Ctx } from '../../../kernel/context.ts'
import { type CatalogItem, codeLookups, industryTitle, regionTitle } from '../../catalog/index.ts'
import { cardView } from '../../evaluation/index.ts'
import { organisationsOf } from '../../identity/index.ts'
import { packSet } from '../../policy/index.ts'
import { categoryOrder, categoryTitles } from '../rules/categories.ts'
import { displaySentence, severityTitle } from '../rules/display-sentence.ts'
import { fieldText } from '../rules/field-text.ts'
import { lawOf } from '../rules/law.ts'
import { markTitles } from '../rules/marks.ts'
import { publicFields } from '../rules/page.ts'
import type { PageBody, PageRecord } from '../schema.ts'
import type { ReadPage } from './read-page.ts'

/** A page with everything a reader needs in words: titles from the catalog, clauses, reasons, names of codes. */
export async function presentPage(ctx: Ctx, subjectId: string, page: ReadPage) {
  const packs = await packSet(ctx)
  const items = lawOf(packs).items(page.asOf)
  const { body } = page
  const providers = await organisationsOf(ctx, [...new Set(body.records.map((r) => r.providerId))])
  const lookups = codeLookups(packs)
  const present = (record: PageRecord, item: CatalogItem) => ({
    id: record.id,
    kind: record.kind,
    headline: headlineOf(record, item, lookups.enumTitle),
    occurredOn: record.occurredOn,
    fields: fieldsOf(record, item, packs, lookups.enumTitle),
    display: {
      ...record.display,
      severityTitle: record.display.severity === null ? null : severityTitle(record.display.severity),
      clauses: record.display.clauses.flatMap((n) => body.clauses[n] ?? []),
      sentence: displaySentence(record.display, page.asOf),
    },
    source: {
      provider: providers.get(record.providerId)?.title ?? record.providerId,
      organ: textOf(item.organ === undefined ? undefined : record.values[item.organ]),
    },
    version: record.version,
    knownFrom: record.knownFrom,
    underObjection: record.underObjection,
  })
  const sections = categoryOrder.flatMap((category) => {
    const kinds = [...Map.groupBy(body.records, (r) => r.kind)].flatMap(([kind, records]) => {
      const item = items.get(kind)
      if (item?.category !== category) return []
      return [
        {
          kind,
          title: item.title,
          nature: item.nature,
          records: records.toReversed().map((r) => present(r, item)),
        },
      ]
    })
    return kinds.length === 0 ? [] : [{ category, title: categoryTitles[category], kinds }]
  })
  return {
    subject: {
      id: subjectId,
      kind: body.kind,
      name: body.name,
      uscc: body.uscc,
      formerNames: body.formerNames,
      region: titled(body.regionCode, (code) => regionTitle(packs, code)),
      industry: titled(body.industryCode, (code) => industryTitle(packs, code)),
      identifiers: body.identifiers.map(([scheme, value]) => ({ scheme, value })),
    },
    basics: basicsOf(body, items, packs, lookups.enumTitle),
    marks: body.marks.map((code) => ({ code, title: markTitles[code] })),
    evaluation: body.evaluation === null ? null : cardView(packs, body.evaluation),
    sections,
    counts: body.counts,
    asOf: page.asOf,
    knownAt: page.knownAt,
    changesOn: page.changesOn,
    computedAt: ctx.now.toISOString(),
  }
}

type Packs = Awaited<ReturnType<typeof packSet>>
type EnumTitle = (table: string, code: string) => string | undefined

const fieldsOf = (record: PageRecord, item: CatalogItem, packs: Packs, enumTitle: EnumTitle) =>
  publicFields(item).flatMap((field) => {
    const value = record.values[field.code]
    return value === undefined
      ? []
      : [
          {
            code: field.code,
            title: field.title,
            text: fieldText(
              field,
              value,
              enumTitle,
              (code) => regionTitle(packs, code) ?? code,
              (code) => industryTitle(packs, code) ?? code,
            ),
          },
        ]
  })

function headlineOf(record: PageRecord, item: CatalogItem, enumTitle: EnumTitle): string {
  const code = item.headline?.find((c) => record.values[c] !== undefined)
  const field = item.fields.find((f) => f.code === code)
  return field
    ? fieldText(
        field,
        record.values[field.code]!,
        enumTitle,
        (c) => c,
        (c) => c,
      ).slice(0, 200)
    : item.title['zh-CN']
}

function basicsOf(body: PageBody, items: Map<string, CatalogItem>, packs: Packs, enumTitle: EnumTitle) {
  const registrations = body.records.filter(
    (r) => items.get(r.kind)?.category === 'registration' && items.get(r.kind)!.subject.address !== undefined,
  )
  const newest = registrations.toSorted((a, b) => (a.knownFrom < b.knownFrom ? 1 : -1))[0]
  return newest
    ? fieldsOf(newest, items.get(newest.kind)!, packs, enumTitle).map(({ code, title, text }) => ({
        code,
        title,
        value: text,
      }))
    : []
}

const textOf = (value: string | string[] | undefined): string | null =>
  value === undefined ? null : Array.isArray(value) ? value.join('、') : value
const titled = (code: string | null, titleOf: (code: string) => string | undefined) =>
  code === null ? null : { code, title: titleOf(code) ?? code }
