import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  isDay,
  monthsBetween,
  parseDay,
  workCalendar,
} from '../src/index.ts'

describe('a day read from a cell', () => {
  it('that is written as a day is given back as it is', () =>
    expect(parseDay('2024-03-01')).toEqual({ ok: true, day: '2024-03-01' }))
  it.each([
    ...[
      '2024.3.1',
      '2024/3/1',
      '2024/03/01',
      '2024-3-1',
      '20240301',
      '2024年3月1日',
      '2024年03月01号',
      '2024 年 3 月 1 日',
    ],
    ...[
      '二〇二四年三月一日',
      '二○二四年三月一日',
      '二零二四年〇三月〇一日',
      '2024-03-01T08:00:00',
      '2024-03-01 00:00:00',
    ],
    ...[
      '2024-03-01 00:00:00.000',
      '2024/3/1 9:05',
      '20240301123000',
      '202403011230',
      '２０２４－０３－０１',
      ' 2024-03-01 ',
    ],
    ...[
      '2024-03-01(购进日期)',
      '2024年3月1日（发布）',
      '2024年3月1日 星期五',
      "'2024-03-01",
      '2024-03-01T00:00:00+08:00',
    ],
  ])('%s is 1 March 2024', (text) =>
    expect(parseDay(text)).toEqual({ ok: true, day: '2024-03-01', note: 'reformatted' }),
  )
  it.each([
    ['2024-02-29T16:00:00.000Z', '2024-03-01'],
    ['2024-03-01T15:59:59Z', '2024-03-01'],
    ['2024-03-01T23:30:00-0500', '2024-03-02'],
  ])('%s is %s on the clock of Beijing', (text, day) =>
    expect(parseDay(text)).toMatchObject({ ok: true, day }),
  )
  it.each([
    ['45352', '2024-03-01'],
    ['45352.75', '2024-03-01'],
    ['20000', '1954-10-03'],
    ['80000', '2119-01-11'],
  ])('%s is a serial of Excel and means %s', (text, day) =>
    expect(parseDay(text)).toEqual({ ok: true, day, note: 'excel-serial' }),
  )
  it.each([
    ['H28.10.4', '2016-10-04'],
    ['平成29年５月15日', '2017-05-15'],
    ['令和元年5月1日', '2019-05-01'],
    ['昭和64年1月7日', '1989-01-07'],
    ['民國113年3月1日', '2024-03-01'],
    ['R6/3/1', '2024-03-01'],
  ])('%s is counted by an era and means %s', (text, day) =>
    expect(parseDay(text)).toEqual({ ok: true, day, note: 'era' }),
  )
  it.each(['二〇一九年十二月三十一日', '二〇一九年十二月卅一日'])('%s is the last day of 2019', (text) =>
    expect(parseDay(text)).toMatchObject({ day: '2019-12-31' }),
  )
  it.each([
    ...[
      '9999-09-09',
      '9999/12/31',
      '2099-12-31',
      '2099年12月31日',
      '1900-01-01',
      '1899-12-31',
      '1970-01-01',
      '19000101',
    ],
    ...['1970-01-01T00:00:00Z', '0000-00-00', '0001-01-01 00:00:00', '长期', '永久有效'],
  ])('%s stands for no day', (text) =>
    expect(parseDay(text)).toEqual({ ok: true, day: null, note: 'placeholder' }),
  )
  it.each([
    '2022-09-31',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '20240230',
    '2024年4月31日',
    '二〇二四年二月三十日',
  ])('%s does not exist', (text) => expect(parseDay(text)).toEqual({ ok: false, reason: 'impossible' }))
  it.each([
    ...[
      'Mar. 2013',
      '2024',
      '2024-03',
      '2024年3月',
      '24-3-1',
      '3/1/2024',
      '01.03.2024',
      '19999',
      '80001',
      'H99.1.1',
      '平成40年1月1日',
    ],
    ...[
      '浙江省行政权力运行系统-2',
      '东环函〔2022〕13号',
      '2024-03.01',
      '2024-03-01-02',
      '2024-03-01 25:00',
      '2024-03-01(至2025-03-01)',
      '',
      '—',
    ],
    ...['1709251200000', '2024-03-01'.repeat(10_000), '年月日'.repeat(20)],
  ])('%s is no full date', (text) => expect(parseDay(text)).toEqual({ ok: false, reason: 'shape' }))
  it('comes back from every way of writing it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (n) => {
        const day = addDays('1971-01-01', n)
        const [y, m, d] = day.split('-').map(Number)
        const texts = [`${y}/${m}/${d}`, `${y}年${m}月${d}日`, day.replaceAll('-', ''), `${day}T12:00:00`]
        return (
          day === '2099-12-31' ||
          texts.every((text) => JSON.stringify(parseDay(text)).includes(`"day":"${day}"`))
        )
      }),
    ))
  it('never throws and never gives a day that does not exist', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9年月日./:TZ+ -]{1,24}$/)),
        (text) => {
          const found = parseDay(text)
          return !found.ok || found.day === null || isDay(found.day)
        },
      ),
    ))
})

