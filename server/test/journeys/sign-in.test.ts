import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoFiles } from '@xinqiao/test-data'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/kernel/config.ts'
import { act } from '../../src/kernel/db/act.ts'
import { inviteFirstAdministrator, operatorActor } from '../../src/modules/identity/index.ts'
import { type Platform, startPlatform } from '../../src/platform.ts'
import { axeFaults, openChromium, sidewaysOf } from '../support/chromium.ts'
import { silent } from '../support/database.ts'
import { residentNumber } from '../support/people.ts'
import {
  enrol,
  give,
  invite,
  newPassword,
  type Person,
  passwordStep,
  rowOf,
  signIn,
  signInByRecoveryCode,
  virtualAuthenticator,
} from '../support/sign-in-steps.ts'
import { root } from '../support/source.ts'

/** How long something may take that comes by itself. */
const soon = { timeout: 15_000 }

let folder: string
let platform: Platform
let browser: Browser
let address: string
let clean: string
let administrator: Person
let officer: Person
let provider: Person
let providerLink: string

const passwords = ['淡墨 秋山 画远天 2026', 'quiet harbour lanterns 71', 'three grey herons at noon']

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-sign-in-'))
  const config = {
    ...loadConfig({ PORT: '0', METRICS_PORT: '0', LOCAL_OPERATOR: 'off' }),
    home: join(folder, 'home'),
  }
  platform = await startPlatform({ config, log: silent, root })
  // Passkeys are bound to a name, and the name of this platform is localhost.
  address = platform.url.replace('127.0.0.1', 'localhost')
  const files = await demoFiles(join(folder, 'demo'), { seed: 5, day: '2026-04-01', only: 'samples' })
  clean = files.find((f) => f.path.endsWith('sample-clean-licences.csv'))!.path
  browser = await openChromium()
})

