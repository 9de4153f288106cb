import { Type } from '@sinclair/typebox'
import { event } from '../../kernel/event.ts'

/** Every row of a batch has its verdict. */
export const batchFiled = event(
  'archive.batch_filed',
  Type.Object({ batchId: Type.String({ format: 'uuid' }) }),
)
