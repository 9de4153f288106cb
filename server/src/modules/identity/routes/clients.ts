import { Type } from '@sinclair/typebox'
import { route } from '../../../kernel/route.ts'
import { approveGrant, withdrawGrant } from '../actions/approve-grant.ts'
import { issueAccessToken } from '../actions/issue-access-token.ts'
import { listClients } from '../actions/list-clients.ts'
import { registerClient, replaceKeys, setClientState } from '../actions/register-client.ts'
import { requestGrant } from '../actions/request-grant.ts'
import { permissions } from '../rules/permissions.ts'
import { Day, Id, OrgId } from '../schema.ts'

const closed = { additionalProperties: false }
const Done = Type.Object({ done: Type.Boolean() })
/** What a grant may open to a system; the audit log is not among it. */
const services = permissions.filter((one) => one !== 'audit:read')
const ClientId = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{2,63}$' })
const Words = (maxLength: number) => Type.String({ minLength: 2, maxLength })
const Keys = {
  jwks: Type.Object(
    {
      keys: Type.Array(Type.Record(Type.String({ maxLength: 20 }), Type.Unknown(), { maxProperties: 20 }), {
        minItems: 1,
        maxItems: 10,
      }),
    },
    closed,
  ),
  certificates: Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }), { maxItems: 10 }),
}
const Granted = Type.Object({
  id: Type.String(),
  service: Type.String(),
  fields: Type.Array(Type.String()),
  purpose: Type.String(),
  legalBasis: Type.String(),
  validFrom: Type.String(),
  validTo: Type.String(),
  quotaPerDay: Type.Integer(),
  approvals: Type.Integer(),
  isRevoked: Type.Boolean(),
})

export const clientRoutes = [
  route('POST /v1/oauth/token', {
    face: 'partner',
    access: 'sign-in',
    form: true,
    summary:
      'Access token for a system: client_credentials with private_key_jwt, bound by DPoP or certificate.',
    transaction: 'none',
    body: Type.Object({
      grant_type: Type.String({ maxLength: 100 }),
      client_id: Type.Optional(Type.String({ maxLength: 100 })),
      client_assertion_type: Type.Optional(Type.String({ maxLength: 100 })),
      client_assertion: Type.Optional(Type.String({ maxLength: 8_192 })),
      scope: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    reply: Type.Object({
      access_token: Type.String(),
      token_type: Type.String(),
      expires_in: Type.Integer(),
    }),
    run: (ctx, { body, headers, from }) => issueAccessToken(ctx, body, { proof: headers.dpop, from }),
  }),
  route('GET /v1/clients', {
    face: 'staff',
    access: 'grants:read',
    summary: 'Systems of the bodies one sees, by id, with their grants.',
    query: Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
      cursor: Type.Optional(Type.String({ maxLength: 64 })),
    }),
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          orgId: Type.String(),
          title: Type.String(),
          state: Type.String(),
          grants: Type.Array(Granted),
        }),
      ),
      next: Type.Union([Type.String(), Type.Null()]),
    }),
    run: (ctx, { query }) => listClients(ctx, query.cursor ?? '', query.limit ?? 20),
  }),
  route('POST /v1/clients', {
    face: 'staff',
    access: 'clients:write',
    recent: true,
    summary: 'Register a system of a body with its public keys.',
    status: 201,
    body: Type.Object({ id: ClientId, orgId: OrgId, title: Words(100), ...Keys }, closed),
    reply: Type.Object({ id: Type.String() }),
    run: (ctx, { body }) => registerClient(ctx, body),
  }),
  route('PUT /v1/clients/:id/keys', {
    face: 'staff',
    access: 'clients:write',
    recent: true,
    summary: 'Replace the public keys of a system.',
    params: Type.Object({ id: ClientId }),
    body: Type.Object(Keys, closed),
    reply: Done,
    run: async (ctx, { params, body }) => {
      await replaceKeys(ctx, params.id, body)
      return { done: true }
    },
  }),
  route('PUT /v1/clients/:id/state', {
    face: 'staff',
    access: 'clients:write',
    recent: true,
    summary: 'Pause a system, let it go on, or end it; felt at its next request.',
    params: Type.Object({ id: ClientId }),
    body: Type.Object(
      { state: Type.Union([Type.Literal('active'), Type.Literal('paused'), Type.Literal('ended')]) },
      closed,
    ),
    reply: Done,
    run: async (ctx, { params, body }) => {
      await setClientState(ctx, params.id, body.state)
      return { done: true }
    },
  }),
  route('POST /v1/grants', {
    face: 'staff',
    access: 'grants:request',
    recent: true,
    summary: 'Ask for a grant: which service and fields, why, on what legal basis, how long and how often.',
    status: 201,
    body: Type.Object(
      {
        clientId: ClientId,
        service: Type.Union(services.map((one) => Type.Literal(one))),
        fields: Type.Array(Type.String({ pattern: '^[\\w.-]{1,64}$' }), { maxItems: 200, uniqueItems: true }),
        purpose: Words(500),
        legalBasis: Words(500),
        validFrom: Day,
        validTo: Day,
        quotaPerDay: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
      },
      closed,
    ),
    reply: Type.Object({ id: Type.String() }),
    run: (ctx, { body }) => requestGrant(ctx, body),
  }),
  route('POST /v1/grants/:id/approval', {
    face: 'staff',
    access: 'grants:approve',
    recent: true,
    summary: 'Approve a grant; it is in force when two different people have.',
    params: Type.Object({ id: Id }),
    reply: Type.Object({ inForce: Type.Boolean() }),
    run: (ctx, { params }) => approveGrant(ctx, params.id),
  }),
  route('DELETE /v1/grants/:id', {
    face: 'staff',
    access: 'grants:approve',
    recent: true,
    summary: 'Take a grant back; felt at the next request, also with tokens given out before.',
    params: Type.Object({ id: Id }),
    reply: Done,
    run: async (ctx, { params }) => {
      await withdrawGrant(ctx, params.id)
      return { done: true }
    },
  }),
]
