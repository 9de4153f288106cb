import { createReadStream, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Ctx } from './kernel/context.ts'
import { receiveBatch } from './modules/intake/index.ts'

const everyMs = 2_000
/** A file is taken once nobody has written to it for so long. */
const quietMs = 3_000

/**
 * Watches a folder for files of departments: `<inbox>/<provider>/<file>` (or `<inbox>/<file>`) is received like an
 * upload and then moved to `done/`; what could not be taken in goes to `failed/`. Returns how to stop.
 */
export function startInbox(folder: string, context: () => Ctx, bytesMax: number): () => void {
  for (const name of ['done', 'failed']) mkdirSync(join(folder, name), { recursive: true })
  let working = false
  const look = async () => {
    if (working) return
    working = true
    try {
      for (const { provider, path } of quietFiles(folder))
        await take(folder, provider, path, context(), bytesMax)
    } finally {
      working = false
    }
  }
  const timer = setInterval(
    () => look().catch((error) => context().log.error({ error: (error as Error).message }, 'inbox')),
    everyMs,
  )
  return () => clearInterval(timer)
}

async function take(
  folder: string,
  provider: string | undefined,
  path: string,
  ctx: Ctx,
  bytesMax: number,
): Promise<void> {
  const name = basename(path)
  try {
    const batch = await receiveBatch(ctx, createReadStream(path), { provider, filename: name }, bytesMax)
    renameSync(path, join(folder, 'done', `${batch.id}-${name}`))
    ctx.log.info({ batch: batch.id }, 'a file was taken from the inbox')
  } catch (error) {
    renameSync(path, join(folder, 'failed', `${Date.now()}-${name}`))
    ctx.log.error({ error: (error as Error).message }, 'a file of the inbox could not be taken in')
  }
}

type Waiting = { provider: string | undefined; path: string }

function quietFiles(folder: string): Waiting[] {
  const quiet = (path: string) => Date.now() - statSync(path).mtimeMs > quietMs
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): Waiting[] => {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.') || entry.name === 'done' || entry.name === 'failed') return []
    if (entry.isFile()) return quiet(path) ? [{ provider: undefined, path }] : []
    if (!entry.isDirectory()) return []
    return readdirSync(path, { withFileTypes: true }).flatMap((file) =>
      file.isFile() && !file.name.startsWith('.') && quiet(join(path, file.name))
        ? [{ provider: entry.name, path: join(path, file.name) }]
        : [],
    )
  })
}
