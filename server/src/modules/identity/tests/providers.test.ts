import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { exportJWK, generateKeyPair } from 'jose'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { browser, cookiesOf, member, residentNumber, send } from '../../../../test/support/people.ts'
import { ask, loadPolicy, testServer } from '../../../../test/support/server.ts'
import { insertFederated } from '../store/accounts.ts'

let database: TestDatabase
let server: FastifyInstance
let issuer = ''
let listener: Server
const returns = 'http://localhost:8080/v1/session/providers/gov/return'

/** People the provider knows, by the login typed at it. */
const claimsOf: Record<string, Record<string, unknown>> = {
  person: { realname: '王小敏', idno: residentNumber(11) },
  company: {
    realname: '李大勇',
    idno: residentNumber(12),
    corp: '示例科技有限公司',
    creditcode: '91350100M000100Y43',
  },
  officer: {
    realname: '赵明',
    idno: residentNumber(13),
    roles: ['systemOfficer'],
    permissions: ['accounts:write'],
  },
  nameless: { idno: residentNumber(14) },
}

async function startProvider(): Promise<string> {
  const keys = await generateKeyPair('ES256', { extractable: true })
  listener = createServer()
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'xinqiao',
        client_secret: 'a-secret-of-the-test-only',
        redirect_uris: [returns],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(keys.privateKey)), alg: 'ES256', use: 'sig', kid: 'k' }] },
    claims: { openid: ['sub'], identity: ['realname', 'idno', 'corp', 'creditcode', 'roles', 'permissions'] },
    scopes: ['openid', 'identity'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: async (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...claimsOf[id] }) }),
  })
  listener.on('request', provider.callback())
  return url
}

/** A browser at the provider: follows its redirects and fills its forms until it is sent back to us. */
async function walkProvider(start: string, login: string): Promise<URL> {
  const jar = new Map<string, string>()
  let [url, form]: [string, URLSearchParams | null] = [start, null]
  for (let step = 0; step < 15; step++) {
    const reply: Response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === null ? {} : { method: 'POST', body: form }),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      jar.set(name!, value!)
    }
    const to = reply.headers.get('location')
    form = null
    if (to?.startsWith(returns)) return new URL(to)
    if (to !== null) url = new URL(to, url).href
    else {
      const page = await reply.text()
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
      url = new URL(/action="([^"]+)"/.exec(page)![1]!, url).href
      form = new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'x' } : { prompt })
    }
  }
  throw new Error('the provider never sent the browser back')
}

beforeAll(async () => {
  issuer = await startProvider()
  database = await testDatabase()
  await loadPolicy(database)
  database.deps.settings.identityProviders = [
    {
      id: 'gov',
      title: '政务服务统一身份认证',
      issuer,
      clientId: 'xinqiao',
      clientSecret: 'a-secret-of-the-test-only',
      scope: 'openid identity',
      claims: { name: 'realname', number: 'idno', company: 'corp', uscc: 'creditcode' },
      realName: true,
    },
    { id: 'broken', issuer: 'javascript:alert(1)' },
  ]
  server = testServer(database)
})
afterAll(async () => {
  await server.close()
  await database.close()
  await new Promise((done) => listener.close(done))
})

const begin = async () => {
  const reply = await send<{ location: string }>(server, 'POST', '/v1/session/providers/gov', browser())
  return { location: reply.body.location, flow: cookiesOf(reply.headers) }
}
const back = (url: URL, cookie: string) =>
  ask(server, {
    method: 'GET',
    url: `${url.pathname}${url.search}`,
    headers: { ...browser(cookie), 'sec-fetch-site': 'cross-site' },
  })
const signIn = async (login: string) => {
  const { location, flow } = await begin()
  return back(await walkProvider(location, login), flow)
}
const sessionOf = (headers: Record<string, unknown>) =>
  send<{ isFull: boolean; roles: string[]; accountId: string; name: string }>(
    server,
    'GET',
    '/v1/session',
    browser(cookiesOf(headers).split('; ')[0]),
  )

