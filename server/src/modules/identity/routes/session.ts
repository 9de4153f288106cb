import { Type } from '@sinclair/typebox'
import { sessionCookie } from '../../../kernel/http/index.ts'
import { Answer, type Origin, route } from '../../../kernel/route.ts'
import { acceptInvitation } from '../actions/accept-invitation.ts'
import { changePassword } from '../actions/change-password.ts'
import { firstAdministrator } from '../actions/first-administrator.ts'
import { listOwnSessions } from '../actions/list-own-sessions.ts'
import { ownSession } from '../actions/own-session.ts'
import { showCode } from '../actions/show-code.ts'
import { askPasskey, showPasskey } from '../actions/show-passkey.ts'
import { signIn } from '../actions/sign-in.ts'
import { endOwnSession, signOut } from '../actions/sign-out.ts'
import {
  Assertion,
  Ceremony,
  Code,
  Id,
  Login,
  OneTimeToken,
  Password,
  PersonName,
  PersonNumber,
  SignInReply,
} from '../schema.ts'

const closed = { additionalProperties: false }
const Done = Type.Object({ done: Type.Boolean() })
const done = { done: true }
const withAgent = (from: Origin, headers: Record<string, string | undefined>) => ({
  ...from,
  agent: headers['user-agent'],
})
const signedOut = { name: sessionCookie, value: '', seconds: 0 }

/** Replies with cookies, which are no part of the body. */
const answer = <T extends { cookies: Answer<unknown>['cookies'] }>({ cookies, ...body }: T) =>
  new Answer(body, cookies)

export const sessionRoutes = [
  route('POST /v1/session', {
    face: 'member',
    access: 'sign-in',
    summary: 'Sign in with login and password; says what must be shown next.',
    transaction: 'none',
    body: Type.Object({ login: Login, password: Password }, closed),
    reply: SignInReply,
    run: async (ctx, { body, from, headers }) => answer(await signIn(ctx, body, withAgent(from, headers))),
  }),
  route('POST /v1/session/invitation', {
    face: 'member',
    access: 'sign-in',
    summary: 'Set the password of a new or reset account with its one-time token.',
    transaction: 'none',
    body: Type.Object({ token: OneTimeToken, password: Password }, closed),
    reply: SignInReply,
    run: async (ctx, { body, from, headers }) =>
      answer(await acceptInvitation(ctx, body, withAgent(from, headers))),
  }),
  route('POST /v1/session/first-administrator', {
    face: 'member',
    access: 'sign-in',
    summary: 'Make the first account with the one-time token told at the first start.',
    transaction: 'none',
    body: Type.Object(
      { token: OneTimeToken, login: Login, name: PersonName, number: PersonNumber, password: Password },
      closed,
    ),
    reply: SignInReply,
    run: async (ctx, { body, from, headers }) =>
      answer(await firstAdministrator(ctx, body, withAgent(from, headers))),
  }),
  route('GET /v1/session', {
    face: 'member',
    access: 'enrolling',
    summary: 'The session of this request: whose it is, what it may do, what is still to be shown.',
    reply: Type.Object({
      accountId: Type.String(),
      login: Type.String(),
      name: Type.String(),
      orgId: Type.Union([Type.String(), Type.Null()]),
      isFull: Type.Boolean(),
      provenAt: Type.String(),
      methods: Type.Array(Type.String()),
      roles: Type.Array(Type.String()),
      permissions: Type.Array(Type.String()),
    }),
    run: (ctx) => ownSession(ctx),
  }),
  route('DELETE /v1/session', {
    face: 'member',
    access: 'sign-in',
    summary: 'Sign out: the session ends, here and everywhere its id is known.',
    reply: Done,
    run: async (ctx, { from }) => {
      await signOut(ctx, from)
      return new Answer(done, [signedOut])
    },
  }),
  route('POST /v1/session/code', {
    face: 'member',
    access: 'enrolling',
    summary: 'Show a code of the authenticator or a recovery code: at sign-in, or as a fresh proof.',
    transaction: 'none',
    body: Type.Object({ code: Code }, closed),
    reply: SignInReply,
    run: async (ctx, { body, from }) => answer(await showCode(ctx, body.code, from)),
  }),
  route('POST /v1/session/passkey/options', {
    face: 'member',
    access: 'enrolling',
    summary: 'Begin to show a passkey.',
    reply: Ceremony,
    run: (ctx) => askPasskey(ctx),
  }),
  route('POST /v1/session/passkey', {
    face: 'member',
    access: 'enrolling',
    summary: 'Show a passkey: at sign-in, or as a fresh proof.',
    transaction: 'none',
    body: Assertion,
    reply: SignInReply,
    run: async (ctx, { body }) => answer(await showPasskey(ctx, body)),
  }),
  route('POST /v1/session/password', {
    face: 'member',
    access: 'enrolling',
    summary: 'Change the own password; all other sessions end.',
    transaction: 'none',
    body: Type.Object({ current: Password, next: Password }, closed),
    reply: Done,
    run: async (ctx, { body, from }) => new Answer(done, (await changePassword(ctx, body, from)).cookies),
  }),
  route('GET /v1/sessions', {
    face: 'member',
    access: 'signed-in',
    summary: 'The own sessions that live, newest first.',
    reply: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          agent: Type.String(),
          address: Type.String(),
          isFull: Type.Boolean(),
          isThis: Type.Boolean(),
          createdAt: Type.String(),
          seenAt: Type.String(),
        }),
      ),
    }),
    run: (ctx) => listOwnSessions(ctx),
  }),
  route('DELETE /v1/sessions/:id', {
    face: 'member',
    access: 'signed-in',
    summary: 'End one of the own sessions.',
    params: Type.Object({ id: Id }),
    reply: Done,
    run: async (ctx, { params }) => {
      await endOwnSession(ctx, params.id)
      return done
    },
  }),
]
