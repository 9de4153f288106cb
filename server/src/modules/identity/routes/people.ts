import { Type } from '@sinclair/typebox'
import { route } from '../../../kernel/route.ts'
import { addRoleKind } from '../actions/add-role-kind.ts'
import { createAccount } from '../actions/create-account.ts'
import { giveRole } from '../actions/give-role.ts'
import { listPeople } from '../actions/list-people.ts'
import { listRoles } from '../actions/list-roles.ts'
import { listBodies, registerOrganisation } from '../actions/register-organisation.ts'
import { resetAccount } from '../actions/reset-account.ts'
import { setAccountState } from '../actions/set-account-state.ts'
import { takeRole } from '../actions/take-role.ts'
import { allPermissions } from '../rules/permissions.ts'
import { Id, Kinds, Login, OrgId, PersonName, PersonNumber, RegionPrefix } from '../schema.ts'

const closed = { additionalProperties: false }
const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(shape: T) =>
  Type.Union([shape, Type.Null()])
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 }))
const Cursor = Type.Optional(Type.String({ maxLength: 64 }))
const Done = Type.Object({ done: Type.Boolean() })
const OneTime = Type.Object({ token: Type.String(), expiresAt: Type.String() })
const OrgKind = Type.Union(
  (['platform', 'department', 'court', 'bank', 'agency', 'company', 'creditOffice'] as const).map((kind) =>
    Type.Literal(kind),
  ),
)
const Titles = Type.Object({ 'zh-CN': PersonName, 'zh-Hant': PersonName, en: PersonName }, closed)
const RoleCode = Type.String({ pattern: '^[a-z][A-Za-z0-9]{2,39}$' })
const Given = Type.Object({
  id: Type.String(),
  role: Type.String(),
  orgId: OrNull(Type.String()),
  region: OrNull(Type.String()),
  kinds: OrNull(Type.Array(Type.String())),
})
const Body = Type.Object({
  id: Type.String(),
  title: Type.String(),
  kind: Type.String(),
  uscc: OrNull(Type.String()),
  regionCode: OrNull(Type.String()),
})

