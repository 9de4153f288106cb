import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { Authenticator } from './authenticator.ts'
import { axeFaults } from './chromium.ts'
import { residentNumber } from './people.ts'

/** What setting a second factor up leaves in somebody's hands. */
export type Enrolled = { app: Authenticator; recovery: string[] }
/** Somebody in front of a browser, with what he or she signs in with. */
export type Person = Enrolled & { login: string; password: string; context: BrowserContext; page: Page }

/** Fills a new password in, twice. */
export async function newPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('新密码', { exact: true }).fill(password)
  await page.getByLabel('再输入一次新密码').fill(password)
}

/** Sets an authenticator up from the key the page shows, and keeps the recovery codes. */
export async function enrol(page: Page): Promise<Enrolled> {
  await page.getByRole('heading', { name: '设置第二重验证' }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: '开始设置' }).click()
  await page.getByRole('img', { name: /二维码/ }).waitFor()
  expect(await axeFaults(page)).toEqual([])
  const app = new Authenticator((await page.locator('.totp-secret').textContent())!)
  await page.getByLabel('填写应用显示的六位验证码').fill(await app.code())
  await page.getByRole('button', { name: '确认' }).click()
  const codes = page.getByRole('list', { name: '恢复码' }).getByRole('listitem')
  await codes.first().waitFor()
  const recovery = await codes.allTextContents()
  expect(recovery).toHaveLength(10)
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('checkbox', { name: '我已妥善保存恢复码' }).check()
  await page.getByRole('button', { name: '完成' }).click()
  return { app, recovery }
}

/** Shows login and password on the page of signing in. */
export async function passwordStep({ page, login, password }: Person): Promise<void> {
  await page.getByRole('textbox', { name: '账号', exact: true }).fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
}

/** Signs in with the code of the authenticator. */
export async function signIn(person: Person): Promise<void> {
  await passwordStep(person)
  await person.page.getByLabel('六位验证码').fill(await person.app.code())
  await person.page.getByRole('button', { name: '验证' }).click()
}

/** Signs in with one of the recovery codes. */
export async function signInByRecoveryCode(person: Person): Promise<void> {
  await passwordStep(person)
  await person.page.getByRole('radio', { name: '恢复码' }).check()
  await person.page.getByRole('textbox', { name: '恢复码' }).fill(person.recovery.pop()!)
  await person.page.getByRole('button', { name: '验证' }).click()
}

type Wish = { login: string; name: string; number: number; org: string }

/** Invites somebody and answers the path of the link the page shows. */
export async function invite(page: Page, { login, name, number, org }: Wish): Promise<string> {
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('居民身份证号').fill(residentNumber(number))
  await page.getByRole('textbox', { name: '账号', exact: true }).fill(login)
  await page.getByLabel('单位', { exact: true }).selectOption(org)
  await page.getByRole('button', { name: '建立账号并生成链接' }).click()
  await page.getByText(`已为${name}建立账号`).waitFor()
  const link = (await page.locator('.invitation-link').textContent())!
  return link.slice(link.indexOf('/invitation#'))
}

/** The row of a person in the list. */
export const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) })

/** Gives somebody of the list a role, by its title. */
export async function give(page: Page, name: string, role: string): Promise<void> {
  await page.getByRole('button', { name: `管理${name}的角色` }).click()
  await page.getByRole('heading', { name: `${name}的角色` }).waitFor()
  await page.getByLabel('角色', { exact: true }).selectOption({ label: role })
  await page.getByRole('button', { name: '授予角色' }).click()
}

/** An authenticator built into the device, as Chromium offers it to tests. */
export async function virtualAuthenticator(context: BrowserContext, page: Page): Promise<void> {
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}
