import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildWeb } from '../../src/web-build.ts'
import { root } from '../support/source.ts'

/** What a reader on a slow line waits for before the first page can be used, in kB of gzip. */
const bar = 120

it(`brings at most ${bar} kB of JavaScript (gzip) with the first page`, async () => {
  const dist = (await buildWeb(root))!
  const page = readFileSync(join(dist, 'portal.html'), 'utf8')
  const files = withImports(
    dist,
    [...page.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map((m) => m[1]!),
  )
  const kB = files.reduce((sum, file) => sum + statSync(join(dist, 'assets', `${file}.gz`)).size, 0) / 1000
  process.stdout.write(`first load: ${kB.toFixed(1)} kB of JavaScript in ${files.length} file(s)\n`)
  expect(files.length).toBeGreaterThan(0)
  expect(kB).toBeLessThanOrEqual(bar)
})

/** The files and all they import without being asked later; `import(…)` is later. */
function withImports(dist: string, files: string[]): string[] {
  const met = new Set(files)
  for (const file of met)
    for (const [, next] of readFileSync(join(dist, 'assets', file), 'utf8').matchAll(
      /(?:\bimport|\bfrom)\s*["']\.\/([^"']+\.js)["']/g,
    ))
      met.add(next!)
  return [...met]
}
