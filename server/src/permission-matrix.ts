import type { Module } from './kernel/module.ts'
import type { Route } from './kernel/route.ts'
import { type Role, shippedRoles } from './modules/identity/index.ts'

/** Who comes to a door: the public, whoever signed in for something of their own, a system, or staff in a role. */
export const visitors = ['public', 'subject', ...shippedRoles.map(({ code }) => code)] as const

/** Whether a visitor passes the door of a route. What a route does not open to somebody is closed to him or her. */
export function mayEnter(visitor: string, { access }: Pick<Route, 'access'>): boolean {
  if (access === 'public' || access === 'sign-in') return true
  if (visitor === 'public') return false
  if (access === 'enrolling' || access === 'signed-in') return true
  if (access === 'own') return visitor === 'subject'
  return permissionsOf(visitor).includes(access)
}

const permissionsOf = (visitor: string): readonly string[] =>
  shippedRoles.find(({ code }) => code === visitor)?.permissions ?? []

const heading = `# Who may do what

Written by \`xinqiao openapi\` from the routes and the shipped roles; a test compares the two, and another one tries
every cell over HTTP. What is not marked is closed.

● open · ◐ open with a proof of who one is that is not older than five minutes

Within a door, a role reaches as far as it was given: a body, a region, kinds of record. Systems hold no role: an
access token opens what its grants name, a token of \`xinqiao token\` what it was issued for, of the permissions that
systems may have.
`

/** The permission matrix as Markdown: a row a route, a column a role, grouped by module. */
export function permissionMatrix(modules: readonly Module[]): string {
  const short = (code: string) => code.replace(/Officer$/, '')
  const head = `| route | access | ${visitors.map(short).join(' | ')} |`
  const line = `|---|---|${visitors.map(() => ':-:').join('|')}|`
  const tables = modules
    .filter(({ routes }) => routes.length > 0)
    .map(({ name, routes }) => `## ${name}\n\n${[head, line, ...routes.map(row)].join('\n')}\n`)
  return [heading, rolesTable(shippedRoles), ...tables].join('\n')
}

const row = (route: Route) =>
  `| \`${route.at}\` | ${route.access} | ${visitors
    .map((visitor) => (mayEnter(visitor, route) ? (route.recent ? '◐' : '●') : ''))
    .join(' | ')} |`

const rolesTable = (roles: readonly Role[]) =>
  `## Roles\n\n| role | 角色 | permissions |\n|---|---|---|\n${roles
    .map((role) => `| ${role.code} | ${role.title['zh-CN']} | ${role.permissions.join(', ')} |`)
    .join('\n')}\n`
