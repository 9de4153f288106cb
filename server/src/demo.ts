import { createReadStream, existsSync, mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { demoFiles } from '@xinqiao/test-data'
import { dayOf } from './kernel/clock.ts'
import type { Log } from './kernel/context.ts'
import { type Deps, outside } from './kernel/db/act.ts'
import { countDue } from './modules/archive/index.ts'
import { ensureOrganisation, operatorActor } from './modules/identity/index.ts'
import { listBatches, openBatches, receiveBatch } from './modules/intake/index.ts'

const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} }

/**
 * Brings the demo data in through the same intake that users use, once: a file that this installation has received
 * before, by name and provider, is not sent again. Keeps the sample a newcomer can drop on the page.
 */
export async function importDemo(deps: Deps, home: string, say: (text: string) => void): Promise<void> {
  const ctx = () => outside(deps, { now: new Date(), actor: operatorActor, log: quiet })
  const known = new Set(
    (await listBatches(ctx(), { before: null, limit: 1_000, scope: null })).map(
      (b) => `${b.providerId}/${b.filename}`,
    ),
  )
  const folder = join(home, 'demo')
  if (existsSync(join(folder, 'complete'))) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const files = await demoFiles(folder, { seed: 20_260_401, day: dayOf(new Date()), scale: 1 })
  say(`Bringing in the demo data (${files.length} files of invented departments) …`)
  for (const { path, kind, provider, receivedOn } of files) {
    const name = basename(path)
    if (name.startsWith('sample-') || known.has(`${provider.code}/${name}`)) continue
    await ctx().inTransaction((tx) => ensureOrganisation(tx, { id: provider.code, title: provider.name }))
    await receiveBatch(
      ctx(),
      createReadStream(path),
      { kind, provider: provider.code, receivedOn, filename: name },
      Number.MAX_SAFE_INTEGER,
    )
  }
  while ((await openBatches(ctx())).length > 0 || (await countDue(ctx(), 1)) > 0)
    await new Promise((done) => setTimeout(done, 500))
  for (const { path } of files) if (!basename(path).startsWith('sample-')) rmSync(path, { force: true })
  const { writeFile } = await import('node:fs/promises')
  await writeFile(join(folder, 'complete'), '')
  say(
    `The demo data is in. A messy file to try on the page: ${join(folder, files.map((f) => basename(f.path)).find((n) => n.startsWith('sample-')) ?? '')}`,
  )
}
