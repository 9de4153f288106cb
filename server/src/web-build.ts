import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The folder of the built web pages, built now when their sources changed since the last time (a few seconds), or
 * null when there are none. A released image carries the built folder and no sources.
 */
export async function buildWeb(root: string): Promise<string | null> {
  const web = join(root, 'web')
  const dist = join(web, 'dist')
  if (!existsSync(join(web, 'vite.config.ts'))) return existsSync(dist) ? dist : null
  const stamp = join(dist, '.sources')
  const digest = sourcesDigest([web, join(root, 'test-data', 'src')])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return dist
  const { build } = await import('vite')
  await build({ root: web, configFile: join(web, 'vite.config.ts'), logLevel: 'error' })
  writeFileSync(stamp, digest)
  return dist
}

function sourcesDigest(folders: string[]): string {
  const digest = createHash('sha256')
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(
        (e) =>
          e.isFile() &&
          !/[\\/](?:dist|node_modules|tests)(?:[\\/]|$)/.test(e.parentPath.slice(folder.length)),
      )
      .map((e) => join(e.parentPath, e.name))
      .sort()
    for (const file of files) digest.update(file.slice(folder.length)).update(readFileSync(file))
  }
  return digest.digest('hex')
}
