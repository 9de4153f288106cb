import { Type } from '@sinclair/typebox'
import { dayOf } from '../../../kernel/clock.ts'
import { route } from '../../../kernel/route.ts'
import { packSet } from '../../policy/index.ts'
import { ownNotices, seeNotice } from '../actions/see-notice.ts'
import { problem } from '../problems.ts'
import { noticeOn } from '../rules/notice.ts'
import { Day, NoticeVersion, PrivacyNotice } from '../schema.ts'

export const noticeRoutes = [
  route('GET /v1/privacy-notice', {
    face: 'public',
    access: 'public',
    summary: 'The privacy notice in force on a day, with its version.',
    query: Type.Object({ asOf: Type.Optional(Day) }),
    reply: PrivacyNotice,
    run: async (ctx, { query }) => {
      const notice = noticeOn(await packSet(ctx), query.asOf ?? dayOf(ctx.now))
      if (notice === undefined) throw problem.noticeUnknown()
      return notice
    },
  }),
  route('GET /v1/session/notices', {
    face: 'member',
    access: 'signed-in',
    summary: 'Which version of the privacy notice is in force, and which one has seen.',
    reply: Type.Object({
      current: Type.Union([Type.String(), Type.Null()]),
      seen: Type.Array(
        Type.Object({ version: Type.String(), atSignUp: Type.Boolean(), seenAt: Type.String() }),
      ),
    }),
    run: (ctx) => ownNotices(ctx),
  }),
  route('POST /v1/session/notices', {
    face: 'member',
    access: 'signed-in',
    summary: 'Note that one has seen the privacy notice in force.',
    body: Type.Object({ version: NoticeVersion }, { additionalProperties: false }),
    reply: Type.Object({ done: Type.Boolean() }),
    run: async (ctx, { body }) => {
      await seeNotice(ctx, body.version)
      return { done: true }
    },
  }),
]
