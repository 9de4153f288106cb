import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { loadConfig } from '../../server/src/kernel/config.ts'
import type { Ctx, Log } from '../../server/src/kernel/context.ts'
import { act, outside } from '../../server/src/kernel/db/act.ts'
import { type Installation, openInstallation } from '../../server/src/kernel/installation.ts'
import { settingsOf } from '../../server/src/kernel/settings.ts'
import { operatorActor } from '../../server/src/modules/identity/index.ts'
import { loadPacks } from '../../server/src/modules/policy/index.ts'
import { modules } from '../../server/src/modules.ts'

const log: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** An installation of its own in a folder that is deleted afterwards, with the packs loaded and the demo card on. */
export type Place = {
  installation: Installation
  folder: string
  ctx: () => Ctx
  admin: pg.Client
  close: () => Promise<void>
}

export async function openPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'xinqiao-bench-'))
  const installation = await openInstallation({
    home: join(folder, 'home'),
    databaseUrl: null,
    keyFile: null,
    poolMax: 16,
    settings: {
      ...settingsOf(loadConfig({})),
      optionalPacks: ['evaluation/demo-comprehensive'],
      unmaskPerDay: 0,
    },
    modules,
  })
  const by = () => ({ now: new Date(), actor: operatorActor, log })
  await act(installation.deps, by(), 'write', (ctx) =>
    loadPacks(
      ctx,
      join(import.meta.dirname, '..', '..', 'policy'),
      modules.flatMap((m) => m.policy),
    ),
  )
  const admin = new pg.Client({ connectionString: installation.url })
  await admin.connect()
  return {
    installation,
    folder,
    admin,
    ctx: () => outside(installation.deps, by()),
    close: async () => {
      await admin.end()
      await installation.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** One line of the result table. `ratio` is our rate over the reference's, in the same run. */
export type Result = {
  path: string
  size: number
  rate: number
  unit: string
  reference: { name: string; rate: number } | { name: string; rate: number }[] | null
  ratio: number | null
  target: number | null
  note?: string
}

export const perSecond = (count: number, startedAt: number): number =>
  Math.round(count / ((performance.now() - startedAt) / 1000))