describe('signing in with a provider of identities', () => {
  test('offers what is configured rightly and nothing else', async () => {
    const reply = await send(server, 'GET', '/v1/session/providers', browser())
    expect(reply.body).toEqual({ items: [{ id: 'gov', title: '政务服务统一身份认证' }] })
    expect((await send(server, 'POST', '/v1/session/providers/other', browser())).status).toBe(404)
  })

  test('opens an account for a person, the same one each time', async () => {
    const [first, again] = [await signIn('person'), await signIn('person')]
    expect([first.status, again.status]).toEqual([200, 200])
    const [one, two] = [await sessionOf(first.headers), await sessionOf(again.headers)]
    expect(one.body).toMatchObject({ isFull: true, roles: [], name: '王小敏' })
    expect(two.body.accountId).toBe(one.body.accountId)
  })

  test('gives no rights of staff, whatever the provider claims', async () => {
    const reply = await signIn('officer')
    const session = await sessionOf(reply.headers)
    expect(session.body).toMatchObject({ roles: [], permissions: [] })
    const headers = browser(cookiesOf(reply.headers).split('; ')[0])
    expect((await send(server, 'GET', '/v1/accounts', headers)).status).toBe(403)
  })

  test('leaves the second factor of staff to be shown here', async () => {
    const staff = await member(database, { roles: ['creditOfficer'] })
    await database.act((ctx) => insertFederated(ctx, 'gov', 'staff', staff.accountId))
    const session = await sessionOf((await signIn('staff')).headers)
    expect(session.body).toMatchObject({ accountId: staff.accountId, isFull: false, roles: [] })
  })

  test('opens nothing for somebody without a name', async () => {
    const reply = await signIn('nameless')
    expect([reply.status, reply.body.code]).toEqual([422, 'identity.notReal'])
    expect(cookiesOf(reply.headers)).not.toContain('xq_session')
  })

  test('does not pass with another browser’s answer, twice, or with anything changed', async () => {
    const [mine, attacker] = [await begin(), await begin()]
    const url = await walkProvider(mine.location, 'person')
    const changed = (name: string, value: string) => {
      const copy = new URL(url)
      copy.searchParams.set(name, value)
      return copy
    }
    const wrong: [URL, string][] = [
      [url, attacker.flow],
      [url, ''],
      [url, mine.flow.replace(/(?<=xq_flow=.{40})./, (sign) => (sign === 'A' ? 'B' : 'A'))],
      [changed('state', 'x'), mine.flow],
      [changed('code', 'x'), mine.flow],
      [changed('iss', 'https://other.example'), mine.flow],
      [changed('error', 'access_denied'), mine.flow],
    ]
    for (const [to, cookie] of wrong) {
      const reply = await back(to, cookie)
      expect([reply.status, reply.body.code]).toEqual([403, 'identity.providerRefused'])
    }
    const fresh = await begin()
    const good = await walkProvider(fresh.location, 'person')
    expect((await back(good, fresh.flow)).status).toBe(200)
    expect((await back(good, fresh.flow)).status).toBe(403)
  })
})

describe('registering oneself', () => {
  const wish = {
    login: 'zhangsan',
    name: '张三',
    number: residentNumber(21),
    password: '春眠不觉晓处处闻啼鸟夜来风雨声',
  }
  const register = (over: object = {}) =>
    send(server, 'POST', '/v1/session/registration', browser(), { ...wish, ...over })

  test('is closed where no register is connected', async () => {
    expect((await register()).body.code).toBe('identity.registrationClosed')
  })

  test('takes a name and number that belong together, and reaches one’s own file alone', async () => {
    database.deps.settings.realName = 'demo'
    expect((await register({ number: '110101199001010000' })).body.code).toBe('identity.numberWrong')
    expect((await register({ name: '示例有限公司' })).body.code).toBe('identity.notReal')
    expect((await register({ role: 'systemOfficer' })).status).toBe(400)
    const done = await register()
    expect(done.body).toEqual({ next: 'signedIn' })
    expect((await register()).body.code).toBe('identity.loginTaken')
    const session = await sessionOf(done.headers)
    expect(session.body).toMatchObject({ isFull: true, roles: [], permissions: [] })
    database.deps.settings.realName = 'off'
  })
})
