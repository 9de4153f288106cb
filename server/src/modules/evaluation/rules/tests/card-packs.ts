import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Value } from '@sinclair/typebox/value'
import { parse } from 'yaml'
import type { Archive, ArchiveRecord } from '../../../archive/index.ts'
import type { Pack } from '../../../policy/index.ts'
import { type CardIndicator, EvaluationCard, type ScoreCard } from '../../schema.ts'

const folder = fileURLToPath(new URL('../../../../../../policy/evaluation/', import.meta.url))

/** Every card under policy/evaluation, checked against its shape. */
export const evaluationPacks = (): Pack<EvaluationCard>[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => packOf(parse(readFileSync(folder + file, 'utf8')) as EvaluationCard))

/** A loaded pack with the given content; throws with the place when the content has not its shape. */
export const packOf = (content: EvaluationCard): Pack<EvaluationCard> => {
  const error = Value.Errors(EvaluationCard, content).First()
  if (error) throw new Error(`${content.pack}${error.path}: ${error.message}`)
  return {
    area: 'evaluation',
    code: content.pack,
    version: content.version,
    validFrom: content.validFrom,
    validTo: content.validTo ?? null,
    sha256: '',
    content,
  }
}

/** A small scoring card for enterprises with the given indicators. */
export const scoreCardOf = (indicators: CardIndicator[], part: Partial<ScoreCard> = {}): ScoreCard => ({
  pack: 'evaluation/test',
  version: '1',
  title: { 'zh-CN': '测试卡', en: 'Test card' },
  validFrom: '2020-01-01',
  legalBasis: ['测试'],
  type: 'score',
  status: 'optional',
  subjectKinds: ['enterprise'],
  base: 500,
  grades: [
    { grade: 'A', from: 800 },
    { grade: 'B', from: 600 },
    { grade: 'C', from: 400 },
    { grade: 'D', from: 0 },
  ],
  indicators,
  ...part,
})

/** An indicator over penalties. */
export const indicatorOf = (
  measure: CardIndicator['measure'],
  bands: [from: number, points: number][],
  part: { from?: Partial<CardIndicator['from']>; none?: number; code?: string; advice?: boolean } = {},
): CardIndicator => ({
  code: part.code ?? 'tested',
  title: { 'zh-CN': '指标', en: 'Indicator' },
  from: { kinds: ['administrative-penalty'], ...part.from },
  measure,
  bands: bands.map(([from, points]) => ({ from, points })),
  none: part.none ?? 0,
  article: '第一条',
  text: { 'zh-CN': '条文', en: 'Clause' },
  ...(part.advice && { advice: { 'zh-CN': '建议', en: 'Advice' } }),
})

/** A record of a penalty of 2024-05-10. */
export const recordOf = (part: Partial<ArchiveRecord> = {}): ArchiveRecord => ({
  id: 'r1',
  kind: 'administrative-penalty',
  occurredOn: '2024-05-10',
  effectiveFrom: null,
  effectiveTo: null,
  status: 'active',
  statusOn: null,
  underObjection: false,
  values: {},
  version: 1,
  knownFrom: '2024-05-12T00:00:00Z',
  providerId: 'p1',
  batchId: 'b1',
  tableNumber: 0,
  rowNumber: 1,
  ...part,
})

/** The archive of an enterprise with these records. */
export const archiveOf = (
  records: ArchiveRecord[],
  kind: Archive['subject']['kind'] = 'enterprise',
): Archive => ({
  subject: {
    id: 's1',
    kind,
    name: '测试有限公司',
    nameKey: '测试有限公司',
    formerNames: [],
    uscc: null,
    identifiers: [],
    regionCode: null,
    industryCode: null,
  },
  records,
})
