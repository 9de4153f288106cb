import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PolicyFault, PolicyFolder } from '../../../kernel/module.ts'
import { packCharactersMax } from '../rules/pack-document.ts'
import { packFault, plain } from '../rules/pack-fault.ts'
import { type PackSource, type ReadPack, readPack } from '../rules/read-pack.ts'
import type { Pack, PackFault } from '../schema.ts'

/** Files read of one folder. */
const filesMax = 1000

/**
 * Reads every `*.yaml` below `dir` for the folders that modules declare. What is wrong is told by file, line and
 * column; packs of files without fault are returned all the same. Throws only when a folder cannot be read.
 */
export async function readPackFolder(
  dir: string,
  folders: readonly PolicyFolder[],
): Promise<{ packs: Pack[]; faults: PackFault[] }> {
  const reads: ReadPack[] = []
  const faults: PackFault[] = []
  for (const folder of folders)
    for (const source of await sourcesOf(dir, folder.area)) {
      if ('faults' in source) faults.push(...source.faults)
      else {
        const result = readPack(source, folder)
        if ('faults' in result) faults.push(...result.faults)
        else reads.push(result.read)
      }
    }
  faults.push(...doubled(reads))
  // One typo in a code table would be told again by every file that refers to it.
  if (faults.length === 0) faults.push(...checked(reads, folders))
  return { packs: reads.map(({ pack }) => pack), faults }
}

async function sourcesOf(dir: string, area: string): Promise<(PackSource | { faults: PackFault[] })[]> {
  const names = (await readdir(join(dir, area)).catch(absent)).filter((name) => name.endsWith('.yaml')).sort()
  const sources: (PackSource | { faults: PackFault[] })[] = []
  for (const name of names.slice(0, filesMax)) {
    const file = `${area}/${name}`
    const bytes = await readFile(join(dir, area, name))
    const text = bytes.length > packCharactersMax ? null : decoded(bytes)
    if (text === null)
      sources.push({
        faults: [
          packFault({
            file,
            line: 1,
            column: 1,
            path: '',
            found: `${bytes.length} B`,
            expected: plain('UTF-8, <= 4 MB'),
          }),
        ],
      })
    else sources.push({ file, text, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  return sources
}

/** A declared folder that nobody made yet holds no packs. */
function absent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The same version of the same pack in two files: nobody could say which holds. */
function doubled(reads: readonly ReadPack[]): PackFault[] {
  const seen = new Map<string, string>()
  const faults: PackFault[] = []
  for (const { pack, file, document } of reads) {
    const name = `${pack.code} ${pack.version}`
    const first = seen.get(name)
    if (first === undefined) seen.set(name, file)
    else {
      const expected = {
        'zh-CN': `与 ${first} 不同的版本号`,
        'zh-Hant': `與 ${first} 不同的版本號`,
        en: `another version than ${first} has`,
      }
      faults.push(
        packFault({ file, ...document.placeOf(['version']), path: 'version', found: pack.version, expected }),
      )
    }
  }
  return faults
}

function checked(reads: readonly ReadPack[], folders: readonly PolicyFolder[]): PackFault[] {
  const files = reads.map(({ pack, file }) => ({
    area: pack.area,
    code: pack.code,
    file,
    content: pack.content,
  }))
  const documents = new Map(reads.map(({ file, document }) => [file, document]))
  const located = ({ file, path, lines = 0, found, expected }: PolicyFault) => {
    const place = documents.get(file)?.placeOf(path) ?? { line: 1, column: 1 }
    return packFault({
      file,
      line: place.line + lines,
      column: place.column,
      path: path.join('.'),
      found,
      expected,
    })
  }
  return folders.flatMap((folder) => (folder.check?.(files) ?? []).map(located))
}
