import { Type } from '@sinclair/typebox'
import { event } from '../../kernel/event.ts'

export const batchReceived = event(
  'intake.batch_received',
  Type.Object({ batchId: Type.String({ format: 'uuid' }) }),
)
