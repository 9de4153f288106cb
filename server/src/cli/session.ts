import { join } from 'node:path'
import { loadConfig, sealingOf } from '../kernel/config.ts'
import type { Ctx, Log } from '../kernel/context.ts'
import { act, outside } from '../kernel/db/act.ts'
import { type Installation, openInstallation } from '../kernel/installation.ts'
import { settingsOf } from '../kernel/settings.ts'
import { operatorActor } from '../modules/identity/index.ts'
import { loadPacks } from '../modules/policy/index.ts'
import { modules } from '../modules.ts'

export type Session = Pick<Installation, 'deps' | 'url' | 'vault' | 'close'> & {
  ctx: () => Ctx
  root: string
}

export const quietLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** Folder of the program: where policy/ and web/ are. */
export const rootFolder = (): string => join(import.meta.dirname, '..', '..', '..')

/**
 * Opens the installation for a command: the same actions as the HTTP API, by whoever is at the terminal. Beside a
 * running server it shares that server's database; alone it starts the embedded one and stops it at the end.
 */
export async function openSession(): Promise<Session> {
  const config = loadConfig()
  const root = rootFolder()
  const installation: Installation = await openInstallation({
    home: config.home,
    databaseUrl: config.databaseUrl,
    keyFile: config.keyFile,
    sealing: sealingOf(config),
    poolMax: Math.max(4, config.poolMax),
    settings: settingsOf(config),
    modules,
  })
  const by = () => ({ now: new Date(), actor: operatorActor, log: quietLog })
  await act(installation.deps, by(), 'write', (ctx) =>
    loadPacks(
      ctx,
      join(root, 'policy'),
      modules.flatMap((m) => m.policy),
    ),
  )
  return {
    deps: installation.deps,
    ctx: () => outside(installation.deps, by()),
    url: installation.url,
    vault: installation.vault,
    root,
    close: installation.close,
  }
}

/** Opens a session, runs work and closes it whatever happens. */
export async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession()
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}
