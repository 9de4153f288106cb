import { Type } from '@sinclair/typebox'
import { dayOf } from '../../../kernel/clock.ts'
import { route } from '../../../kernel/route.ts'
import { packSet } from '../../policy/index.ts'
import { entriesOn } from '../rules/register.ts'
import { Day, RegisterEntry } from '../schema.ts'

export const registerRoutes = [
  route('GET /v1/processing-register', {
    face: 'public',
    access: 'public',
    summary: 'Why, on what basis and how personal information is processed here, on a day.',
    query: Type.Object({ asOf: Type.Optional(Day) }),
    reply: Type.Object({ asOf: Type.String(), entries: Type.Array(RegisterEntry) }),
    run: async (ctx, { query }) => {
      const asOf = query.asOf ?? dayOf(ctx.now)
      return { asOf, entries: entriesOn(await packSet(ctx), asOf) }
    },
  }),
]
