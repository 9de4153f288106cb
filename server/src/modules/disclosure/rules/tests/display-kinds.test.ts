import { describe, expect, it } from 'vitest'
import type { CatalogItem } from '../../../catalog/index.ts'
import { compileDisplay } from '../display.ts'
import { displayPacks, itemOf, packOf, realDisplay, recordOf } from './display-packs.ts'

const displayOf = realDisplay()
const penalty = itemOf({})
const general = recordOf({ occurredOn: '2026-05-01' })
const day = '2026-05-02'

describe('what is never shown', () => {
  it('nothing about a natural person, and the clause says why', () => {
    const found = displayOf(general, penalty, 'person', day)
    expect(found).toMatchObject({ shown: false, reason: 'person', changesOn: null })
    expect(found.clauses[0]?.article).toContain('个人信息保护法')
  })
  it.each(['authorised', 'shared', 'secret'] as const)('no kind the catalogue keeps %s', (openness) => {
    expect(displayOf(general, itemOf({ openness }), 'enterprise', day)).toMatchObject({
      shown: false,
      reason: 'not-public',
    })
  })
  it.each(['withdrawn', 'repaired', 'removed'] as const)('a record %s, from that very day', (status) => {
    const ended = { ...general, status, statusOn: '2026-06-01' }
    expect(displayOf(ended, penalty, 'enterprise', '2026-05-31')).toMatchObject({
      shown: true,
      changesOn: '2026-06-01',
    })
    expect(displayOf(ended, penalty, 'enterprise', '2026-06-01')).toMatchObject({
      shown: false,
      reason: status,
    })
    expect(displayOf({ ...ended, statusOn: null }, penalty, 'enterprise', day).shown).toBe(false)
  })
})

it('a record under objection stays public but is marked', () => {
  expect(displayOf({ ...general, underObjection: true }, penalty, 'enterprise', day)).toMatchObject({
    shown: true,
    reason: 'shown-under-objection',
    lastDisplayOn: '2027-05-01',
  })
})

describe('kinds that are not penalties', () => {
  const kind = (category: CatalogItem['category'], nature: CatalogItem['nature'], name: string) =>
    itemOf({ kind: name, category, nature, fields: [] })
  const dated = { occurredOn: '2024-01-10', effectiveTo: '2026-12-31', values: {} }
  it.each<[string, CatalogItem, string | null, string | null, string | null]>([
    ['base data have no end', kind('registration', 'neutral', 'x-registration'), null, null, null],
    [
      'a licence ends with its validity',
      kind('administrative', 'positive', 'x-licence'),
      null,
      '2026-12-31',
      null,
    ],
    ['an honour ends with its validity', kind('honour', 'positive', 'x-honour'), null, '2026-12-31', null],
    [
      'a neutral judgment is shown five years',
      kind('judicial', 'neutral', 'x-judgment'),
      null,
      '2029-01-10',
      null,
    ],
    [
      'a serious list is serious and ends with its removal',
      kind('serious-list', 'negative', 'x-list'),
      'serious',
      '2026-12-31',
      '2025-01-11',
    ],
    [
      'an abnormal entry may be left at once',
      kind('abnormal-list', 'negative', 'x-abnormal'),
      'listed',
      '2026-12-31',
      '2024-01-10',
    ],
  ])('%s', (_name, item, severity, last, repair) => {
    const found = displayOf(recordOf({ ...dated, kind: item.kind }), item, 'enterprise', day)
    expect(found).toMatchObject({ shown: true, severity, lastDisplayOn: last, earliestRepairOn: repair })
    expect(found.clauses.length).toBe(2)
  })
  it('a licence is shown on its last day and gone on the next', () => {
    const item = kind('administrative', 'positive', 'x-licence')
    const licence = recordOf({ ...dated, kind: item.kind })
    expect(displayOf(licence, item, 'enterprise', '2026-12-31')).toMatchObject({
      shown: true,
      changesOn: '2027-01-01',
    })
    expect(displayOf(licence, item, 'enterprise', '2027-01-01').reason).toBe('period-ended')
  })
  it('a listing of 2024 runs to its own removal date before Order 36 and three years after it', () => {
    const item = kind('serious-list', 'negative', 'x-list')
    const entry = recordOf({ ...dated, kind: item.kind })
    expect(displayOf(entry, item, 'enterprise', '2025-01-01').lastDisplayOn).toBe('2026-12-31')
    expect(displayOf({ ...entry, effectiveTo: null }, item, 'enterprise', '2025-01-01').lastDisplayOn).toBe(
      '2027-01-10',
    )
  })
})

