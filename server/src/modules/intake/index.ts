export { noteDownload } from './actions/note-download.ts'
export { filingRunner, type Receipt, receiveBatch } from './actions/receive-batch.ts'
export { type Message, receiveMessages } from './actions/receive-messages.ts'
export { batchReceived } from './events.ts'
export { problem as intakeProblem } from './problems.ts'
export { type Batch, type BatchTable, noRows, type RowCounts } from './schema.ts'
export {
  bodyOf,
  dropBodies,
  findBatch,
  insertBatches,
  insertTable,
  listBatches,
  markFiling,
  markFinished,
  type NewBatch,
  openBatches,
  tablesOf,
} from './store.ts'
