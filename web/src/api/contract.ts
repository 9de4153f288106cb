import type { paths } from './openapi.gen.ts'

type Answered<O> = O extends { responses: infer R }
  ? R[keyof R & (200 | 201 | 202)] extends { content: { 'application/json': infer J } }
    ? J
    : never
  : never
/** What an API path answers. */
export type Reply<P extends keyof paths, M extends 'get' | Verb = 'get'> = Answered<paths[P][M]>

/** What changes something. */
export type Verb = 'post' | 'put' | 'delete'

/** API paths that can be read. */
export type Reading = { [P in keyof paths]: paths[P]['get'] extends object ? P : never }[keyof paths]
type Named<P extends Reading> = paths[P]['get'] extends { parameters: infer A } ? A : never
type PartsOf<A> = A extends { path: infer T extends object } ? { path: T } : { path?: never }
type Value<T> = T | (T extends boolean ? `${T}` : never) | '' | null | undefined
type QueryOf<A> = A extends { query?: infer Q }
  ? { query?: { [K in keyof Q]: Value<Q[K]> } | undefined }
  : { query?: never }
/** Parts and query of a path; what is empty is not sent, because the API refuses what it does not know. */
export type Ask<P extends Reading> = PartsOf<Named<P>> & QueryOf<Named<P>>

/** API paths that take this verb. */
export type Written<M extends Verb> = {
  [P in keyof paths]: paths[P][M] extends object ? P : never
}[keyof paths]
/** The JSON a path takes, undefined where it takes none. */
export type Sent<P extends keyof paths, M extends Verb = 'post'> = paths[P][M] extends {
  requestBody: { content: { 'application/json': infer J } }
}
  ? J
  : undefined
/** Parts and JSON of a change. */
export type Change<M extends Verb, P extends Written<M>> = (paths[P][M] extends { parameters: infer A }
  ? PartsOf<A>
  : { path?: never }) &
  (Sent<P, M> extends undefined ? { body?: undefined } : { body: Sent<P, M> })

/** A text in the platform's languages; names of codes may be Chinese only. */
export type Texts = Reply<'/v1/codes/{table}'>['items'][number]['title']

/** One found subject; marks are [start, length] in UTF-16 units. */
export type Hit = Reply<'/v1/search'>['items'][number]
export type Marks = Hit['marks']
export type Suggestion = Reply<'/v1/suggest'>['items'][number]

/** The public page of a subject; days are YYYY-MM-DD. */
export type SubjectPageView = Reply<'/v1/subjects/{id}'>
/** How a subject is graded and by which card. */
export type Evaluation = NonNullable<SubjectPageView['evaluation']>
export type Point = Evaluation['points'][number]
/** A shown record with the reason for showing it. */
export type ShownRecord = SubjectPageView['sections'][number]['kinds'][number]['records'][number]

export type KindSummary = Reply<'/v1/catalog/kinds'>['items'][number]
export type KindView = Reply<'/v1/catalog/kinds/{kind}'>
export type KindField = KindView['fields'][number]

/** A received file; the list leaves `tables` and `findings` empty. */
export type BatchView = Reply<'/v1/batches/{id}'>
export type RowCounts = BatchView['rows']
/** A row of a received file. */
export type RowView = Reply<'/v1/batches/{id}/rows'>['items'][number]
/** What became of a row. */
export type Verdict = RowView['verdict']
export type FindingView = RowView['findings'][number]

/** What waits for a person; `leftId` is set when two subjects of the archive are compared, else a sent row waits. */
export type Doubt = Reply<'/v1/doubts'>['items'][number]
export type Candidate = Doubt['candidates'][number]

/** Who is signed in, in which roles, and with what more could be shown. */
export type SessionView = Reply<'/v1/session'>
/** What signing in leads to. */
export type SignInReply = Reply<'/v1/session', 'post'>
/** An own second factor. */
export type Factor = Reply<'/v1/factors'>['items'][number]
/** An own session. */
export type OwnSession = Reply<'/v1/sessions'>['items'][number]
/** An account of a body one manages. */
export type Person = Reply<'/v1/accounts'>['items'][number]
export type Organisation = Reply<'/v1/organisations'>['items'][number]
export type RoleKind = Reply<'/v1/roles'>['items'][number]
/** The token that opens an account once. */
export type OneTime = Reply<'/v1/accounts/{id}/invitation', 'post'>
