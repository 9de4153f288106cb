import type { Readable } from 'node:stream'
import type { Static, TSchema } from '@sinclair/typebox'
import type { Ctx } from './context.ts'

/**
 * `public` shows nothing of persons and needs no sign-in; `member` is for people who sign in and for what is theirs;
 * `staff` and `partner` need the permission in `access`.
 */
export type Face = 'public' | 'member' | 'staff' | 'partner'

/**
 * Who may pass: everybody; everybody, because credentials are shown here (`sign-in`); whoever has shown a password
 * (`enrolling`); whoever has shown all factors (`signed-in`); whoever has something of their own here (`own`); the
 * holders of a permission.
 */
export type Access = 'public' | 'sign-in' | 'enrolling' | 'signed-in' | 'own' | `${string}:${string}`
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

/** A cookie for this host, never read by scripts. `seconds` 0 takes it back. */
export type Cookie = { name: string; value: string; seconds: number; sameSite?: 'Strict' | 'Lax' }

/** A reply that also sets cookies. */
export class Answer<T> {
  readonly body: T
  readonly cookies: readonly Cookie[]
  constructor(body: T, cookies: readonly Cookie[] = []) {
    this.body = body
    this.cookies = cookies
  }
}

export type RouteInput<P, Q, B> = {
  params: In<P>
  query: In<Q>
  body: In<B>
  /** Present when the route declares `upload: true` and the request carried a file or a non-JSON body. */
  upload: Upload | undefined
  headers: Record<string, string | undefined>
  /** Where the request comes from, and whether the certificate of its sender was checked by a proxy of ours. */
  from: Origin
}

export type Origin = {
  address: string
  cookie: (name: string) => string | undefined
  certificate: string | null
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
  /** Takes a body of `application/x-www-form-urlencoded`, and only that. */
  form?: true
  /** Who they are must have been proven within five minutes: for export, approval and what cannot be undone. */
  recent?: true
  /** Success status; 200 when absent. */
  status?: 200 | 201 | 202
  /** `none`: the action opens its own transactions and `ctx.db` is the plain pool. `read`: read only. */
  transaction?: 'write' | 'read' | 'none'
  reply: R
  run: (ctx: Ctx, input: RouteInput<P, Q, B>) => Promise<In<R> | FileReply | Answer<In<R>>>
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
  form?: true
  recent?: true
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
      from: Origin
    },
  ) => Promise<unknown>
}