afterAll(async () => {
  await browser?.close()
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('people sign in', { timeout: 90_000 }, () => {
  it('the first administrator starts with the token of the terminal and enrols an authenticator', async () => {
    const { token } = (await act(
      platform.deps,
      { now: new Date(), actor: operatorActor, log: silent },
      'write',
      inviteFirstAdministrator,
    ))!
    const { context, page } = await open(`/first-start#${token}`)
    await page.getByRole('textbox', { name: '账号', exact: true }).fill('xitong')
    await page.getByLabel('姓名').fill('测试甲')
    await page.getByLabel('居民身份证号').fill(residentNumber(1))
    await newPassword(page, 'password1234')
    await page.getByRole('button', { name: '建立账号' }).click()
    const next = page.getByLabel('新密码', { exact: true })
    await expect.poll(() => next.getAttribute('aria-invalid'), soon).toBe('true')
    expect(await next.evaluate('document.activeElement.name')).toBe('next')
    await expect.poll(() => page.getByRole('main').textContent(), soon).toContain('这是常见密码')
    await newPassword(page, passwords[0]!)
    await page.getByRole('button', { name: '建立账号' }).click()
    administrator = { login: 'xitong', password: passwords[0]!, ...(await enrol(page)), context, page }
    await page.getByRole('link', { name: '去管理人员' }).waitFor()
    expect(await page.getByRole('navigation', { name: '账号' }).textContent()).toContain('测试甲')
  })

  it('a token that was used opens nothing', async () => {
    const { context, page } = await open(`/first-start#xi_${'A'.repeat(43)}`)
    await page.getByRole('textbox', { name: '账号', exact: true }).fill('another')
    await page.getByLabel('姓名').fill('测试')
    await page.getByLabel('居民身份证号').fill(residentNumber(9))
    await newPassword(page, passwords[1]!)
    await page.getByRole('button', { name: '建立账号' }).click()
    await expect.poll(() => page.getByRole('alert').textContent(), soon).toContain('一次性令牌无效')
    await context.close()
  })

  it('registers a body, invites the security officer and a provider officer, and names the former', async () => {
    const { page } = administrator
    await page.getByRole('link', { name: '去管理人员' }).click()
    await page.getByRole('link', { name: '单位', exact: true }).click()
    await page.getByLabel('单位代码').fill('market-bureau')
    await page.getByLabel('单位名称').fill('示例市市场监督管理局')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByRole('cell', { name: 'market-bureau' }).waitFor()
    await page.getByRole('link', { name: '人员', exact: true }).last().click()
    const officerLink = await invite(page, { login: 'anquan', name: '测试乙', number: 2, org: 'platform' })
    await give(page, '测试乙', '安全管理员')
    await expect.poll(() => rowOf(page, '测试乙').textContent(), soon).toContain('安全管理员')
    providerLink = await invite(page, {
      login: 'baosong',
      name: '测试丙',
      number: 3,
      org: 'market-bureau',
    })
    officer = await accept(officerLink, 'anquan', passwords[1]!)
  })

  it('who gives a role must hold it, and is told so', async () => {
    const { page } = administrator
    await give(page, '测试丙', '数据报送员')
    await expect
      .poll(() => page.getByRole('alert').textContent(), soon)
      .toContain('不能授予超出自身权限的角色')
  })

  it('the security officer gives the role, after a fresh proof where the last one is old', async () => {
    const { page, app } = officer
    await page.getByRole('link', { name: '人员', exact: true }).click()
    await rowOf(page, '测试丙').waitFor()
    await platform.deps.pool.query(`update identity.session set proven_at = proven_at - interval '6 minutes'
       where account_id = (select id from identity.account where login = 'anquan')`)
    await give(page, '测试丙', '数据报送员')
    const dialog = page.getByRole('dialog', { name: '请再次验证身份' })
    await dialog.waitFor()
    expect(await axeFaults(page)).toEqual([])
    await dialog.getByLabel('六位验证码').fill(await app.code())
    await dialog.getByRole('button', { name: '验证' }).click()
    await expect.poll(() => rowOf(page, '测试丙').textContent(), soon).toContain('数据报送员')
    expect(await dialog.count()).toBe(0)
  })

  it('the provider officer accepts the invitation, signs in and submits a file', async () => {
    provider = await accept(providerLink, 'baosong', passwords[2]!)
    const { page } = provider
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('link', { name: '登录' }).first().waitFor()
    await page.goto(`${address}/submit`)
    await page.locator('input[type=file]').setInputFiles(clean)
    await page.getByRole('alert').getByRole('link', { name: '登录' }).click()
    await signIn(provider)
    await page.waitForURL(/\/submit$/)
    await page.locator('input[type=file]').setInputFiles(clean)
    await page.waitForURL(/\/batches\//, { timeout: 30_000 })
    await page.locator('.status-filed').waitFor({ timeout: 30_000 })
    await expect.poll(() => page.getByRole('main').textContent(), soon).toContain('收到 40 行，入档 40 行')
  })

  it('a page one has no right to names the right that is missing', async () => {
    const { page } = provider
    await page.goto(`${address}/doubts`)
    await expect.poll(() => page.getByRole('alert').textContent(), soon).toContain('需要“认定主体”的权限')
    expect(await page.getByRole('alert').getByRole('link').count()).toBe(0)
  })

  it('a wrong password and an unknown login are told alike', async () => {
    const { context, page } = await open('/sign-in')
    const told: (string | null)[] = []
    for (const login of ['baosong', 'nobody-here']) {
      await page.getByRole('textbox', { name: '账号', exact: true }).fill(login)
      await page.getByLabel('密码', { exact: true }).fill('not the password 1')
      await page.getByRole('button', { name: '登录' }).click()
      await page.getByRole('button', { name: '登录', disabled: false }).waitFor()
      told.push(await page.getByRole('alert').textContent())
    }
    expect(told[0]).toContain('账号或密码不正确')
    expect(told[1]).toBe(told[0])
    await context.close()
  })

  it('who tries too often is told to wait', async () => {
    const { context, page } = await open('/sign-in')
    await page.getByRole('textbox', { name: '账号', exact: true }).fill('often')
    await page.getByLabel('密码', { exact: true }).fill('not the password 2')
    await expect
      .poll(async () => {
        await page.getByRole('button', { name: '登录', disabled: false }).click()
        await page.getByRole('button', { name: '登录', disabled: false }).waitFor()
        return page.getByRole('alert').textContent()
      }, soon)
      .toContain('尝试次数过多')
    await context.close()
  })

  it('a session ended from elsewhere leads to signing in and back to where one was', async () => {
    const second = { ...provider, ...(await open('/sign-in?to=/account')) }
    await signInByRecoveryCode(second)
    await second.page.getByRole('heading', { name: '我的账号' }).waitFor()
    await second.page.getByRole('button', { name: '结束其他所有会话' }).click()
    await expect.poll(() => second.page.getByRole('main').textContent(), soon).toContain('没有其他会话')
    const { page } = provider
    await page.getByRole('link', { name: '批次' }).click()
    await page.waitForURL(/\/sign-in\?to=%2Fbatches&why=ended/)
    await expect.poll(() => page.getByRole('main').textContent(), soon).toContain('会话已结束')
    await signInByRecoveryCode(provider)
    await page.waitForURL(/\/batches$/)
    await page
      .getByRole('rowheader', { name: /licences/ })
      .first()
      .waitFor()
    await second.context.close()
  })

  it('adds a passkey, signs in with it and removes it', async () => {
    const { page, context } = provider
    await virtualAuthenticator(context, page)
    await page.goto(`${address}/account`)
    await page.getByRole('button', { name: '添加验证方式' }).click()
    await page.getByRole('button', { name: '添加通行密钥' }).click()
    await page.getByRole('cell', { name: '通行密钥', exact: true }).waitFor()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('link', { name: '登录' }).first().click()
    await passwordStep(provider)
    await page.getByRole('radio', { name: '通行密钥' }).check()
    await page.getByRole('button', { name: '使用通行密钥' }).click()
    await page.getByRole('heading', { name: '我的账号' }).waitFor()
    await page.getByRole('button', { name: '删除验证方式“通行密钥”' }).click()
    await expect.poll(() => page.getByRole('cell', { name: '通行密钥', exact: true }).count(), soon).toBe(0)
  })

  it('keeps the last second factor of a member of staff', async () => {
    const { page } = provider
    await page.getByRole('button', { name: /^删除验证方式/ }).click()
    await expect
      .poll(() => page.getByRole('alert').textContent(), soon)
      .toContain('不能删除最后一项第二重验证')
  })

  it('changes the password, after which only the new one signs in', async () => {
    const { page } = provider
    await page.getByLabel('当前密码').fill('not the password 4')
    await newPassword(page, 'nine slow barges downstream')
    await page.getByRole('button', { name: '保存密码' }).click()
    const current = page.getByLabel('当前密码')
    await expect.poll(() => current.getAttribute('aria-invalid'), soon).toBe('true')
    await current.fill(provider.password)
    await page.getByRole('button', { name: '保存密码' }).click()
    await page.getByText('密码已更换').waitFor()
    provider.password = 'nine slow barges downstream'
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('link', { name: '登录' }).first().click()
    await signInByRecoveryCode(provider)
    await page.getByRole('heading', { name: '我的账号' }).waitFor()
  })

  it('who is paused is out at the next page and cannot come in again', async () => {
    const { page } = administrator
    await page.goto(`${address}/people`)
    await page.getByRole('button', { name: '暂停测试丙的账号' }).click()
    await expect.poll(() => rowOf(page, '测试丙').textContent(), soon).toContain('已暂停')
    await provider.page.getByRole('link', { name: '批次' }).click()
    await provider.page.waitForURL(/why=ended/)
    await passwordStep(provider)
    await expect
      .poll(() => provider.page.getByRole('alert').textContent(), soon)
      .toContain('账号或密码不正确')
    await page.getByRole('button', { name: '恢复测试丙的账号' }).click()
    await expect.poll(() => rowOf(page, '测试丙').textContent(), soon).toContain('使用中')
  })

  it.each(['/account', '/people', '/organisations'])('meets no fault on %s when signed in', async (path) => {
    const { page } = administrator
    await page.goto(`${address}${path}`)
    await page.waitForLoadState('networkidle')
    expect(await axeFaults(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysOf(page)).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1280, height: 900 })
  })
})

async function open(path: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  await page.goto(`${address}${path}`)
  return { context, page }
}

async function accept(link: string, login: string, password: string): Promise<Person> {
  const { context, page } = await open(link)
  await newPassword(page, password)
  await page.getByRole('button', { name: '设置密码' }).click()
  const enrolled = await enrol(page)
  await page.getByRole('heading', { name: '账号已可使用' }).waitFor()
  return { login, password, ...enrolled, context, page }
}
