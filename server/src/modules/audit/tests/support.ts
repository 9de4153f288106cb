import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Judged, judgeCheckpoint, parsePolicy, type TrustPolicy } from '@xinqiao/standards/tlog'
import pg from 'pg'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { publishedFiles } from '../../../kernel/published-files.ts'
import { type StepBy, sealLog, type Turn } from '../actions/seal-log.ts'
import { trustPolicy } from '../actions/trust-policy.ts'
import { recordLeaf } from '../index.ts'
import type { Log } from '../schema.ts'

/** A database with a tile store of its own, and a hand that may do to both what it likes. */
export type Ledger = {
  database: TestDatabase
  folder: string
  ctx: () => Ctx
  /** Notes so many deeds, each in a transaction of its own when `apart`. */
  deeds: (count: number, over?: { log?: Log; apart?: boolean; tag?: string }) => Promise<void>
  seal: (log?: Log, step?: StepBy) => Promise<Turn>
  /** Forgets everything a process holds in memory, as after its death. */
  reborn: () => void
  /** The published checkpoint, as the policy lets a reader believe it. */
  checkpoint: (log?: Log) => Promise<Judged>
  /** Runs SQL as the owner of the database. */
  owner: (text: string, values?: unknown[]) => Promise<pg.QueryResult>
  close: () => Promise<void>
}

export async function openLedger(witnessPolicy = 'quorum none'): Promise<Ledger> {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-tlog-'))
  database.deps.published = publishedFiles(folder)
  database.deps.settings = { ...database.deps.settings, witnessPolicy }
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const ctx = () => database.ctx()
  return {
    database,
    folder,
    ctx,
    deeds: async (count, { log = 'audit', apart = false, tag = 'thing' } = {}) => {
      const leave = (i: number) => (tx: Ctx) =>
        recordLeaf(tx, {
          action: 'trial.done',
          object: `${tag}-${i}`,
          digest: digestOf(`${tag} ${i}`),
          detail: { i },
          log,
        })
      if (apart) for (let i = 0; i < count; i++) await database.act(leave(i))
      else
        await database.act(async (tx) => {
          for (let i = 0; i < count; i++) await leave(i)(tx)
        })
    },
    seal: (log = 'audit', step) => sealLog(ctx(), log, step),
    reborn: () => {
      database.deps.published = publishedFiles(folder)
    },
    checkpoint: async (log = 'audit') => {
      const bytes = await database.deps.published.read(`${log}/checkpoint`)
      const policy = parsePolicy(trustPolicy(ctx()).text) as TrustPolicy
      const judged = judgeCheckpoint(policy, Buffer.from(bytes ?? '').toString())
      if (typeof judged === 'string') throw new Error(judged)
      return judged
    },
    owner: (text, values) => client.query(text, values),
    close: async () => {
      await client.end()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
