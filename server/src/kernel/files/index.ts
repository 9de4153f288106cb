export { readTables } from './read-tables.ts'
export {
  type Encoding,
  type FileHint,
  FileProblem,
  type FileProblemCode,
  type FileProblemParams,
  type Format,
  type ReadLimits,
  type ReadOptions,
  type Row,
  type RowProblem,
  type RowProblemCode,
  readLimits,
  rowProblemLevels,
  type TableEvent,
  type TableHead,
} from './schema.ts'
export { fileProblemText, type Language, rowProblemText } from './texts.ts'
export { type WriteHead, writeTable } from './write/write-table.ts'
