import { describe, expect, it } from 'vitest'
import { itemOf, realDisplay, recordOf } from './display-packs.ts'

const displayOf = realDisplay()
const penalty = itemOf({})
const on = (
  day: string,
  record = recordOf(),
  kind: 'enterprise' | 'individual-business' | 'person' = 'enterprise',
) => displayOf(record, penalty, kind, day)

describe('the law in force on the day of display decides', () => {
  const fine = recordOf()
  it.each([
    ['2025-01-01', true, 'ordinary', '2027-05-10', 'disclosure/ndrc-order-58'],
    ['2026-03-31', true, 'ordinary', '2027-05-10', 'disclosure/ndrc-order-58'],
    ['2026-04-01', false, 'general', '2025-05-10', 'disclosure/ndrc-order-36'],
    ['2026-05-01', false, 'general', '2025-05-10', 'disclosure/ndrc-order-36'],
  ])('a fine of 2024-05-10 on %s: shown %s as %s until %s', (day, shown, severity, last, pack) => {
    const found = on(day, fine)
    expect(found).toMatchObject({ shown, severity, startOn: '2024-05-10', lastDisplayOn: last })
    expect(found.clauses.map((clause) => clause.pack)).toEqual([pack, pack])
  })

  it('the day another law comes into force is the day the decision may change', () => {
    expect(on('2025-12-25', fine).changesOn).toBe('2026-04-01')
    expect(on('2026-05-01', fine).changesOn).toBeNull()
  })

  it('before any law knew the kind nothing is shown', () => {
    expect(on('2019-06-30', recordOf({ occurredOn: '2019-01-02' }))).toMatchObject({
      shown: false,
      reason: 'no-rule',
      changesOn: '2019-07-01',
    })
  })

  it('under the notice of 2019 a closure for food safety cannot be repaired before its end', () => {
    const closure = recordOf({
      occurredOn: '2020-02-29',
      values: { CF_CFLB: ['suspend-business'], CF_WFXW: '违反食品安全法' },
    })
    expect(on('2021-01-01', closure)).toMatchObject({
      severity: 'specially-serious',
      earliestRepairOn: null,
      lastDisplayOn: '2023-02-28',
    })
  })
})

describe('periods count from the document, without its day, to the same-numbered day', () => {
  const general = recordOf({ occurredOn: '2026-04-30' })
  it('is shown on its last day and gone on the next', () => {
    expect(on('2027-04-30', general)).toMatchObject({
      shown: true,
      lastDisplayOn: '2027-04-30',
      changesOn: '2027-05-01',
    })
    expect(on('2027-05-01', general)).toMatchObject({
      shown: false,
      reason: 'period-ended',
      earliestRepairOn: null,
      changesOn: null,
    })
  })
  it.each([
    ['2026-11-30', '2027-03-01', '2027-11-30'],
    ['2026-05-10', '2026-08-11', '2027-05-10'],
    ['2028-02-29', '2028-05-30', '2029-02-28'],
  ])('a general record of %s: repair from %s, last day %s', (occurredOn, repair, last) => {
    expect(on(occurredOn, recordOf({ occurredOn }))).toMatchObject({
      severity: 'general',
      earliestRepairOn: repair,
      lastDisplayOn: last,
    })
  })
  it('a document of tomorrow is not shown today', () => {
    expect(on('2026-04-29', general)).toMatchObject({
      shown: false,
      reason: 'not-yet',
      changesOn: '2026-04-30',
    })
  })
  it.each([null, '', '2026-13-01', 'soon'])(
    'without a readable date (%s) nothing adverse is shown',
    (occurredOn) => {
      expect(on('2026-06-01', recordOf({ occurredOn }))).toMatchObject({ shown: false, reason: 'no-date' })
    },
  )
})

