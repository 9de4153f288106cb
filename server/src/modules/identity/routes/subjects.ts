import { Type } from '@sinclair/typebox'
import { Answer, FileReply, route } from '../../../kernel/route.ts'
import { beginIdentity, providersOf } from '../actions/begin-identity.ts'
import { completeIdentity } from '../actions/complete-identity.ts'
import { registerSubject } from '../actions/register-subject.ts'
import { Login, NoticeVersion, Password, PersonName, PersonNumber, SignInReply } from '../schema.ts'

const ProviderId = Type.Object({ provider: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }) })
const Text = Type.Optional(Type.String({ maxLength: 4_096 }))

/**
 * A page of our own after the provider's: the browser follows it from here, so that the cookie of the session, which
 * is not sent along from other sites, is there at the next request.
 */
const arrival =
  '<!doctype html><html lang="zh"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>信桥</title></html>'

export const subjectRoutes = [
  route('GET /v1/session/providers', {
    face: 'member',
    access: 'sign-in',
    summary: 'Providers of identities one may sign in with.',
    reply: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })) }),
    run: async (ctx) => ({ items: providersOf(ctx).map(({ id, title }) => ({ id, title })) }),
  }),
  route('POST /v1/session/providers/:provider', {
    face: 'member',
    access: 'sign-in',
    summary: 'Begin to sign in with a provider: the address the browser goes to.',
    transaction: 'none',
    params: ProviderId,
    reply: Type.Object({ location: Type.String() }),
    run: async (ctx, { params }) => {
      const { location, cookie } = await beginIdentity(ctx, params.provider)
      return new Answer({ location }, [cookie])
    },
  }),
  route('GET /v1/session/providers/:provider/return', {
    face: 'member',
    access: 'sign-in',
    summary: 'Where a provider sends the browser back to.',
    transaction: 'none',
    params: ProviderId,
    query: Type.Object({
      code: Text,
      state: Text,
      iss: Text,
      error: Text,
      error_description: Text,
      session_state: Text,
    }),
    reply: Type.Any(),
    run: async (ctx, { params, query, from, headers }) => {
      const asked = Object.fromEntries(
        Object.entries(query).filter(([, value]) => value !== undefined),
      ) as Record<string, string>
      const { cookies } = await completeIdentity(ctx, params.provider, asked, {
        ...from,
        agent: headers['user-agent'],
      })
      return new Answer(new FileReply('text/html; charset=utf-8', null, arrival), cookies)
    },
  }),
  route('POST /v1/session/registration', {
    face: 'member',
    access: 'sign-in',
    summary: 'Register as a person or for a company, after the real-name check.',
    transaction: 'none',
    body: Type.Object(
      {
        login: Login,
        password: Password,
        name: PersonName,
        number: PersonNumber,
        company: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
        uscc: Type.Optional(Type.String({ minLength: 18, maxLength: 18 })),
        /** The version of the privacy notice that was shown. */
        notice: Type.Optional(NoticeVersion),
      },
      { additionalProperties: false },
    ),
    reply: SignInReply,
    run: async (ctx, { body, from, headers }) => {
      const { cookies, ...done } = await registerSubject(ctx, body, { ...from, agent: headers['user-agent'] })
      return new Answer(done, cookies)
    },
  }),
]
