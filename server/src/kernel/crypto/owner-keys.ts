import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { StartProblem } from '../start-problem.ts'
import { cellOf, openCell, sealCell } from './cell.ts'
import type { KeyProvider } from './key-provider.ts'
import { type OwnerNodes, OwnerTree } from './owner-tree.ts'
import { replaceFile } from './replace-file.ts'
import type { Suite } from './suite.ts'

/** An owner whose key was destroyed, and when. */
export type ForgottenOwner = { owner: string; path: string; at: string }

/** The keys of single owners, and how one of them is destroyed for good. */
export type OwnerKeys = {
  /** Says which tree it is, so that a database can tell a foreign one. */
  id: string
  keyAt: (path: string) => Buffer
  has: (path: string) => boolean
  /** Destroys keys; returns once nothing on disk brings them back. One process at a time. */
  forget: (owners: { owner: string; path: string }[], at: Date) => Promise<void>
  forgotten: () => ForgottenOwner[]
  /** Writes what is there under the provider's present key. */
  rewrap: () => Promise<void>
  /** Takes over what another process destroyed meanwhile. */
  refresh: () => Promise<void>
}

type Content = OwnerNodes & { id: string; forgotten: ForgottenOwner[] }

/** Keys of owners in memory alone, from a root of 32 bytes: for tests. */
export function memoryOwners(root: Buffer): OwnerKeys {
  const tree = new OwnerTree({ digest: 'sha256', nodes: [['', root.toString('hex')]] })
  const gone: ForgottenOwner[] = []
  return {
    id: 'memory',
    keyAt: (path) => tree.keyAt(path),
    has: (path) => tree.has(path),
    forget: async (owners, at) => {
      for (const one of owners) if (tree.forget(one.path)) gone.push({ ...one, at: at.toISOString() })
    },
    forgotten: () => [...gone],
    rewrap: async () => {},
    refresh: async () => {},
  }
}

const place = 'owner-keys'

/**
 * Keys of owners in a file of their own beside the key file (mode 0600), wrapped by the provider. It must never be
 * in a backup that outlives an erasure. Made on the first start; throws StartProblem when it cannot be opened.
 */
export async function fileOwners(file: string, provider: KeyProvider, suite: Suite): Promise<OwnerKeys> {
  if (!existsSync(file)) await create(file, provider, suite)
  let seen = ''
  let content = await load()
  let tree = new OwnerTree(content)
  async function load(): Promise<Content> {
    seen = versionOf(file)
    return openContent(file, provider)
  }
  async function refresh(): Promise<void> {
    if (versionOf(file) === seen) return
    content = await load()
    tree = new OwnerTree(content)
  }
  async function save(): Promise<void> {
    replaceFile(file, await sealContent(content, provider, suite))
    seen = versionOf(file)
  }
  return {
    id: content.id,
    keyAt: (path) => tree.keyAt(path),
    has: (path) => tree.has(path),
    refresh,
    forgotten: () => [...content.forgotten],
    forget: async (owners, at) => {
      await refresh()
      const gone = owners.filter((one) => tree.forget(one.path))
      if (gone.length === 0) return
      const forgotten = [...content.forgotten, ...gone.map((one) => ({ ...one, at: at.toISOString() }))]
      content = { ...tree.toNodes(), id: content.id, forgotten }
      await save()
    },
    rewrap: async () => {
      await refresh()
      await save()
    },
  }
}

/** Tells one version of a replaced file from the next: clocks of file systems are too coarse by themselves. */
function versionOf(file: string): string {
  const { ino, mtimeMs, size } = statSync(file)
  return `${ino}|${mtimeMs}|${size}`
}

async function create(file: string, provider: KeyProvider, suite: Suite): Promise<void> {
  const content: Content = {
    id: randomBytes(8).toString('hex'),
    digest: suite.digest,
    nodes: [['', randomBytes(32).toString('hex')]],
    forgotten: [],
  }
  const sealed = await sealContent(content, provider, suite)
  try {
    writeFileSync(file, sealed, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new StartProblem(`The file ${file} cannot be written (${(error as NodeJS.ErrnoException).code}).`)
  }
}

/** Every version has a key of its own, so that an old version is worth nothing once its wrapped key is gone. */
async function sealContent(content: Content, provider: KeyProvider, suite: Suite): Promise<string> {
  const key = randomBytes(32)
  const sealed = sealCell(suite, Buffer.alloc(8), false, key, place, Buffer.from(JSON.stringify(content)))
  const wrapped = await provider.wrap(key, place)
  return `${JSON.stringify({ v: 1, wrapped, sealed: sealed.toString('base64url') })}\n`
}

async function openContent(file: string, provider: KeyProvider): Promise<Content> {
  try {
    const { wrapped, sealed } = JSON.parse(readFileSync(file, 'utf8')) as { wrapped: string; sealed: string }
    const cell = cellOf(Buffer.from(sealed, 'base64url'))
    if (!cell) throw new Error('it holds no sealed keys')
    const key = await provider.unwrap(wrapped, place)
    return JSON.parse(openCell(cell, key, place).toString('utf8')) as Content
  } catch (cause) {
    throw new StartProblem(
      `The keys of single persons in ${file} cannot be opened with ${provider.place}: ${(cause as Error).message}.`,
    )
  }
}
