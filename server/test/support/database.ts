import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { loadConfig } from '../../src/kernel/config.ts'
import type { Actor, Ctx, Log } from '../../src/kernel/context.ts'
import { keysOf } from '../../src/kernel/crypto/keys.ts'
import { act, type Deps, outside } from '../../src/kernel/db/act.ts'
import { consoleRole } from '../../src/kernel/db/database-roles.ts'
import { type Database, openDatabase } from '../../src/kernel/db/pool.ts'
import { fileStore } from '../../src/kernel/file-store.ts'
import { publishedFiles } from '../../src/kernel/published-files.ts'
import { settingsOf } from '../../src/kernel/settings.ts'
import { modules } from '../../src/modules.ts'

/** An actor who may do everything, for tests that are not about permissions. */
export const everybody: Actor = { id: 'test', orgId: null, may: () => true }
export const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

const testKeys = keysOf(Buffer.alloc(32, 1), Buffer.alloc(32, 2))

export type TestDatabase = Database & {
  url: string
  deps: Deps
  /** Runs work in one transaction as the application role. */
  act: <T>(work: (ctx: Ctx) => Promise<T>, over?: Partial<Pick<Ctx, 'now' | 'actor'>>) => Promise<T>
  /** A context outside any transaction, for reading. */
  ctx: (over?: Partial<Ctx>) => Ctx
}

/** An empty database of its own, not migrated; `drop` removes it. */
export async function emptyDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const root = inject('databaseUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await query(root, `create database ${name}`)
  return {
    url: root.replace(/\/xinqiao(\?|$)/, `/${name}$1`),
    drop: () => query(root, `drop database ${name} with (force)`),
  }
}

/** A fresh database of this test file, cloned from the migrated template; it is dropped by `close`. */
export async function testDatabase(): Promise<TestDatabase> {
  const root = inject('databaseUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await query(root, `create database ${name} template xinqiao_template`)
  const url = root.replace(/\/xinqiao(\?|$)/, `/${name}$1`)
  const database = openDatabase(url, { max: 8, role: consoleRole })
  const by = () => ({ now: new Date(), actor: everybody, log: silent })
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-files-'))
  const deps: Deps = {
    pool: database.pool,
    db: database.db,
    modules,
    keys: testKeys,
    files: fileStore(folder, testKeys),
    published: publishedFiles(join(folder, 'tlog')),
    settings: {
      ...settingsOf(loadConfig({})),
      logName: 'test.example/tlog',
      witnessPolicy: 'quorum none',
      publicUrl: 'http://localhost:8080',
      unmaskPerDay: 50,
    },
  }
  return {
    ...database,
    url,
    deps,
    act: (work, over) => act(deps, { ...by(), ...over }, 'write', work),
    ctx: (over) => ({ ...outside(deps, { ...by(), ...over }), ...over }),
    close: async () => {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
      await query(root, `drop database ${name} with (force)`)
    },
  }
}

async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}
