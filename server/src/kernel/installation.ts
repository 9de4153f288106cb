import { join } from 'node:path'
import type { Settings } from './context.ts'
import { type OpenKeys, openKeys, type Sealing } from './crypto/open-keys.ts'
import type { Deps } from './db/act.ts'
import { databaseRoles } from './db/database-roles.ts'
import { type Embedded, startEmbedded } from './db/embedded.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/pool.ts'
import { fileStore } from './file-store.ts'
import { makeFolder } from './folder.ts'
import type { Module } from './module.ts'
import { publishedFiles } from './published-files.ts'
import { sealClassesOf } from './reseal.ts'
import { StartProblem } from './start-problem.ts'

export type Installation = {
  deps: Deps
  /** Connection of the application role, for listeners. */
  url: string
  embedded: Embedded | null
  vault: OpenKeys['vault']
  close: () => Promise<void>
}

export type InstallationOptions = {
  home: string
  databaseUrl: string | null
  keyFile: string | null
  /** Which algorithms seal, and who keeps the keys around data keys; a file and AES when absent. */
  sealing?: Sealing
  poolMax: number
  settings: Settings
  /** What kind of process this is: it gets the rights of its kind. All of them when absent. */
  role?: keyof typeof databaseRoles
  modules: Module[]
  /** Called when the embedded database died and is being started again. */
  onDeath?: () => void
}

/**
 * Opens what every way of running Xinqiao needs: the database (its own or the one named), migrated; the keys, proven
 * to be those of this database; the file store. Throws StartProblem with one clear sentence.
 */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  makeFolder(options.home)
  const embedded = options.databaseUrl === null ? await startEmbedded(options.home, options.onDeath) : null
  const url = options.databaseUrl ?? embedded!.url
  try {
    const { hasRoles } = await migrate(url, options.modules).catch((error) => {
      throw unreachable(url, error)
    })
    const role = databaseRoles[options.role ?? 'all']
    const database = openDatabase(url, { max: options.poolMax, ...(hasRoles ? { role } : {}) })
    const { keys, vault } = await openKeys(
      database,
      options.keyFile ?? join(options.home, 'keys.json'),
      options.role === 'portal' ? null : sealClassesOf(options.modules),
      options.sealing,
    ).catch(async (error) => {
      await database.close()
      throw error
    })
    const deps: Deps = {
      pool: database.pool,
      db: database.db,
      modules: options.modules,
      keys,
      files: fileStore(join(options.home, 'files'), keys),
      published: publishedFiles(join(options.home, 'tlog')),
      settings: options.settings,
    }
    return {
      deps,
      url,
      embedded,
      vault,
      close: async () => {
        vault.close()
        await database.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

function unreachable(url: string, error: unknown): unknown {
  if (error instanceof StartProblem) return error
  const { code, message } = error as { code?: string; message?: string }
  const place = url.replace(/\/\/[^@/]*@/, '//…@')
  if (code && /^(28\w{3}|3D000|42501|53300|57P03|25006|ECONN|ENOTFOUND|EAI_|ETIMEDOUT|ENOENT)/.test(code))
    return new StartProblem(`The database ${place} cannot be used: ${message || code}.`)
  if (/Invalid URL|searchParams|timeout exceeded|terminated/i.test(message ?? ''))
    return new StartProblem(`The database ${place} cannot be reached: ${message}.`)
  return error
}