describe('lists and states', () => {
  const of = (category: CatalogItem['category'], name: string, nature: CatalogItem['nature'] = 'negative') =>
    itemOf({ category, nature, kind: name, fields: [] })
  const shownOn = (item: CatalogItem, on: string, part: Parameters<typeof recordOf>[0]) => {
    const { shown, severity, lastDisplayOn } = displayOf(
      recordOf({ kind: item.kind, ...part }),
      item,
      'enterprise',
      on,
    )
    return { shown, severity, lastDisplayOn }
  }
  it.each(['serious-list', 'abnormal-list'] as const)(
    'an entry its %s says is removed is not shown',
    (category) => {
      const item = of(category, category)
      expect(shownOn(item, day, { values: { ZT: 'listed' } }).shown).toBe(true)
      expect(shownOn(item, day, { values: { ZT: 'removed' } }).shown).toBe(false)
    },
  )
  it('a judgment debtor who can perform is shown until he does, others for two years', () => {
    const item = of('judicial', 'judgment-debtor')
    const since = { occurredOn: '2025-03-01' }
    expect(shownOn(item, day, { ...since, values: { JTQX: 'able-refuses' } })).toEqual({
      shown: true,
      severity: 'serious',
      lastDisplayOn: null,
    })
    expect(shownOn(item, day, { ...since, values: { JTQX: 'evasion' } }).lastDisplayOn).toBe('2027-03-01')
    expect(shownOn(item, day, { ...since, values: { LXQK: 'full' } }).shown).toBe(false)
  })
  it('tax arrears are shown until they are paid, one year at most', () => {
    const item = of('compliance', 'tax-arrears')
    const since = { occurredOn: '2026-04-20' }
    expect(shownOn(item, day, since).lastDisplayOn).toBe('2027-04-20')
    expect(shownOn(item, day, { ...since, effectiveTo: '2026-05-01' }).shown).toBe(false)
  })
  it('a commitment is shown only when it is open to the public', () => {
    const item = of('commitment', 'commitment', 'neutral')
    expect(shownOn(item, day, { values: { GKLX: 'public' } }).shown).toBe(true)
    expect(shownOn(item, day, { values: { GKLX: 'restricted' } }).shown).toBe(false)
  })
  it('a failed food test of market regulation is general and shown for a year', () => {
    const item = itemOf({ kind: 'food-safety-check', nature: 'neutral', organ: 'RDJG', fields: [] })
    const values = { RDJG: '某省市场监督管理局', JYJL: 'failed' }
    expect(shownOn(item, day, { occurredOn: '2026-04-20', values })).toEqual({
      shown: true,
      severity: 'general',
      lastDisplayOn: '2027-04-20',
    })
    expect(
      shownOn(item, day, { occurredOn: '2026-04-20', values: { ...values, JYJL: 'passed' } }).severity,
    ).toBeNull()
  })
})

describe('packs are data', () => {
  it('a title of the code table counts like its code', () => {
    const byTitle = packOf({
      ...displayPacks().find((pack) => pack.code === 'disclosure/ndrc-order-36')!.content,
      assignments: [
        {
          class: 'serious',
          step: 1,
          where: [{ field: 'CF_CFLB', in: ['罚款'] }],
          article: '一',
          text: { 'zh-CN': '一', en: 'One' },
        },
      ],
    })
    const rule = compileDisplay([byTitle], {
      enumOf: (_table, text) => (text === '罚款' ? 'fine' : undefined),
    })
    expect(rule(general, penalty, 'enterprise', day).severity).toBe('serious')
  })
  it('of two versions of a pack the one that came into force last decides', () => {
    const [first] = displayPacks().filter((pack) => pack.code === 'disclosure/ndrc-order-36')
    const changed = structuredClone(first!.content)
    changed.version = '2027.1'
    changed.validFrom = '2026-08-01'
    changed.classes.general!.monthsMax = 6
    const rule = compileDisplay([packOf(changed), first!], { enumOf: () => undefined })
    expect(rule(general, penalty, 'enterprise', '2026-07-31')).toMatchObject({
      lastDisplayOn: '2027-05-01',
      changesOn: '2026-08-01',
    })
    expect(rule(general, penalty, 'enterprise', '2026-08-01').lastDisplayOn).toBe('2026-11-01')
  })
  it('a pack that cannot work is refused with every fault', () => {
    const content = structuredClone(displayPacks()[0]!.content)
    content.classes = {
      wrong: {
        title: { 'zh-CN': '错', en: 'Wrong' },
        adverse: true,
        rank: 1,
        shown: true,
        monthsMin: 5,
        monthsMax: 3,
        graceMonths: 1,
        article: '一',
        text: { 'zh-CN': '一', en: 'One' },
      },
    }
    content.assignments = [{ class: 'absent', step: 1, article: '一', text: { 'zh-CN': '一', en: 'One' } }]
    const compile = () => compileDisplay([packOf(content)], { enumOf: () => undefined })
    expect(compile).toThrow('no more than monthsMax')
    expect(compile).toThrow('validity beside it')
    expect(compile).toThrow('assignments.0.class absent')
  })
  it('without any pack nothing is shown', () => {
    expect(
      compileDisplay([], { enumOf: () => undefined })(general, penalty, 'enterprise', day),
    ).toMatchObject({
      shown: false,
      reason: 'no-rule',
      clauses: [],
    })
  })
})
