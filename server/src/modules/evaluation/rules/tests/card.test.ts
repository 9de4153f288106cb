import { describe, expect, it } from 'vitest'
import type { ArchiveRecord } from '../../../archive/index.ts'
import type { CardIndicator, ScoreCard } from '../../schema.ts'
import { compileCard } from '../card.ts'
import { archiveOf, indicatorOf, packOf, recordOf, scoreCardOf } from './card-packs.ts'

const evaluate = (
  indicator: CardIndicator,
  records: Partial<ArchiveRecord>[],
  day: string,
  part: Partial<ScoreCard> = {},
) => {
  const archive = archiveOf(records.map((record, i) => recordOf({ id: `r${i + 1}`, ...record })))
  return compileCard(packOf(scoreCardOf([indicator], part))).evaluate(archive, day)
}

describe('an indicator measures what it says', () => {
  const fines = [
    { occurredOn: '2022-03-01', values: { CF_NR_FK: '1000.10' } },
    { occurredOn: '2023-03-01', values: { CF_NR_FK: '0.2' } },
    { occurredOn: '2023-09-01', values: { CF_NR_FK: '多少' } },
  ]
  it.each<[string, CardIndicator['measure'], number, string[]]>([
    ['count', { of: 'count' }, 3, ['r1', 'r2', 'r3']],
    ['exists', { of: 'exists' }, 1, ['r1', 'r2', 'r3']],
    ['sum', { of: 'sum', field: 'CF_NR_FK' }, 1000.3, ['r1', 'r2']],
    ['max', { of: 'max', field: 'CF_NR_FK' }, 1000.1, ['r1', 'r2']],
    ['distinct-years', { of: 'distinct-years' }, 2, ['r1', 'r2', 'r3']],
    ['latest number', { of: 'latest', field: 'CF_NR_FK' }, 0.2, ['r1', 'r2']],
    ['share', { of: 'share', part: [{ field: 'CF_NR_FK', atLeast: 1 }] }, 33, ['r1', 'r2', 'r3']],
    [
      'count with decay',
      {
        of: 'count',
        decay: [
          { withinMonths: 12, percent: 100 },
          { withinMonths: 24, percent: 50 },
        ],
      },
      2.5,
      ['r1', 'r2', 'r3'],
    ],
  ])('%s', (_name, measure, measured, recordIds) => {
    const found = evaluate(indicatorOf(measure, [[0, 10]]), fines, '2024-01-01')
    expect(found.points[0]).toMatchObject({ measured, recordIds })
  })

  it('a mapped grade counts by its latest record, and what the map does not know does not count', () => {
    const indicator = indicatorOf({ of: 'latest', field: 'GRADE', values: { A: 4, D: 1 } }, [
      [1, 0],
      [4, 80],
    ])
    const grades = [
      { occurredOn: '2022-04-01', values: { GRADE: 'D' } },
      { occurredOn: '2023-04-01', values: { GRADE: 'A' } },
      { occurredOn: '2024-04-01', values: { GRADE: 'constructor' } },
    ]
    expect(evaluate(indicator, grades, '2024-06-01').points[0]).toMatchObject({
      measured: 4,
      points: 80,
      recordIds: ['r1', 'r2'],
    })
  })

  it('of two records of one day the same one is the latest in whatever order they come', () => {
    const indicator = indicatorOf({ of: 'latest', field: 'GRADE', values: { A: 4, D: 1 } }, [[0, 0]])
    const card = compileCard(packOf(scoreCardOf([indicator])))
    const [a, d] = ['A', 'D'].map((GRADE) => recordOf({ id: GRADE, values: { GRADE } }))
    const measured = [
      [a!, d!],
      [d!, a!],
    ].map((records) => card.evaluate(archiveOf(records), '2024-06-01').points[0]?.measured)
    expect(measured).toEqual([1, 1])
  })

  it('months are given as the start of their band, and the next band is the next change', () => {
    const indicator = indicatorOf({ of: 'months-since-latest' }, [
      [0, -100],
      [12, -40],
      [36, -10],
    ])
    const one = [{ occurredOn: '2024-01-31' }]
    expect(evaluate(indicator, one, '2025-01-30')).toMatchObject({ score: 400, changesOn: '2025-01-31' })
    expect(evaluate(indicator, one, '2025-01-31')).toMatchObject({ score: 460, changesOn: '2027-01-31' })
    expect(evaluate(indicator, one, '2026-12-31').points[0]?.measured).toBe(12)
    expect(evaluate(indicator, one, '2027-01-31')).toMatchObject({ score: 490, changesOn: null })
  })
})

