import { Type } from '@sinclair/typebox'
import { route } from '../../../kernel/route.ts'
import { giveOwnConsent } from '../actions/give-own-consent.ts'
import { recordConsent } from '../actions/record-consent.ts'
import { revokeConsent, revokeForSubject } from '../actions/revoke-consent.ts'
import { showConsents, showRecordedConsents } from '../actions/show-consents.ts'
import { ConsentWish, closed, Digest, Done, Id, Next, Paged, SubjectNumber, Words } from '../schema.ts'

const Consents = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      recipientOrg: Type.String(),
      kinds: Type.Array(Type.String()),
      fields: Type.Array(Type.String()),
      purpose: Type.String(),
      validFrom: Type.String(),
      validTo: Type.String(),
      proofForm: Type.String(),
      proof: Type.String(),
      givenAt: Type.String(),
      revokedAt: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  next: Next,
})
const Kept = Type.Object({ id: Type.String() })

export const consentRoutes = [
  route('GET /v1/own/consents', {
    face: 'member',
    access: 'own',
    summary: 'Consents one has given, newest first, also those taken back.',
    query: Type.Object(Paged),
    reply: Consents,
    run: (ctx, { query }) => showConsents(ctx, query.cursor, query.limit ?? 20),
  }),
  route('POST /v1/own/consents', {
    face: 'member',
    access: 'own',
    recent: true,
    summary: 'Consent that a body reads kinds of record about oneself, for one purpose and a time.',
    status: 201,
    body: Type.Object(ConsentWish, closed),
    reply: Kept,
    run: (ctx, { body }) => giveOwnConsent(ctx, body),
  }),
  route('DELETE /v1/own/consents/:id', {
    face: 'member',
    access: 'own',
    summary: 'Take a consent back; felt at the next request of whoever reads by it.',
    params: Type.Object({ id: Id }),
    reply: Done,
    run: async (ctx, { params }) => {
      await revokeConsent(ctx, params.id)
      return { done: true }
    },
  }),
  route('GET /v1/consents', {
    face: 'staff',
    access: 'consents:read',
    summary: 'Consents given to the bodies one sees, newest first; subjects are not named.',
    query: Type.Object(Paged),
    reply: Consents,
    run: (ctx, { query }) => showRecordedConsents(ctx, query.cursor, query.limit ?? 20),
  }),
  route('POST /v1/consents', {
    face: 'staff',
    access: 'consents:write',
    recent: true,
    summary: 'Record a consent given on paper, with the digest of the signed form.',
    status: 201,
    body: Type.Object({ ...ConsentWish, subject: SubjectNumber, proof: Digest }, closed),
    reply: Kept,
    run: (ctx, { body }) => recordConsent(ctx, body),
  }),
  route('POST /v1/consents/:id/revocation', {
    face: 'staff',
    access: 'consents:write',
    summary: 'Note that a subject took a consent back.',
    params: Type.Object({ id: Id }),
    body: Type.Object({ reason: Words(500) }, closed),
    reply: Done,
    run: async (ctx, { params, body }) => {
      await revokeForSubject(ctx, params.id, body.reason)
      return { done: true }
    },
  }),
]
