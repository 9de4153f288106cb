import type { Readable } from 'node:stream'
import type { Static, TSchema } from '@sinclair/typebox'
import type { Ctx } from './context.ts'

/** `public` shows nothing of persons and needs no sign-in; `staff` and `partner` need the permission in `access`. */
export type Face = 'public' | 'staff' | 'partner'
export type Access = 'public' | `${string}:${string}`
type In<S> = S extends TSchema ? Static<S> : undefined

/** An uploaded file or raw request body: read once, never buffered whole by the kernel. */
export type Upload = {
  filename: string | null
  contentType: string
  stream: Readable
  fields: Record<string, string>
  bytesMax: number
}

/** A reply that is not JSON: a download, a feed, an event stream. */
export class FileReply {
  readonly contentType: string
  readonly filename: string | null
  readonly body: Readable | Buffer | string
  readonly cacheControl: string
  constructor(
    contentType: string,
    filename: string | null,
    body: Readable | Buffer | string,
    cacheControl = 'no-store',
  ) {
    this.contentType = contentType
    this.filename = filename
    this.body = body
    this.cacheControl = cacheControl
  }
}

export type RouteInput<P, Q, B> = {
  params: In<P>
  query: In<Q>
  body: In<B>
  /** Present when the route declares `upload: true` and the request carried a file or a non-JSON body. */
  upload: Upload | undefined
  headers: Record<string, string | undefined>
}

export type RouteSpec<P, Q, B, R> = {
  face: Face
  access: Access
  /** One line for the reference page. */
  summary: string
  params?: P
  query?: Q
  body?: B
  /** Accepts multipart or a raw file as body. */
  upload?: true
  /** Success status; 200 when absent. */
  status?: 200 | 201 | 202
  /** `none`: the action opens its own transactions and `ctx.db` is the plain pool. `read`: read only. */
  transaction?: 'write' | 'read' | 'none'
  reply: R
  run: (ctx: Ctx, input: RouteInput<P, Q, B>) => Promise<In<R> | FileReply>
}

/** Declares one endpoint. The shapes are validation, types and OpenAPI at once. */
export function route<R extends TSchema, P = undefined, Q = undefined, B = undefined>(
  at: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`,
  spec: RouteSpec<P, Q, B, R>,
) {
  return { at, ...spec } as unknown as Route
}

/** A route as the kernel binds it: shapes erased, `run` called with validated input. */
export type Route = {
  at: string
  face: Face
  access: Access
  summary: string
  params?: TSchema
  query?: TSchema
  body?: TSchema
  upload?: true
  status?: 200 | 201 | 202
  transaction?: 'write' | 'read' | 'none'
  reply: TSchema
  run: (
    ctx: Ctx,
    input: {
      params: unknown
      query: unknown
      body: unknown
      upload: Upload | undefined
      headers: Record<string, string | undefined>
    },
  ) => Promise<unknown>
}
