import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startInbox } from './inbox.ts'
import { type Config, publicUrlOf, sealingOf } from './kernel/config.ts'
import type { Ctx, Log } from './kernel/context.ts'
import { act, type By, outside } from './kernel/db/act.ts'
import { claimHome } from './kernel/home.ts'
import { createServer, startOperations } from './kernel/http/index.ts'
import { openInstallation } from './kernel/installation.ts'
import { startRunners } from './kernel/queue/runner.ts'
import { startWorker } from './kernel/queue/worker.ts'
import { resealRunner } from './kernel/reseal.ts'
import { settingsOf } from './kernel/settings.ts'
import { StartProblem } from './kernel/start-problem.ts'
import { walkLanes, walkRunners } from './kernel/walk.ts'
import { trustPolicy } from './modules/audit/index.ts'
import { actorOf, systemActor } from './modules/identity/index.ts'
import { loadPacks } from './modules/policy/index.ts'
import { countRequest, startCounting } from './modules/protection/index.ts'
import { modules } from './modules.ts'
import { roles } from './roles.ts'
import { buildWeb } from './web-build.ts'

export type Platform = {
  url: string
  deps: Awaited<ReturnType<typeof openInstallation>>['deps']
  stop: () => Promise<void>
}

export type PlatformOptions = {
  config: Config
  log: Log
  root: string
  /** The clock; tests move it. */
  now?: () => Date
  /** Steps of the start in words, for the person at the terminal. */
  say?: (step: string) => void
  /** Ends a start that is under way, at its next step, and stops what was started. */
  signal?: AbortSignal
}

/**
 * Starts one process of the platform in its role: database, packs, workers, doors. Whatever was started is stopped
 * again when a later step fails. Throws StartProblem with one clear sentence.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { config, log, root, now = () => new Date() } = options
  const say = stepsOf(options)
  const undo: Undo = [claimHome(config.home)]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    say('database')
    const installation = await openFor(config, log)
    undo.push(installation.close)
    const { deps } = installation
    trustPolicy(deps)
    const by = () => ({ now: now(), actor: systemActor, log })
    const role = roles[config.role]
    say('policy')
    // The portal's database user may write nothing; the law it shows is what the other processes loaded.
    if (config.role !== 'portal') await act(deps, by(), 'write', (ctx) => loadLaw(ctx, root))
    if (role.works) await startWork(undo, options, installation, by)
    say('web')
    const webDist = role.faces.length > 0 ? await buildWeb(root) : null
    const operations = await startOperations({ deps, config, log, ctx: () => outside(deps, by()) })
    undo.push(operations.stop)
    if (role.faces.length === 0) return { url: operations.url, deps, stop }
    // The portal's database user may write nothing, and its visitors are the public.
    if (config.role !== 'portal') undo.push(startCounting(() => outside(deps, by())).stop)
    const server = createServer({
      modules,
      deps,
      config,
      log,
      now,
      faces: role.faces,
      webDist,
      ...(config.role === 'portal' ? {} : { seen: countRequest }),
      actorOf: (request) => actorOf(outside(deps, by()), request, config),
    })
    await listen(server, config)
    if (config.publicUrl === null)
      deps.settings.publicUrl = publicUrlOf({ publicUrl: null, ...portOf(server) })
    undo.push(async () => {
      operations.draining()
      await server.close()
    })
    say('ready')
    operations.ready()
    const host = config.host.includes(':') ? `[${config.host}]` : config.host
    return { url: `http://${host}:${portOf(server).port}`, deps, stop }
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
}

type Undo = (() => void | Promise<void>)[]

const openFor = (config: Config, log: Log) =>
  openInstallation({
    home: config.home,
    databaseUrl: config.databaseUrl,
    keyFile: config.keyFile,
    sealing: sealingOf(config),
    poolMax: config.poolMax,
    role: config.role,
    settings: settingsOf(config),
    modules,
    onDeath: (code: number | null = null) =>
      log.error({ code }, 'the embedded database died and is being started again'),
  })

/** Starts what works without being asked: runners, jobs, the inbox. */
async function startWork(
  undo: Undo,
  { config }: PlatformOptions,
  { deps, url }: Awaited<ReturnType<typeof openInstallation>>,
  by: () => By,
): Promise<void> {
  const runners = [
    ...modules.flatMap((m) => m.runners),
    ...walkRunners(modules, walkLanes),
    resealRunner(modules),
  ]
  undo.push(startRunners(runners, url, () => outside(deps, by())).stop)
  undo.push((await startWorker(deps, by, 4)).stop)
  if (config.inbox !== null)
    undo.push(startInbox(config.inbox, () => outside(deps, by()), { bytesMax: config.uploadBytesMax }))
}

/** Tells each step, unless the start was told to end. */
const stepsOf = (options: PlatformOptions) => (step: string) => {
  if (options.signal?.aborted) throw new StartProblem('Stopped before it was ready.')
  options.say?.(step)
}

const loadLaw = (ctx: Ctx, root: string) =>
  loadPacks(
    ctx,
    join(root, 'policy'),
    modules.flatMap((m) => m.policy),
  )

const portOf = ({ server }: { server: Server }) => ({ port: (server.address() as AddressInfo).port })

async function listen(
  server: { listen: (at: { host: string; port: number }) => Promise<unknown> },
  config: Config,
): Promise<void> {
  try {
    await server.listen({ host: config.host, port: config.port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new StartProblem(
        `Port ${config.port} on ${config.host} is in use by another program; set PORT to a free one.`,
      )
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new StartProblem(
        `Port ${config.port} on ${config.host} cannot be opened (${code}); set HOST and PORT to what this machine allows.`,
      )
    throw error
  }
}
