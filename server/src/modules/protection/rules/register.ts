import type { PolicyFault, PolicyFile } from '../../../kernel/module.ts'
import type { PackSet } from '../../policy/index.ts'
import type { RegisterEntry } from '../schema.ts'

export const area = 'protection'

/** The entries of the register in force on a day, by code. */
export const entriesOn = (packs: PackSet, day: string): RegisterEntry[] =>
  packs.inForce(area, day).map(({ content }) => content as RegisterEntry)

/** The entry that says what a purpose is; undefined when nothing is processed for it on the day. */
export const entryFor = (packs: PackSet, day: string, purpose: string): RegisterEntry | undefined =>
  entriesOn(packs, day).find((entry) => entry.purpose === purpose)

/** Faults of the register: kinds the catalog does not have, one purpose in two files, consents without an end. */
export function checkRegister(files: readonly PolicyFile[]): PolicyFault[] {
  const kinds = new Set(files.filter((f) => f.area === 'catalog').map((f) => f.code.split('/')[1]!))
  const purposes = new Map<string, string>()
  return files
    .filter((file) => file.area === area)
    .flatMap(({ code, file, content }) => {
      const entry = content as RegisterEntry
      const faults: PolicyFault[] = entry.kinds.flatMap((kind, at) =>
        kinds.size === 0 || kinds.has(kind)
          ? []
          : [
              fault(
                file,
                ['kinds', at],
                kind,
                '目录中的信息类别',
                '目錄中的資訊類別',
                'a kind of the catalog',
              ),
            ],
      )
      const rival = purposes.get(entry.purpose)
      if (rival !== undefined && rival !== code)
        faults.push(
          fault(
            file,
            ['purpose'],
            entry.purpose,
            '其他登记未用的目的',
            '其他登記未用的目的',
            'a purpose no other entry has',
          ),
        )
      purposes.set(entry.purpose, code)
      if (entry.basis === 'consent' && entry.consentMonthsMax === undefined)
        faults.push(
          fault(
            file,
            ['basis'],
            'consent',
            '同时写明 consentMonthsMax',
            '同時寫明 consentMonthsMax',
            'consentMonthsMax beside it',
          ),
        )
      return faults
    })
}

const fault = (
  file: string,
  path: (string | number)[],
  found: string,
  cn: string,
  hant: string,
  en: string,
): PolicyFault => ({ file, path, found, expected: { 'zh-CN': cn, 'zh-Hant': hant, en } })
