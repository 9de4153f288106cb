import { every, on } from '../../kernel/job.ts'
import { packsLoaded } from '../policy/index.ts'
import { answerWithdrawn, doubtDecided, entitiesMoved } from '../subjects/index.ts'
import { applyRetention } from './actions/apply-retention.ts'
import { fileDecided } from './actions/file-decided.ts'
import { markEverybody } from './actions/mark-everybody.ts'
import { moveRecords } from './actions/move-records.ts'
import { redoErasures } from './actions/redo-erasures.ts'
import { unfileDecided } from './actions/unfile-decided.ts'

export const jobs = [
  every('*/10 * * * *', 'archive.redo-erasures', redoErasures),
  on(
    entitiesMoved,
    'archive.move-records',
    (e) => e.moves.map((m) => `${m.entityId}:${m.from}`),
    moveRecords,
  ),
  every('41 2 * * *', 'archive.apply-retention', async (ctx) => void (await applyRetention(ctx)), 'none'),
  on(packsLoaded, 'archive.mark-everybody', () => ['everybody'], markEverybody),
  on(doubtDecided, 'archive.file-decided', (e) => [e.doubtId], fileDecided),
  on(answerWithdrawn, 'archive.unfile-decided', (e) => [`${e.doubtId}:${e.entityId}`], unfileDecided),
]