describe('a record counts only while it should', () => {
  const counted = indicatorOf({ of: 'count' }, [[1, -50]], { from: { windowMonths: 12 }, none: 20 })
  it('is in its window on the same-numbered day and out of it on the next', () => {
    const one = [{ occurredOn: '2024-02-29' }]
    expect(evaluate(counted, one, '2025-02-28')).toMatchObject({ score: 450, changesOn: '2025-03-01' })
    expect(evaluate(counted, one, '2025-03-01')).toMatchObject({ score: 520, changesOn: null })
  })
  it('does not count before its own day', () => {
    expect(evaluate(counted, [{}], '2024-05-09')).toMatchObject({ score: 520, changesOn: '2024-05-10' })
  })
  it.each(['withdrawn', 'repaired', 'removed'] as const)('no longer counts once %s', (status) => {
    const one = [{ status, statusOn: '2024-08-01' }]
    expect(evaluate(counted, one, '2024-07-31')).toMatchObject({ score: 450, changesOn: '2024-08-01' })
    expect(evaluate(counted, one, '2024-08-01')).toMatchObject({ score: 520, changesOn: null })
    expect(evaluate(counted, [{ status, statusOn: null }], '2024-08-01').score).toBe(520)
  })
  it('an entry removed from its list counts where the card looks at former entries', () => {
    const former = indicatorOf({ of: 'count' }, [[1, -50]], { from: { removed: true } })
    expect(evaluate(former, [{ status: 'removed' }], '2024-08-01').score).toBe(450)
    expect(evaluate(former, [{ status: 'repaired' }], '2024-08-01').score).toBe(500)
  })
  it('a licence counts while it is valid', () => {
    const valid = indicatorOf({ of: 'count' }, [[1, 30]], { from: { inEffect: true } })
    const one = [{ effectiveFrom: '2024-06-01', effectiveTo: '2024-12-31' }]
    expect(evaluate(valid, one, '2024-05-31')).toMatchObject({ score: 500, changesOn: '2024-06-01' })
    expect(evaluate(valid, one, '2024-12-31')).toMatchObject({ score: 530, changesOn: '2025-01-01' })
    expect(evaluate(valid, one, '2025-01-01')).toMatchObject({ score: 500, changesOn: null })
  })
  it('a record without a day counts where age does not matter', () => {
    expect(evaluate(counted, [{ occurredOn: null }], '2024-06-01').score).toBe(520)
    const ever = indicatorOf({ of: 'count' }, [[1, -50]])
    expect(evaluate(ever, [{ occurredOn: null }], '2024-06-01').score).toBe(450)
  })
})

describe('score and grade', () => {
  it.each([
    [-1000, 0, 'D'],
    [-101, 399, 'D'],
    [-100, 400, 'C'],
    [100, 600, 'B'],
    [300, 800, 'A'],
    [1000, 1000, 'A'],
  ])('%d points on 500 give %d and %s', (points, score, grade) => {
    expect(evaluate(indicatorOf({ of: 'count' }, [[1, points]]), [{}], '2024-06-01')).toMatchObject({
      score,
      grade,
    })
  })
  it('advice is given where points were left, and the clause always', () => {
    const advised = indicatorOf({ of: 'count' }, [[1, -50]], { advice: true })
    expect(evaluate(advised, [{}], '2024-06-01').points[0]).toMatchObject({
      advice: { en: 'Advice' },
      pointsMax: 0,
      clause: { pack: 'evaluation/test', version: '1', article: '第一条' },
    })
    expect(evaluate(advised, [{ kind: 'honour' }], '2024-06-01').points[0]?.advice).toBeNull()
  })
})