export const peopleRoutes = [
  route('GET /v1/organisations', {
    face: 'staff',
    access: 'accounts:read',
    summary: 'Bodies whose accounts one manages, by id.',
    query: Type.Object({ limit: Limit, cursor: Cursor }),
    reply: Type.Object({ items: Type.Array(Body), next: OrNull(Type.String()) }),
    run: (ctx, { query }) => listBodies(ctx, query.cursor ?? '', query.limit ?? 20),
  }),
  route('PUT /v1/organisations/:id', {
    face: 'staff',
    access: 'organisations:write',
    recent: true,
    summary: 'Register a body or change what is known of it.',
    params: Type.Object({ id: OrgId }),
    body: Type.Object(
      {
        title: Type.String({ minLength: 2, maxLength: 100 }),
        kind: OrgKind,
        uscc: OrNull(Type.String({ maxLength: 18 })),
        regionCode: OrNull(RegionPrefix),
      },
      closed,
    ),
    reply: Done,
    run: async (ctx, { params, body }) => {
      await registerOrganisation(ctx, { ...body, id: params.id })
      return { done: true }
    },
  }),
  route('GET /v1/accounts', {
    face: 'staff',
    access: 'accounts:read',
    summary: 'Accounts of the bodies one manages, by login, with their roles.',
    query: Type.Object({ limit: Limit, cursor: Cursor }),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          login: Type.String(),
          name: Type.String(),
          orgId: OrNull(Type.String()),
          kind: Type.String(),
          state: Type.String(),
          roles: Type.Array(Given),
        }),
      ),
      next: OrNull(Type.String()),
    }),
    run: (ctx, { query }) => listPeople(ctx, query.cursor ?? '', query.limit ?? 20),
  }),
  route('POST /v1/accounts', {
    face: 'staff',
    access: 'accounts:write',
    recent: true,
    summary: 'Make an account for a member of staff; its holder sets the password with the one-time token.',
    status: 201,
    body: Type.Object({ login: Login, name: PersonName, number: PersonNumber, orgId: OrgId }, closed),
    reply: Type.Object({ id: Type.String(), invitation: OneTime }),
    run: (ctx, { body }) => createAccount(ctx, body),
  }),
  route('POST /v1/accounts/:id/invitation', {
    face: 'staff',
    access: 'accounts:write',
    recent: true,
    summary: 'Reset an account: sessions and roles end, a new one-time token is told.',
    status: 201,
    params: Type.Object({ id: Id }),
    reply: OneTime,
    run: (ctx, { params }) => resetAccount(ctx, params.id),
  }),
  route('PUT /v1/accounts/:id/state', {
    face: 'staff',
    access: 'accounts:pause',
    recent: true,
    summary: 'Pause an account or let it go on; its sessions end at once.',
    params: Type.Object({ id: Id }),
    body: Type.Object({ state: Type.Union([Type.Literal('paused'), Type.Literal('active')]) }, closed),
    reply: Done,
    run: async (ctx, { params, body }) => {
      await setAccountState(ctx, params.id, body.state)
      return { done: true }
    },
  }),
  route('DELETE /v1/accounts/:id', {
    face: 'staff',
    access: 'accounts:write',
    recent: true,
    summary: 'End an account for good: its sessions and roles end at once.',
    params: Type.Object({ id: Id }),
    reply: Done,
    run: async (ctx, { params }) => {
      await setAccountState(ctx, params.id, 'ended')
      return { done: true }
    },
  }),
  route('POST /v1/accounts/:id/roles', {
    face: 'staff',
    access: 'roles:give',
    recent: true,
    summary: 'Give a role one holds to an account of a body one manages.',
    status: 201,
    params: Type.Object({ id: Id }),
    body: RoleWishShape(),
    reply: Type.Object({ id: Type.String() }),
    run: (ctx, { params, body }) => giveRole(ctx, params.id, { role: body.role, scope: scopeOf(body) }),
  }),
  route('DELETE /v1/accounts/:id/roles/:grantId', {
    face: 'staff',
    access: 'roles:give',
    recent: true,
    summary: 'Take a role back; gone at the next request of the account.',
    params: Type.Object({ id: Id, grantId: Id }),
    reply: Done,
    run: async (ctx, { params }) => {
      await takeRole(ctx, params.id, params.grantId)
      return { done: true }
    },
  }),
  route('GET /v1/roles', {
    face: 'staff',
    access: 'accounts:read',
    summary: 'Roles there are, with what they may do.',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          code: Type.String(),
          title: Titles,
          permissions: Type.Array(Type.String()),
          shipped: Type.Boolean(),
        }),
      ),
    }),
    run: (ctx) => listRoles(ctx),
  }),
  route('POST /v1/roles', {
    face: 'staff',
    access: 'roles:write',
    recent: true,
    summary: 'Add a role of this installation, made of permissions.',
    status: 201,
    body: Type.Object(
      {
        code: RoleCode,
        title: Titles,
        permissions: Type.Array(Type.Union(allPermissions.map((one) => Type.Literal(one))), {
          minItems: 1,
          maxItems: 50,
        }),
      },
      closed,
    ),
    reply: Type.Object({ code: Type.String() }),
    run: (ctx, { body }) => addRoleKind(ctx, body),
  }),
]

function RoleWishShape() {
  return Type.Object(
    {
      role: RoleCode,
      orgId: Type.Optional(OrNull(OrgId)),
      region: Type.Optional(OrNull(RegionPrefix)),
      kinds: Type.Optional(OrNull(Kinds)),
    },
    closed,
  )
}

const scopeOf = (wish: { orgId?: string | null; region?: string | null; kinds?: string[] | null }) => ({
  orgId: wish.orgId ?? null,
  region: wish.region ?? null,
  kinds: wish.kinds ?? null,
})
