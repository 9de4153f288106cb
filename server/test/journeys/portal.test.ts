import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { demoFiles } from '@xinqiao/test-data'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/kernel/config.ts'
import { type Platform, startPlatform } from '../../src/platform.ts'
import { axeFaults, chromiumAt, openChromium, sidewaysOf, until } from '../support/chromium.ts'
import { silent } from '../support/database.ts'
import { root } from '../support/source.ts'

const everyPage = [
  '/',
  '/search?q=%E5%85%AC%E5%8F%B8',
  '/subjects/:found',
  '/submit',
  '/batches',
  '/batches/:messy',
  '/batches/:messy?verdict=all',
  '/doubts',
  '/kinds',
  '/kinds/administrative-penalty',
  '/about',
  '/help',
  '/privacy',
  '/sign-in',
  '/first-start',
  '/invitation',
  '/account',
  '/people',
  '/organisations',
  '/nowhere',
]

let folder: string
let platform: Platform
let browser: Browser
let sample: string
let page: Page

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-journey-'))
  const config = {
    ...loadConfig({ PORT: '0', METRICS_PORT: '0' }),
    home: join(folder, 'home'),
    optionalPacks: ['evaluation/demo-comprehensive'],
  }
  platform = await startPlatform({ config, log: silent, root })
  const files = await demoFiles(join(folder, 'demo'), {
    seed: 5,
    day: new Date().toISOString().slice(0, 10),
    scale: 0.05,
  })
  for (const file of files.filter((f) => /enterprise-base|penalties\.csv|licences/.test(f.path))) {
    const reply = await fetch(
      `${platform.url}/v1/batches?kind=${file.kind}&filename=${encodeURIComponent(file.path.split('/').at(-1)!)}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: readFileSync(file.path),
      },
    )
    expect(reply.status).toBe(202)
  }
  await until(
    async () =>
      (
        (await (await fetch(`${platform.url}/v1/search?q=${encodeURIComponent('公司')}`)).json()) as {
          items: unknown[]
        }
      ).items.length > 5,
  )
  browser = await openChromium()
  page = await (
    await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } })
  ).newPage()
})

afterAll(async () => {
  await browser?.close()
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a newcomer in a real browser', () => {
  it('has a browser to try it with', () => expect(chromiumAt).toBeDefined())

  it('finds a company by two characters and sees why each record is shown', async () => {
    await page.goto(platform.url)
    const box = page.getByRole('main').getByRole('combobox')
    await box.fill('公司')
    await box.press('Enter')
    await page.waitForURL(/\/search\?q=/)
    await page.getByRole('main').getByRole('link').filter({ hasText: '公司' }).first().click()
    await page.waitForURL(/\/subjects\//)
    await expect
      .poll(() => page.getByRole('main').textContent(), { timeout: 15_000 })
      .toMatch(/依法公开|依法公示|最后公示日/)
  })

  it('starts a new page at its top and comes back to where the list was left', async () => {
    await page.setViewportSize({ width: 1280, height: 500 })
    await page.goto(`${platform.url}/search?q=${encodeURIComponent('公司')}`)
    const last = page.getByRole('main').locator('.hit a').last()
    await last.scrollIntoViewIfNeeded()
    const place = (await page.evaluate('window.scrollY')) as number
    expect(place).toBeGreaterThan(300)
    await last.click()
    await page.waitForURL(/\/subjects\//)
    await expect.poll(() => page.evaluate('window.scrollY')).toBe(0)
    await page.goBack()
    await expect.poll(() => page.evaluate('window.scrollY')).toBe(place)
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  it('drops the messy sample of the page and gets every bad row explained', async () => {
    await page.goto(`${platform.url}/submit`)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^有错误的样例/ }).click(),
    ])
    sample = join(folder, file.suggestedFilename())
    await file.saveAs(sample)
    await page.locator('input[type=file]').setInputFiles(sample)
    await page.waitForURL(/\/batches\//, { timeout: 30_000 })
    await expect
      .poll(() => page.getByRole('main').textContent(), { timeout: 30_000 })
      .toMatch(/第\s*\d+\s*行/)
    await page.locator('.status-filed').waitFor({ timeout: 30_000 })
  })

  it('downloads the rows to correct and sends them again', async () => {
    const wrong = await page.locator('.next-steps .button').first()
    const count = Number(/\d+/.exec((await wrong.textContent()) ?? '')![0])
    expect(count).toBeGreaterThan(0)
    const [file] = await Promise.all([page.waitForEvent('download'), wrong.click()])
    expect(file.suggestedFilename()).toBe(`${basename(sample, '.xlsx')}-errors.xlsx`)
    const kept = join(folder, file.suggestedFilename())
    await file.saveAs(kept)
    await page.getByRole('link', { name: '报送改好的文件' }).click()
    await page.waitForURL(/\/submit\?kind=administrative-penalty/)
    await page.locator('input[type=file]').setInputFiles(kept)
    await page.waitForURL(/\/batches\//, { timeout: 30_000 })
    await page.locator('.status-filed').waitFor({ timeout: 30_000 })
    await expect.poll(() => page.getByRole('main').textContent()).toContain(`收到 ${count} 行`)
  })

  it('finds nothing wrong with the clean sample', async () => {
    await page.goto(`${platform.url}/submit`)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '没有错误的样例' }).click(),
    ])
    const clean = join(folder, file.suggestedFilename())
    await file.saveAs(clean)
    await page.locator('input[type=file]').setInputFiles(clean)
    await page.waitForURL(/\/batches\//, { timeout: 30_000 })
    await page.locator('.status-filed').waitFor({ timeout: 30_000 })
    await expect.poll(() => page.getByRole('main').textContent()).toContain('收到 40 行，入档 40 行')
    expect(await page.locator('.next-steps').count()).toBe(0)
  })

  it('narrows a search by industry', async () => {
    await page.goto(`${platform.url}/search?q=${encodeURIComponent('公司')}`)
    const hits = page.locator('.hit')
    await hits.first().waitFor()
    await page.getByLabel('行业').selectOption('C')
    await page.waitForURL(/industry=C/)
    const reply = await fetch(`${platform.url}/v1/search?industry=C&limit=20&q=${encodeURIComponent('公司')}`)
    const { items } = (await reply.json()) as { items: { name: string }[] }
    await expect.poll(() => hits.locator('h2').allTextContents()).toEqual(items.map(({ name }) => name))
  })

  it('reads the same in English', async () => {
    await page.goto(`${platform.url}/?lang=en`)
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.getByRole('main').textContent()).not.toMatch(/undefined/)
    await page.goto(`${platform.url}/?lang=zh-CN`)
  })

  it.each(everyPage)('meets no accessibility fault on %s', async (path) => {
    await page.goto(await addressOf(path))
    await page.waitForLoadState('networkidle')
    expect(await axeFaults(page)).toEqual([])
  })

  it.each([320, 360])('no page scrolls sideways at %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 700 })
    for (const path of everyPage) {
      await page.goto(await addressOf(path))
      await page.waitForLoadState('networkidle')
      expect(await sidewaysOf(page), path).toBeLessThanOrEqual(0)
    }
  })
})

/** The address of a page; `:found` is the first hit of a search, `:messy` the file most of whose rows need a person. */
async function addressOf(path: string): Promise<string> {
  const ask = async (url: string) =>
    ((await (await fetch(`${platform.url}${url}`)).json()) as { items: Asked[] }).items
  const found = path.includes(':found') ? (await ask('/v1/search?q=%E5%85%AC%E5%8F%B8'))[0]!.id : ''
  const wrong = ({ rows }: Asked) => rows.rejected + rows.inDoubt
  const messy = path.includes(':messy')
    ? (await ask('/v1/batches')).sort((a, b) => wrong(b) - wrong(a))[0]!.id
    : ''
  return `${platform.url}${path.replace(':found', found).replace(':messy', messy)}`
}
type Asked = { id: string; rows: { rejected: number; inDoubt: number } }
