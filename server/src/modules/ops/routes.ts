import { Type } from '@sinclair/typebox'
import { route } from '../../kernel/route.ts'

export const routes = [
  route('GET /v1/health', {
    face: 'public',
    access: 'public',
    summary: 'That the platform answers; details are on the operations port.',
    transaction: 'none',
    reply: Type.Object({ status: Type.Literal('ok') }),
    run: async () => ({ status: 'ok' as const }),
  }),
]
