import type { Archive, ArchiveRecord, SubjectProfile } from '../../server/src/modules/archive/schema.ts'
import type { ScoreCard } from '../../server/src/modules/evaluation/schema.ts'

/** A small linear congruential generator: the same archives in every run. */
const randomOf = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const subject: SubjectProfile = {
  id: 's',
  kind: 'enterprise',
  name: '示例有限公司',
  nameKey: '示例有限公司',
  formerNames: [],
  uscc: null,
  identifiers: [],
  regionCode: null,
  industryCode: null,
}

/** Sizes as measured in real reports (8 to 35 in the middle), kinds and values drawn from what the card reads. */
export const typicalArchives = (card: ScoreCard, archiveCount: number): Archive[] => {
  const random = randomOf(20260401)
  const kinds = [...new Set(card.indicators.flatMap((indicator) => indicator.from.kinds))]
  const values = valuesFor(card)
  return Array.from({ length: archiveCount }, (_, a) => {
    const records = Array.from({ length: 8 + random(28) }, (_, r): ArchiveRecord => {
      const occurredOn = `${2021 + random(5)}-0${1 + random(9)}-${10 + random(19)}`
      const drawn = Object.entries(values).map(([field, choices]) => [
        field,
        choices[random(choices.length)]!,
      ])
      return {
        id: `a${a}-r${r}`,
        kind: kinds[random(kinds.length)]!,
        occurredOn,
        effectiveFrom: occurredOn,
        effectiveTo: random(2) === 0 ? `20${27 + random(3)}-06-30` : null,
        status: random(20) === 0 ? 'repaired' : 'active',
        statusOn: null,
        underObjection: false,
        values: Object.fromEntries(drawn),
        version: 1,
        knownFrom: `${occurredOn}T00:00:00Z`,
        providerId: 'p',
        batchId: 'b',
        tableNumber: 0,
        rowNumber: r,
      }
    })
    return { subject, records }
  })
}

/** Choices per field: what its conditions and maps name, amounts where it is summed, and one stranger. */
const valuesFor = (card: ScoreCard): Record<string, (string | string[])[]> => {
  const choices: Record<string, (string | string[])[]> = {}
  const add = (field: string, texts: (string | string[])[]) => {
    choices[field] = [...(choices[field] ?? ['other']), ...texts]
  }
  for (const { from, measure } of card.indicators) {
    for (const condition of [...(from.where ?? []), ...(measure.part ?? [])]) {
      const listed = condition.in ?? condition.notIn ?? []
      add(condition.field, listed.length > 3 ? [[listed[0]!], ['fine'], ['fine', 'warning']] : listed)
    }
    if (measure.values) add(measure.field!, Object.keys(measure.values))
    else if (measure.field) add(measure.field, ['800', '20000', '88000.5', '1500000'])
  }
  return choices
}
