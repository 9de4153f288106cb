export { type BenchOptions, benchColumns, benchFile, benchRows } from './bench-file.ts'
export type { Company, CompanyCore, CompanyKind } from './company.ts'
export { type DemoFile, type DemoOptions, demoFiles, demoWorld } from './demo.ts'
export {
  type DirtKind,
  type DirtNote,
  type DirtOptions,
  dirtKinds,
  dirty,
  harmlessDirt,
} from './dirt/dirty.ts'
export { gb18030Encode } from './files/gb18030.ts'
export { type FileEncoding, type FileFormat, type WriteOptions, writeFile } from './files/write-file.ts'
export type { Column, Role } from './kinds/index.ts'
export type { Person } from './person.ts'
export { createRandom, Random } from './random.ts'
export { columnsOf, type HeaderStyle, headersOf, kindNames, type RowOptions, rows } from './rows.ts'
export { type SnapshotFile, type SnapshotOptions, snapshotFiles, snapshotKey } from './snapshots.ts'
export { deniedBrandIn, deniedBrands } from './words/denied-brands.ts'
export { type Department, type World, type WorldOptions, world } from './world.ts'
