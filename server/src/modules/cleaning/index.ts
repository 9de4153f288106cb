export { type CleanerOptions, compileCleaner } from './actions/compile-cleaner.ts'
export { type FindingLanguage, type FindingPlace, findingText } from './rules/finding-text.ts'
export { shownCell } from './rules/shown-cell.ts'
export {
  type Cells,
  type Cleaner,
  type CleanRow,
  type CodeLookups,
  type Finding,
  type Identifier,
  type IdentifierScheme,
  identifierSchemes,
  type SubjectClue,
  type SubjectKind,
  subjectKinds,
} from './schema.ts'
