import { Type } from '@sinclair/typebox'
import { event } from '../../kernel/event.ts'

/** Entities that now belong to another subject, by a judgement made or withdrawn. */
export const entitiesMoved = event(
  'subjects.entities_moved',
  Type.Object({
    moves: Type.Array(Type.Object({ entityId: Type.String(), from: Type.String(), to: Type.String() })),
  }),
)

/** A doubt about a row was decided; the row can be filed now. */
export const doubtDecided = event(
  'subjects.doubt_decided',
  Type.Object({ doubtId: Type.String({ format: 'uuid' }) }),
)

/** An answer about a row was taken back; what was filed by it for this entity no longer holds. */
export const answerWithdrawn = event(
  'subjects.answer_withdrawn',
  Type.Object({ doubtId: Type.String({ format: 'uuid' }), entityId: Type.String({ format: 'uuid' }) }),
)

/** A person's data was erased; the keys go next. */
export const subjectForgotten = event(
  'subjects.subject_forgotten',
  Type.Object({ subjectId: Type.String({ format: 'uuid' }) }),
)
