import { Type } from '@sinclair/typebox'
import { Answer, route } from '../../../kernel/route.ts'
import { confirmPasskey, enrolPasskey } from '../actions/enrol-passkey.ts'
import { confirmTotp, enrolTotp } from '../actions/enrol-totp.ts'
import { removeFactor } from '../actions/remove-factor.ts'
import { renewRecoveryCodes } from '../actions/renew-recovery-codes.ts'
import { requireSession } from '../actions/require-session.ts'
import { Attestation, Ceremony, Id, SignInReply } from '../schema.ts'
import { findFactors } from '../store/credentials.ts'

const closed = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 60 })

export const factorRoutes = [
  route('GET /v1/factors', {
    face: 'member',
    access: 'signed-in',
    summary: 'The own second factors.',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          kind: Type.String(),
          name: Type.String(),
          createdAt: Type.String(),
        }),
      ),
    }),
    run: async (ctx) => {
      const { account } = await requireSession(ctx)
      const factors = (await findFactors(ctx, account.id)).filter((factor) => factor.confirmed_at !== null)
      return {
        items: factors.map(({ id, kind, name, created_at }) => ({
          id,
          kind,
          name,
          createdAt: created_at.toISOString(),
        })),
      }
    },
  }),
  route('POST /v1/factors/totp', {
    face: 'member',
    access: 'enrolling',
    summary: 'Begin to add an authenticator: its secret, told once.',
    status: 201,
    body: Type.Object({ name: Name }, closed),
    reply: Type.Object({ id: Type.String(), secret: Type.String(), address: Type.String() }),
    run: (ctx, { body }) => enrolTotp(ctx, body.name),
  }),
  route('POST /v1/factors/totp/:id/confirmation', {
    face: 'member',
    access: 'enrolling',
    summary: 'Confirm an authenticator with its first code.',
    params: Type.Object({ id: Id }),
    body: Type.Object({ code: Type.String({ pattern: '^\\d{6}$' }) }, closed),
    reply: SignInReply,
    run: async (ctx, { params, body }) => {
      const { cookies, ...raised } = await confirmTotp(ctx, params.id, body.code)
      return new Answer(raised, cookies)
    },
  }),
  route('POST /v1/factors/passkeys/options', {
    face: 'member',
    access: 'enrolling',
    summary: 'Begin to add a passkey.',
    reply: Ceremony,
    run: (ctx) => enrolPasskey(ctx),
  }),
  route('POST /v1/factors/passkeys', {
    face: 'member',
    access: 'enrolling',
    summary: 'Add the passkey that the authenticator made.',
    transaction: 'none',
    status: 201,
    body: Type.Object({ name: Name, response: Attestation }, closed),
    reply: SignInReply,
    run: async (ctx, { body }) => {
      const { cookies, ...raised } = await confirmPasskey(ctx, body)
      return new Answer(raised, cookies)
    },
  }),
  route('POST /v1/factors/recovery-codes', {
    face: 'member',
    access: 'signed-in',
    recent: true,
    summary: 'Ten new recovery codes, told once; the former ones are void.',
    status: 201,
    reply: Type.Object({ recoveryCodes: Type.Array(Type.String()) }),
    run: async (ctx) => {
      const { account } = await requireSession(ctx)
      return { recoveryCodes: await renewRecoveryCodes(ctx, account.id) }
    },
  }),
  route('DELETE /v1/factors/:id', {
    face: 'member',
    access: 'signed-in',
    recent: true,
    summary: 'Remove one of the own second factors; the last one stays.',
    params: Type.Object({ id: Id }),
    reply: Type.Object({ done: Type.Boolean() }),
    run: async (ctx, { params }) => {
      await removeFactor(ctx, params.id)
      return { done: true }
    },
  }),
]
