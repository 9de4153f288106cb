import { demoWorld } from '@xinqiao/test-data'
import type { Log } from './kernel/context.ts'
import { act, type Deps } from './kernel/db/act.ts'
import { ensureOrganisation, hasAccounts, makeReadyAccount, operatorActor } from './modules/identity/index.ts'

const everywhere = { orgId: null, region: null, kinds: null }
const office = { id: 'demo-credit-office', title: '示例市公共信用信息中心' }
const bank = { id: 'demo-bank', title: '示例银行' }

type Plan = {
  login: string
  title: string
  org: { id: string; title: string }
  roles: string[]
  wide: boolean
}

/** Wide enough for the longest login and two blanks. */
const loginWidth = 18

/** One login for each role; what a role may do is in docs/permissions.md. */
const plans = (provider: Plan['org']): Plan[] => [
  { login: 'system', title: '系统管理员', org: office, roles: ['systemOfficer'], wide: true },
  { login: 'security', title: '安全管理员', org: office, roles: ['securityOfficer'], wide: true },
  { login: 'audit', title: '审计管理员', org: office, roles: ['auditOfficer'], wide: true },
  { login: 'credit', title: '信用业务员', org: office, roles: ['creditOfficer'], wide: true },
  { login: 'approval', title: '授权审批员', org: office, roles: ['approvalOfficer'], wide: true },
  {
    login: 'protection',
    title: '个人信息保护负责人',
    org: office,
    roles: ['protectionOfficer'],
    wide: true,
  },
  { login: 'provider', title: '数据报送员', org: provider, roles: ['providerOfficer'], wide: false },
  {
    login: 'admin',
    title: '单位管理员',
    org: provider,
    roles: ['delegatedAdmin', 'providerOfficer'],
    wide: false,
  },
  { login: 'bank', title: '金融机构授权专员', org: bank, roles: ['bankOfficer'], wide: false },
]

/**
 * Makes the logins of the demo, once: names, passwords and authenticator keys are drawn now, told here and kept
 * nowhere in clear. Does nothing where there is any account. Answers lines to show, or null.
 */
export async function makeDemoLogins(deps: Deps, log: Log): Promise<string[] | null> {
  const scene = demoWorld({ seed: 20_260_401, day: '2026-01-01', scale: 1 })
  const department = scene.departmentAt(0)
  const by = { now: new Date(), actor: operatorActor, log }
  return act(deps, by, 'write', async (ctx) => {
    if (await hasAccounts(ctx)) return null
    const lines = ['login             password              authenticator key                 role']
    const provider = { id: department.uscc, title: department.name }
    for (const [i, plan] of plans(provider).entries()) {
      const { name, residentId } = scene.personAt(i)
      await ensureOrganisation(ctx, plan.org)
      const scope = plan.wide ? everywhere : { ...everywhere, orgId: plan.org.id }
      const roles = plan.roles.map((role) => ({ role, scope }))
      const made = await makeReadyAccount(ctx, {
        login: `demo-${plan.login}`,
        name,
        number: residentId,
        orgId: plan.org.id,
        kind: 'staff',
        ownKey: null,
        roles,
      })
      lines.push(`${made.login.padEnd(loginWidth)}${made.password}  ${made.secret}  ${plan.title}`)
    }
    for (const subject of ['company', 'person'] as const) {
      const who = scene.personAt(subject === 'company' ? 100 : 101)
      const ownKey =
        subject === 'company'
          ? ctx.keys.identityOf('uscc', scene.companyAt(0).uscc)
          : ctx.keys.identityOf('resident-id', who.residentId)
      const made = await makeReadyAccount(ctx, {
        login: `demo-${subject}`,
        name: who.name,
        number: who.residentId,
        orgId: null,
        kind: 'subject',
        ownKey,
        roles: [],
      })
      const title = subject === 'company' ? scene.companyAt(0).name : '自然人'
      lines.push(`${made.login.padEnd(loginWidth)}${made.password}  ${'-'.padEnd(32)}  ${title}`)
    }
    return lines
  })
}
