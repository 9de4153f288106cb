import type { PolicyFault, PolicyFile } from '../../../kernel/module.ts'
import type { PackSet } from '../../policy/index.ts'
import type { RetentionPack } from '../schema.ts'

export const retentionStages = ['hide', 'archive', 'erase'] as const
export type RetentionStage = (typeof retentionStages)[number]

/** What one rule asks of records of some kinds at one stage. */
export type RetentionTask = {
  stage: RetentionStage
  pack: string
  version: string
  kinds: string[]
  subjects: RetentionPack['rules'][number]['subjects']
  from: RetentionPack['rules'][number]['from']
  months: number
  article: string
}

/**
 * The tasks of a day, in the order they are done. A kind named by a rule is not under a rule without kinds, for the
 * same subjects. `kinds` are all the archive may hold.
 */
export function retentionTasks(packs: PackSet, day: string, kinds: readonly string[]): RetentionTask[] {
  const rules = packs
    .inForce('retention', day)
    .flatMap(({ code, version, content }) =>
      (content as RetentionPack).rules.map((rule) => ({ ...rule, pack: code, version })),
    )
  const named = (subjects: string) =>
    new Set(rules.filter((rule) => rule.subjects === subjects).flatMap((rule) => rule.kinds))
  return retentionStages.flatMap((stage) =>
    rules.flatMap((rule): RetentionTask[] => {
      const months = { hide: rule.hideMonths, archive: rule.archiveMonths, erase: rule.eraseMonths }[stage]
      if (months === undefined) return []
      const { pack, version, subjects, from, article } = rule
      const apart = named(subjects)
      const covered = rule.kinds.length > 0 ? rule.kinds : kinds.filter((kind) => !apart.has(kind))
      return covered.length === 0
        ? []
        : [{ stage, pack, version, subjects, from, months, article, kinds: covered }]
    }),
  )
}

/** Faults of retention packs: a kind the catalog lacks or two rules name, stages in the wrong order. */
export function checkRetention(files: readonly PolicyFile[]): PolicyFault[] {
  const known = new Set(files.filter((f) => f.area === 'catalog').map((f) => f.code.split('/')[1]!))
  const first = new Map<string, string>()
  return files
    .filter(({ area }) => area === 'retention')
    .flatMap(({ code, file, content }) =>
      (content as RetentionPack).rules.flatMap((rule, at) => {
        const kinds = rule.kinds.length > 0 ? rule.kinds : ['*']
        const faults = kinds.flatMap((kind, k): PolicyFault[] => {
          const path = ['rules', at, 'kinds', ...(rule.kinds.length > 0 ? [k] : [])]
          if (kind !== '*' && known.size > 0 && !known.has(kind))
            return [fault(file, path, kind, '目录中的信息类别', '目錄中的資訊類別', 'a kind of the catalog')]
          const key = `${rule.subjects} ${kind}`
          const place = `${code} ${at}`
          const other = first.get(key) ?? place
          first.set(key, other)
          // A further version of a pack says the same kind again, in its own file.
          const isRival = other !== place && (other.split(' ')[0] !== code || versionsIn(files, code) === 1)
          return isRival
            ? [
                fault(
                  file,
                  path,
                  kind,
                  '只由一条规则规定的类别',
                  '只由一條規則規定的類別',
                  'a kind that one rule is about',
                ),
              ]
            : []
        })
        const months = [rule.hideMonths, rule.archiveMonths, rule.eraseMonths].filter((n) => n !== undefined)
        if (months.some((n, i) => i > 0 && n < months[i - 1]!))
          faults.push(
            fault(
              file,
              ['rules', at],
              months.join(', '),
              '隐去不晚于归档、归档不晚于删除',
              '隱去不晚於歸檔、歸檔不晚於刪除',
              'hiding not after archiving, archiving not after erasing',
            ),
          )
        return faults
      }),
    )
}

/** In how many files a pack stands: one for each of its versions. */
const versionsIn = (files: readonly PolicyFile[], code: string) =>
  files.filter((file) => file.code === code).length

const fault = (
  file: string,
  path: (string | number)[],
  found: string,
  cn: string,
  hant: string,
  en: string,
): PolicyFault => ({ file, path, found, expected: { 'zh-CN': cn, 'zh-Hant': hant, en } })