describe('counting days', () => {
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-12-31', 2, '2025-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-03-15', 12, '2025-03-15'],
    ['2024-05-31', 6, '2024-11-30'],
  ])('%s and %i months is %s: the same number or the end of the month', (day, n, end) =>
    expect(addMonths(day, n)).toBe(end),
  )
  it('29 February and a year is 28 February', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
  })
  it.each([
    ['2024-01-31', '2024-02-29', 1],
    ['2024-01-31', '2024-02-28', 0],
    ['2024-03-15', '2024-03-14', 0],
    ['2024-03-15', '2023-03-15', -12],
    ['2024-03-15', '2024-03-15', 0],
  ])('from %s to %s pass %i whole months', (a, b, months) => expect(monthsBetween(a, b)).toBe(months))
  it('agrees with the calendar of the machine on every day', () =>
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        fc.integer({ min: -5_000, max: 5_000 }),
        (date, n) => {
          const day = date.toISOString().slice(0, 10)
          const moved = new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000)
          fc.pre(moved.getUTCFullYear() >= 1 && moved.getUTCFullYear() <= 9999)
          const expected = moved.toISOString().slice(0, 10)
          return addDays(day, n) === expected && daysBetween(day, expected) === n
        },
      ),
    ))
  it.each(['', '2024-02-30', '2024-2-3', '2024-01-01 ', '0000-01-01', 'abcd-ef-gh'])(
    '%s is no day',
    (text) => {
      expect(isDay(text)).toBe(false)
      expect(() => addDays(text, 1)).toThrow(RangeError)
    },
  )
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 1e15])('by %d is refused', (n) =>
    expect(() => addDays('2024-01-01', n)).toThrow(RangeError),
  )
})

describe('working days', () => {
  const calendar = workCalendar([
    { year: 2023, holidays: ['2023-01-02'], makeUpDays: [] },
    {
      year: 2024,
      holidays: ['2024-01-01', '2024-05-01', '2024-05-02', '2024-05-03'],
      makeUpDays: ['2024-04-28', '2024-05-11'],
    },
  ])
  it('are weekdays that are no holiday, and make-up weekends', () => {
    expect(['2024-04-28', '2024-04-30', '2024-05-11'].map(calendar.isWorkingDay)).toEqual([true, true, true])
    expect(['2024-04-27', '2024-05-01', '2024-05-04', '2024-05-12'].map(calendar.isWorkingDay)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
  it('are counted without the day of the event', () => {
    expect(calendar.addWorkingDays('2024-04-26', 1)).toBe('2024-04-28')
    expect(calendar.addWorkingDays('2024-04-26', 7)).toBe('2024-05-09')
    expect(calendar.addWorkingDays('2024-05-01', 1)).toBe('2024-05-06')
    expect(calendar.addWorkingDays('2024-05-06', -1)).toBe('2024-04-30')
    expect(calendar.addWorkingDays('2024-05-01', 0)).toBe('2024-05-01')
  })
  it('take over a period that ends on a day off', () => {
    expect(calendar.rollForward('2024-05-01')).toBe('2024-05-06')
    expect(calendar.rollForward('2024-05-06')).toBe('2024-05-06')
  })
  it('are refused, by year, beyond the published calendars', () => {
    expect(calendar.covers(2024) && !calendar.covers(2025)).toBe(true)
    expect(() => calendar.isWorkingDay('2025-01-06')).toThrow(/2025/)
    expect(() => calendar.addWorkingDays('2024-12-30', 5)).toThrow(/2025/)
    expect(() => calendar.rollForward('2022-12-31')).toThrow(/2022/)
    expect(() => calendar.addWorkingDays('2027-01-01', 0)).toThrow(/2027/)
  })
  it('come only from calendars that do not contradict themselves', () => {
    expect(() => workCalendar([{ year: 2024, holidays: ['2024-02-30'], makeUpDays: [] }])).toThrow(RangeError)
    expect(() => workCalendar([{ year: 2024, holidays: ['2023-02-03'], makeUpDays: [] }])).toThrow(/2024/)
    expect(() =>
      workCalendar([{ year: 2024, holidays: ['2024-05-01'], makeUpDays: ['2024-05-01'] }]),
    ).toThrow(/both/)
  })
})