describe('Order 36 finds the class of a penalty', () => {
  const classes: [string, object, string, boolean][] = [
    ['a warning', { CF_CFLB: ['warning'] }, 'minor', false],
    ['warning and criticism', { CF_CFLB: ['warning', 'criticism'] }, 'minor', false],
    ['a fine by summary procedure', { CF_CXLX: '01' }, 'minor', false],
    ['a fine of 49,999.99 yuan', { CF_NR_FK: '49999.99' }, 'minor', false],
    ['a fine of 50,000 yuan', { CF_NR_FK: '50000' }, 'general', true],
    ['a fine of 1,000,000 yuan', { CF_NR_FK: '1000000' }, 'serious', true],
    ['a small fine with confiscation', { CF_CFLB: ['fine', 'confiscate'], CF_NR_FK: '100' }, 'general', true],
    ['a warning with a revocation', { CF_CFLB: ['warning', 'revoke-licence'] }, 'serious', true],
    ['a fine of unknown amount', { CF_CFLB: ['warning', 'fine'], CF_NR_FK: [] }, 'general', true],
    ['an amount that is no number', { CF_NR_FK: '若干' }, 'general', true],
    ['a class nobody knows', { CF_CFLB: ['责令赔礼道歉'] }, 'general', true],
    ['a warning with a class nobody knows', { CF_CFLB: ['warning', 'x'] }, 'general', true],
    ['no class at all', { CF_CFLB: [] }, 'general', true],
  ]
  it.each(classes)('%s', (_name, values, severity, shown) => {
    const record = recordOf({ occurredOn: '2026-05-01', values: values as Record<string, string | string[]> })
    const found = on('2026-05-02', record)
    expect(found).toMatchObject({ severity, shown })
    expect(found.clauses.length).toBe(2)
  })
  it('a fine is measured against the means of an individual business', () => {
    const record = recordOf({ occurredOn: '2026-05-01', values: { CF_NR_FK: '6000' } })
    expect(on('2026-05-02', record, 'individual-business').severity).toBe('general')
    expect(on('2026-05-02', record, 'enterprise').severity).toBe('minor')
  })
  it('a minor record may be repaired at once and is free of its period after three months', () => {
    const record = recordOf({ occurredOn: '2026-05-01', values: { CF_CFLB: ['warning'] } })
    expect(on('2026-05-02', record)).toMatchObject({
      reason: 'class-not-shown',
      earliestRepairOn: '2026-05-01',
      lastDisplayOn: null,
      changesOn: '2026-08-02',
    })
    expect(on('2026-08-02', record)).toMatchObject({ reason: 'period-ended', earliestRepairOn: null })
  })
})

describe('market regulation decides about its own penalties', () => {
  const organ = { CF_CFJG: '某市市场监督管理局' }
  it.each([
    ['2025-12-24', ['fine'], '80000', 'long-term', 'disclosure/samr-order-45'],
    ['2025-12-25', ['fine'], '80000', 'general', 'disclosure/samr-order-107'],
    ['2026-05-01', ['fine'], '9000', 'minor', 'disclosure/samr-order-107'],
    ['2026-05-01', ['warning'], '0', 'not-displayed', 'disclosure/samr-order-107'],
    ['2025-06-01', ['revoke-licence'], '0', 'not-stoppable', 'disclosure/samr-order-45'],
  ])('on %s %s of %s yuan is %s under %s', (day, kinds, amount, severity, pack) => {
    const occurredOn = day < '2026' ? '2025-05-30' : '2026-04-20'
    const found = on(day, recordOf({ occurredOn, values: { ...organ, CF_CFLB: kinds, CF_NR_FK: amount } }))
    expect(found.severity).toBe(severity)
    expect(found.clauses[0]?.pack).toBe(pack)
  })
  it('its minor records are shown where others are not', () => {
    const values = { CF_NR_FK: '9000' }
    const record = (more: Record<string, string>) =>
      recordOf({ occurredOn: '2026-05-01', values: { ...values, ...more } })
    expect(on('2026-05-02', record(organ))).toMatchObject({ shown: true, lastDisplayOn: '2026-08-01' })
    expect(on('2026-05-02', record({}))).toMatchObject({ shown: false })
  })
})
