import type { PolicyFolder } from '../../../kernel/module.ts'
import type { Pack, PackFault } from '../schema.ts'
import { type PackDocument, packDocument } from './pack-document.ts'
import { packFault, plain } from './pack-fault.ts'
import { shapeFaults } from './shape-faults.ts'

/** A policy file before it is read. `file` is its path below policy/; `sha256` of its bytes, hex. */
export type PackSource = { file: string; text: string; sha256: string }
export type ReadPack = { pack: Pack; file: string; document: PackDocument }

type Head = {
  pack?: string
  kind?: string
  table?: string
  version?: string
  validFrom?: string
  validTo?: string
}

/**
 * Reads one policy file of an area: YAML, the area's shape, and that it is called what it says it is:
 * `<name>.yaml` or, for a further version, `<name>@<anything>.yaml`.
 */
export function readPack(
  source: PackSource,
  folder: PolicyFolder,
): { read: ReadPack } | { faults: PackFault[] } {
  const { file, text, sha256 } = source
  const parsed = packDocument(file, text)
  if ('faults' in parsed) return parsed
  const { document } = parsed
  const faults = shapeFaults(file, document, folder.shape)
  if (faults.length > 0) return { faults }
  const head = (document.content ?? {}) as Head
  const code = `${folder.area}/${nameOf(file)}`
  const wrong = headFaults(file, document, head, code, folder.area)
  if (wrong.length > 0) return { faults: wrong }
  const pack: Pack = {
    area: folder.area,
    code,
    version: head.version ?? '1',
    validFrom: head.validFrom as string,
    validTo: head.validTo ?? null,
    sha256,
    content: document.content,
  }
  return { read: { pack, file, document } }
}

/** The name a file gives its pack: catalog/honour@2027.yaml → honour. */
const nameOf = (file: string): string =>
  (file.split('/').at(-1) as string).replace(/\.yaml$/u, '').split('@')[0] as string

function headFaults(
  file: string,
  document: PackDocument,
  head: Head,
  code: string,
  area: string,
): PackFault[] {
  const faults: PackFault[] = []
  const say = (key: keyof Head, expected: PackFault['expected']) =>
    faults.push(
      packFault({ file, ...document.placeOf([key]), path: key, found: String(head[key] ?? ''), expected }),
    )
  const key = head.pack !== undefined ? 'pack' : head.kind !== undefined ? 'kind' : 'table'
  const said = key === 'pack' ? head.pack : head[key] === undefined ? code : `${area}/${head[key]}`
  if (said !== code) say(key, plain(key === 'pack' ? code : code.slice(area.length + 1)))
  for (const end of ['validFrom', 'validTo'] as const)
    if (head[end] !== undefined ? !isDay(head[end]) : end === 'validFrom') say(end, plain('YYYY-MM-DD'))
  if (head.validTo !== undefined && head.validFrom !== undefined && head.validTo < head.validFrom)
    say('validTo', plain(`>= ${head.validFrom}`))
  return faults
}

/** A day that exists. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
