import type { PolicyFault, PolicyFile } from '../../../kernel/module.ts'
import type { DisplayClass, DisplayPack } from '../schema.ts'

/** Something a pack says wrongly although its shape is right: where, and what should stand there. */
export type DisplayPackFault = Pick<PolicyFault, 'path' | 'found' | 'expected'>

/** What keeps a pack from being compiled; empty when nothing does. */
export const displayPackFaults = (pack: DisplayPack): DisplayPackFault[] => {
  const faults = Object.entries(pack.classes).flatMap(([code, rule]) => classFaults(code, rule))
  for (const [i, { class: code }] of pack.assignments.entries()) {
    if (Object.hasOwn(pack.classes, code)) continue
    faults.push(
      fault(
        ['assignments', i, 'class'],
        code,
        '本文件 classes 中的类别',
        '本檔案 classes 中的類別',
        'a class of this file',
      ),
    )
  }
  return faults
}

/** The same for every file of policy/disclosure, when packs are loaded or edited. */
export const checkDisplayPacks = (files: readonly PolicyFile[]): PolicyFault[] =>
  files
    .filter(({ area }) => area === 'disclosure')
    .flatMap(({ file, content }) =>
      displayPackFaults(content as DisplayPack).map((one) => ({ file, ...one })),
    )

const fault = (
  path: DisplayPackFault['path'],
  found: string | null,
  zh: string,
  hant: string,
  en: string,
): DisplayPackFault => ({
  path,
  found,
  expected: { 'zh-CN': zh, 'zh-Hant': hant, en },
})

const classFaults = (
  code: string,
  { monthsMin, monthsMax, validity, graceMonths }: DisplayClass,
): DisplayPackFault[] => {
  const at = ['classes', code]
  const faults: DisplayPackFault[] = []
  if (monthsMin !== undefined && monthsMax !== undefined && monthsMin > monthsMax) {
    faults.push(
      fault(
        [...at, 'monthsMin'],
        String(monthsMin),
        '不大于 monthsMax',
        '不大於 monthsMax',
        'no more than monthsMax',
      ),
    )
  }
  if ((validity === 'earlier' || validity === 'replaces') && monthsMax === undefined) {
    faults.push(
      fault([...at, 'validity'], validity, '并写明 monthsMax', '並寫明 monthsMax', 'monthsMax beside it'),
    )
  }
  if (validity === 'ends' && monthsMax !== undefined) {
    faults.push(
      fault(
        [...at, 'monthsMax'],
        String(monthsMax),
        'validity 为 ends 时不写',
        'validity 為 ends 時不寫',
        'none with validity ends',
      ),
    )
  }
  if (graceMonths !== undefined && validity === undefined) {
    faults.push(
      fault(
        [...at, 'graceMonths'],
        String(graceMonths),
        '并写明 validity',
        '並寫明 validity',
        'validity beside it',
      ),
    )
  }
  return faults
}