describe('whom a card does not evaluate', () => {
  const indicator = indicatorOf({ of: 'count' }, [[1, -50]])
  const card = compileCard(packOf(scoreCardOf([indicator], { validTo: '2025-12-31' })))
  it.each([
    ['person', '2024-06-01', 'person-without-legal-basis', null],
    ['government', '2024-06-01', 'subject-kind-not-covered', null],
    ['enterprise', '2019-12-31', 'card-not-in-force', '2020-01-01'],
    ['enterprise', '2026-01-01', 'card-not-in-force', null],
  ] as const)('%s on %s: %s', (kind, day, reason, changesOn) => {
    const archive = archiveOf([recordOf()], kind)
    expect(card.evaluate(archive, day)).toMatchObject({
      notEvaluated: reason,
      score: null,
      grade: '',
      points: [],
      changesOn,
    })
    expect(card.score(archive, day)).toEqual({ score: null, grade: '', changesOn })
  })
  it('nobody without records', () => {
    expect(card.evaluate(archiveOf([]), '2024-06-01').notEvaluated).toBe('no-records')
  })
  it('the last day of the card is the last day of its evaluations', () => {
    expect(card.evaluate(archiveOf([recordOf()]), '2024-06-01').changesOn).toBe('2026-01-01')
  })
  it('a card for persons needs its legal basis', () => {
    const named = scoreCardOf([indicator], { subjectKinds: ['person'] })
    expect(() => compileCard(packOf(named))).toThrow('personLegalBasis')
    const based = compileCard(packOf({ ...named, personLegalBasis: '某条例第一条' }))
    expect(based.evaluate(archiveOf([recordOf()], 'person'), '2024-06-01').score).toBe(450)
  })
})

describe('an adopted grade', () => {
  const adopt = compileCard(
    packOf({
      pack: 'evaluation/adopted',
      version: '1',
      title: { 'zh-CN': '国家评价', en: 'National grade' },
      validFrom: '2020-01-01',
      legalBasis: ['测试'],
      type: 'adopt',
      status: 'active',
      subjectKinds: ['enterprise'],
      kind: 'public-evaluation',
      gradeField: 'GRADE',
      grades: ['A', 'B', 'C', 'D'],
      windowMonths: 24,
      article: '全文',
      text: { 'zh-CN': '采用', en: 'Adopted' },
    }),
  )
  const gradeOf = (occurredOn: string, GRADE: string, part = {}) =>
    recordOf({ id: occurredOn, kind: 'public-evaluation', occurredOn, values: { GRADE }, ...part })
  it('is the latest one given, as it is and without a score', () => {
    const archive = archiveOf([
      gradeOf('2025-03-01', 'B'),
      gradeOf('2024-03-01', 'A'),
      gradeOf('2026-03-01', 'X'),
    ])
    expect(adopt.evaluate(archive, '2025-06-01')).toMatchObject({
      grade: 'B',
      score: null,
      notEvaluated: null,
      points: [{ recordIds: ['2025-03-01'] }],
    })
  })
  it('is not taken from a withdrawn or an outdated record', () => {
    const withdrawn = gradeOf('2025-03-01', 'D', { status: 'withdrawn', statusOn: '2025-04-01' })
    expect(adopt.evaluate(archiveOf([withdrawn]), '2025-04-01')).toMatchObject({ notEvaluated: 'no-records' })
    expect(adopt.evaluate(archiveOf([withdrawn]), '2025-03-31')).toMatchObject({
      grade: 'D',
      changesOn: '2025-04-01',
    })
    const old = archiveOf([gradeOf('2023-01-31', 'A')])
    expect(adopt.evaluate(old, '2025-01-31')).toMatchObject({ grade: 'A', changesOn: '2025-02-01' })
    expect(adopt.evaluate(old, '2025-02-01').grade).toBe('')
  })
})

describe('a card that cannot work is refused with every fault', () => {
  const broken: [string, CardIndicator[], Partial<ScoreCard>][] = [
    ['a field beside it', [indicatorOf({ of: 'sum' }, [[0, 1]])], {}],
    ['a part beside it', [indicatorOf({ of: 'share' }, [[0, 1]])], {}],
    [
      'decay only for count and sum',
      [indicatorOf({ of: 'max', field: 'A', decay: [{ withinMonths: 1, percent: 1 }] }, [[0, 1]])],
      {},
    ],
    [
      'a code not yet used',
      [indicatorOf({ of: 'count' }, [[0, 1]]), indicatorOf({ of: 'count' }, [[0, 1]])],
      {},
    ],
    ['whole months', [indicatorOf({ of: 'months-since-latest' }, [[0.5, 1]])], {}],
    [
      'a start no other band has',
      [
        indicatorOf({ of: 'count' }, [
          [1, 1],
          [1, 2],
        ]),
      ],
      {},
    ],
    [
      'a lowest grade from 0',
      [indicatorOf({ of: 'count' }, [[0, 1]])],
      { grades: [{ grade: 'A', from: 1 }] },
    ],
  ]
  it.each(broken)('%s', (fault, indicators, part) => {
    expect(() => compileCard(packOf(scoreCardOf(indicators, part)))).toThrow(fault)
  })
})
