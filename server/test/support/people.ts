import { randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Scope } from '../../src/kernel/context.ts'
import type { Route } from '../../src/kernel/route.ts'
import { addRole } from '../../src/modules/identity/actions/give-role.ts'
import { openSession } from '../../src/modules/identity/actions/open-session.ts'
import { personOf } from '../../src/modules/identity/actions/person-of.ts'
import { ensureOrganisation, permissions, shippedRoles } from '../../src/modules/identity/index.ts'
import { insertAccount } from '../../src/modules/identity/store/accounts.ts'
import type { TestDatabase } from './database.ts'
import { ask, bearer } from './server.ts'

export const origin = 'http://localhost:8080'
export const everywhere: Scope = { orgId: null, region: null, kinds: null }

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A well-formed resident number, another one for every n below 1,000. */
export function residentNumber(n: number): string {
  const first = `11010119900101${String(n).padStart(3, '0')}`
  const sum = [...first].reduce((total, digit, i) => total + Number(digit) * weights[i]!, 0)
  return `${first}${'10X98765432'[sum % 11]}`
}

let counter = 0

/** Headers of a browser's request from our own pages. */
export const browser = (cookie?: string): Record<string, string> => ({
  host: 'localhost:8080',
  origin,
  'sec-fetch-site': 'same-origin',
  ...(cookie === undefined ? {} : { cookie }),
})

/** The cookies of a reply as a browser would send them back. */
export function cookiesOf(headers: Record<string, unknown>): string {
  const set = headers['set-cookie']
  const lines = set === undefined ? [] : Array.isArray(set) ? (set as string[]) : [String(set)]
  return lines.map((line) => line.split(';')[0]!).join('; ')
}

export type Member = {
  accountId: string
  personId: string | null
  login: string
  headers: Record<string, string>
}

/** A member of staff with roles, signed in with all factors just now. */
export async function member(
  database: TestDatabase,
  over: {
    roles?: string[]
    orgId?: string
    scope?: Partial<Scope>
    now?: Date
    isFull?: boolean
    number?: string
    kind?: 'staff' | 'subject'
    ownKey?: string
  } = {},
): Promise<Member> {
  const now = over.now ?? new Date()
  const orgId = over.orgId ?? 'test'
  counter++
  const login = `member-${counter}-${randomUUID().slice(0, 8)}`
  return database.act(
    async (ctx) => {
      await ensureOrganisation(ctx, { id: orgId, title: `单位${orgId}` })
      const person = await personOf(ctx, {
        name: '测试',
        number: over.number ?? residentNumber(counter % 1_000),
      })
      const account = {
        id: randomUUID(),
        login,
        name: '测试',
        person_id: person.id,
        org_id: orgId,
        kind: over.kind ?? ('staff' as const),
        own_key: over.ownKey ?? null,
        state: 'active' as const,
        created_by: 'test',
        created_at: now,
      }
      await insertAccount(ctx, account)
      for (const role of over.roles ?? [])
        await addRole(ctx, account, { role, scope: { ...everywhere, orgId, ...over.scope } })
      const opened = await openSession(ctx, account.id, over.isFull ?? true, {
        address: '127.0.0.1',
        agent: 'test',
      })
      const cookie = opened.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      return { accountId: account.id, personId: person.id, login, headers: browser(cookie) }
    },
    { now },
  )
}

/** One request of a browser, JSON both ways. */
export const send = <T = Record<string, unknown>>(
  server: FastifyInstance,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  headers: Record<string, string>,
  payload?: object,
) =>
  ask<T>(server, {
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  } as InjectOptions)

/** Headers of somebody who may pass the door of a route: a system's token, or a person in a role that may. */
export async function whoMay(
  database: TestDatabase,
  { access }: Pick<Route, 'access'>,
): Promise<Record<string, string>> {
  const isForToken = access === 'public' || (permissions as readonly string[]).includes(access)
  if (isForToken) return bearer(database, [...permissions])
  const role = shippedRoles.find((one) => (one.permissions as readonly string[]).includes(access))
  const roles = role === undefined ? [] : [role.code]
  const ownKey = access === 'own' ? randomUUID() : undefined
  return (await member(database, { roles, ...(ownKey === undefined ? {} : { ownKey }) })).headers
}
