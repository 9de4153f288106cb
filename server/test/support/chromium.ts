import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { root } from './source.ts'

/** Where the browser is; undefined where there is none. */
export const chromiumAt = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const axe = readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')

/** A real browser without a window. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumAt!, args: flags })

/** What axe finds wrong with the page of now, each with how often. */
export const axeFaults = (page: Page): Promise<string[]> =>
  // Given by the driver, so that the page's own policy against foreign scripts stays in force.
  page.evaluate(`${axe}; axe.run().then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.length))`)

/** How far a page reaches beyond its window to the side, in pixels. */
export const sidewaysOf = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** Waits for something that comes by itself; throws when it has not come within 30 s. */
export async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (await isDone()) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error('nothing came within 30 s')
}
