import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Value } from '@sinclair/typebox/value'
import { parse } from 'yaml'
import type { ArchiveRecord } from '../../../archive/index.ts'
import type { CatalogItem } from '../../../catalog/index.ts'
import type { Pack } from '../../../policy/index.ts'
import { DisplayPack } from '../../schema.ts'
import { compileDisplay } from '../display.ts'

const folder = fileURLToPath(new URL('../../../../../../policy/disclosure/', import.meta.url))

/** Every pack under policy/disclosure, checked against its shape. */
export const displayPacks = (): Pack<DisplayPack>[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => packOf(parse(readFileSync(folder + file, 'utf8')) as DisplayPack))

/** A loaded pack with the given content; throws with the place when the content has not its shape. */
export const packOf = (content: DisplayPack): Pack<DisplayPack> => {
  const error = Value.Errors(DisplayPack, content).First()
  if (error) throw new Error(`${content.pack}${error.path}: ${error.message}`)
  return {
    area: 'disclosure',
    code: content.pack,
    version: content.version,
    validFrom: content.validFrom,
    validTo: content.validTo ?? null,
    sha256: '',
    content,
  }
}

const titles: Record<string, string> = { 罚款: 'fine', 警告: 'warning' }

/** The rule under the real packs, with a code table that knows two titles. */
export const realDisplay = () => compileDisplay(displayPacks(), { enumOf: (_table, text) => titles[text] })

/** A catalog item with the fields the packs look at; only what the rule reads is meant. */
export const itemOf = (part: Partial<CatalogItem>): CatalogItem => ({
  kind: 'administrative-penalty',
  title: { 'zh-CN': '行政处罚', en: 'Administrative penalty' },
  category: 'administrative',
  nature: 'negative',
  subjectKinds: ['organisation'],
  openness: 'public',
  key: ['CF_WSH'],
  subject: { name: 'CF_XDR_MC' },
  occurredOn: 'CF_JDRQ',
  organ: 'CF_CFJG',
  fields: [
    {
      code: 'CF_CFLB',
      title: { 'zh-CN': '处罚类别', en: 'Class' },
      type: 'enum',
      codes: 'penalty-kinds',
      many: ';',
    },
  ],
  validFrom: '2018-01-01',
  version: '1',
  legalBasis: ['《中华人民共和国行政处罚法》'],
  ...part,
})

/** A penalty of 2024-05-10, a fine of 80,000 yuan by a housing authority unless said otherwise. */
export const recordOf = (part: Partial<ArchiveRecord> = {}): ArchiveRecord => ({
  id: 'r1',
  kind: 'administrative-penalty',
  occurredOn: '2024-05-10',
  effectiveFrom: null,
  effectiveTo: null,
  status: 'active',
  statusOn: null,
  underObjection: false,
  version: 1,
  knownFrom: '2024-05-12T00:00:00Z',
  providerId: 'p1',
  batchId: 'b1',
  tableNumber: 0,
  rowNumber: 1,
  ...part,
  values: { CF_CFLB: ['fine'], CF_NR_FK: '80000', CF_CFJG: '某市住房和城乡建设局', ...part.values },
})
