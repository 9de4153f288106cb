import type { PolicyFault, PolicyFile } from '../../../kernel/module.ts'
import type { EvaluationCard, ScoreCard } from '../schema.ts'

/** Something a card says wrongly although its shape is right: where, and what should stand there. */
export type CardFault = Pick<PolicyFault, 'path' | 'found' | 'expected'>

/** What keeps a card from being compiled; empty when nothing does. */
export const cardFaults = (card: EvaluationCard): CardFault[] => {
  const faults: CardFault[] = []
  if (card.subjectKinds.includes('person') && card.personLegalBasis === undefined) {
    faults.push(
      fault(
        ['subjectKinds'],
        'person',
        'personLegalBasis 一并写明',
        'personLegalBasis 一併寫明',
        'personLegalBasis beside it',
      ),
    )
  }
  return card.type === 'adopt'
    ? faults
    : [...faults, ...gradeFaults(card), ...card.indicators.flatMap(indicatorFaults(card))]
}

/** The same for every file of policy/evaluation, when packs are loaded or edited. */
export const checkCards = (files: readonly PolicyFile[]): PolicyFault[] =>
  files
    .filter(({ area }) => area === 'evaluation')
    .flatMap(({ file, content }) => cardFaults(content as EvaluationCard).map((one) => ({ file, ...one })))

const fault = (
  path: CardFault['path'],
  found: string | null,
  zh: string,
  hant: string,
  en: string,
): CardFault => ({
  path,
  found,
  expected: { 'zh-CN': zh, 'zh-Hant': hant, en },
})

const repeats = (values: readonly (string | number)[]): number =>
  values.findIndex((value, i) => values.indexOf(value) < i)

const gradeFaults = ({ grades }: ScoreCard): CardFault[] => {
  const faults: CardFault[] = []
  const starts = grades.map((step) => step.from)
  const lowest = Math.min(...starts)
  if (lowest !== 0) {
    faults.push(
      fault(
        ['grades', starts.indexOf(lowest), 'from'],
        String(lowest),
        '最低等级从 0 开始',
        '最低等級從 0 開始',
        'a lowest grade from 0',
      ),
    )
  }
  const start = repeats(starts)
  if (start >= 0) {
    faults.push(
      fault(
        ['grades', start, 'from'],
        String(starts[start]),
        '与其他等级不同的起点',
        '與其他等級不同的起點',
        'a start no other grade has',
      ),
    )
  }
  const letter = repeats(grades.map((step) => step.grade))
  if (letter >= 0) {
    faults.push(
      fault(
        ['grades', letter, 'grade'],
        grades[letter]!.grade,
        '未用过的等级',
        '未用過的等級',
        'a grade not yet listed',
      ),
    )
  }
  return faults
}

const needsField = new Set(['sum', 'max', 'latest'])
const mayDecay = new Set(['count', 'sum'])

const indicatorFaults =
  (card: ScoreCard) =>
  ({ code, measure, bands }: ScoreCard['indicators'][number], i: number): CardFault[] => {
    const at = ['indicators', i]
    const faults: CardFault[] = []
    if (card.indicators.findIndex((other) => other.code === code) < i) {
      faults.push(fault([...at, 'code'], code, '未用过的指标代码', '未用過的指標代碼', 'a code not yet used'))
    }
    if (needsField.has(measure.of) && measure.field === undefined) {
      faults.push(fault([...at, 'measure'], measure.of, '并写明 field', '並寫明 field', 'a field beside it'))
    }
    if (measure.of === 'share' && measure.part === undefined) {
      faults.push(fault([...at, 'measure'], measure.of, '并写明 part', '並寫明 part', 'a part beside it'))
    }
    if (measure.decay && !mayDecay.has(measure.of)) {
      faults.push(
        fault(
          [...at, 'measure', 'decay'],
          measure.of,
          '只用于 count、sum 的 decay',
          '只用於 count、sum 的 decay',
          'decay only for count and sum',
        ),
      )
    }
    const band = repeats(bands.map(({ from }) => from))
    if (band >= 0) {
      faults.push(
        fault(
          [...at, 'bands', band, 'from'],
          String(bands[band]!.from),
          '与其他档不同的起点',
          '與其他檔不同的起點',
          'a start no other band has',
        ),
      )
    }
    const part = measure.of.startsWith('months-')
      ? bands.findIndex(({ from }) => !Number.isInteger(from))
      : -1
    if (part >= 0) {
      faults.push(
        fault([...at, 'bands', part, 'from'], String(bands[part]!.from), '整月数', '整月數', 'whole months'),
      )
    }
    return faults
  }
