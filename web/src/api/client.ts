import type { Ask, Change, Reading, Reply, Texts, Verb, Written } from './contract.ts'
import { isMarked, noteSessionEnd } from './session-mark.ts'

/** A failure in words for the reader: `code` never changes, `status` is 0 when the server was not reached. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly text: Texts
  readonly detail: Record<string, unknown>
  constructor(code: string, status: number, text: Texts, detail: Record<string, unknown> = {}) {
    super(text.en ?? text['zh-CN'])
    this.code = code
    this.status = status
    this.text = text
    this.detail = detail
  }
}

/** Query parameters; what is undefined, null or empty is not sent, because the API refuses what it does not know. */
export type Query = Record<string, string | number | boolean | null | undefined>

const tokenKey = 'xinqiao.token'
const tokenChange = new EventTarget()

/** The access token of this browser tab, or null. */
export const readToken = (): string | null => sessionStorage.getItem(tokenKey)

/** Keeps a token until the tab closes; null forgets it. */
export function keepToken(token: string | null): void {
  if (token === null || token === '') sessionStorage.removeItem(tokenKey)
  else sessionStorage.setItem(tokenKey, token)
  tokenChange.dispatchEvent(new Event('change'))
}

/** Calls back whenever the token is kept or forgotten; returns how to stop. */
export function watchToken(changed: () => void): () => void {
  tokenChange.addEventListener('change', changed)
  return () => tokenChange.removeEventListener('change', changed)
}

/** An address with its set query parameters, in their order. */
export function withQuery(path: string, query: Query = {}): string {
  const set = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') set.append(name, String(value))
  const text = set.toString()
  return text === '' ? path : `${path}?${text}`
}

const authorization = (): Record<string, string> => {
  const token = readToken()
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

const filled = (at: string, parts: object = {}): string =>
  at.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent((parts as Record<string, string>)[name] ?? ''),
  )

/** The address of an API path with its parts and query filled in. */
export const address = <P extends Reading>(at: P, { path, query }: Ask<P>): string =>
  withQuery(filled(at, path), query)

/** Reads an API path; throws ApiProblem. */
export const get = <P extends Reading>(at: P, ask: Ask<P>, signal?: AbortSignal): Promise<Reply<P>> =>
  send(address(at, ask), { headers: authorization(), ...(signal ? { signal } : {}) })

/** Changes what is at an API path: its parts and its JSON, where it takes one; throws ApiProblem. */
export const change = <M extends Verb, P extends Written<M>>(
  method: M,
  at: P,
  { path, body }: Change<M, P>,
): Promise<Reply<P, M>> =>
  send(filled(at, path), {
    method: method.toUpperCase(),
    headers: { ...authorization(), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

/** The bytes of a file of the API, with the token a plain link cannot carry; throws ApiProblem. */
export async function download(url: string): Promise<Blob> {
  const reply = await fetch(url, { headers: authorization() }).catch(unreachable)
  if (!reply.ok) throw refusal(reply.status, await reply.text())
  return reply.blob()
}

/** Sends a file to be filed; `onProgress` gets the sent share from 0 to 1; throws ApiProblem. */
export function upload(
  file: File,
  fields: Record<string, string | undefined>,
  onProgress: (share: number) => void = () => {},
): Promise<Reply<'/v1/batches', 'post'>> {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    // Fields go first: the server reads the body as it arrives and must know them before the file.
    for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value)
    form.append('file', file)
    const request = new XMLHttpRequest()
    request.open('POST', '/v1/batches')
    for (const [name, value] of Object.entries(authorization())) request.setRequestHeader(name, value)
    request.upload.onprogress = (e) => onProgress(e.total > 0 ? e.loaded / e.total : 0)
    request.onerror = () => reject(networkProblem())
    request.onload = () => {
      try {
        const { status, responseText } = request
        if (status < 200 || status > 299) throw refusal(status, responseText)
        resolve(parsed(status, responseText))
      } catch (problem) {
        reject(problem)
      }
    }
    request.send(form)
  })
}

/** A session that gets a new id while another request is on its way makes that one fail; so long it is waited. */
const renewalMs = 300

async function send<T>(path: string, init: RequestInit, isAgain = false): Promise<T> {
  const reply = await fetch(path, init).catch(unreachable)
  const body = await reply.text()
  if (reply.ok) return parsed<T>(reply.status, body)
  const problem = problemOf(reply.status, body)
  if (!isSessionLost(problem)) throw problem
  if (!isAgain) {
    await new Promise((done) => setTimeout(done, renewalMs))
    return send(path, init, true)
  }
  // Before anybody is told, so that what follows is asked as the public, or as whoever sits at the machine.
  await fetch('/v1/session', { method: 'DELETE' }).catch(() => {})
  noteSessionEnd()
  throw problem
}

/** True when the server knows the session of this browser no longer. */
const isSessionLost = ({ code }: ApiProblem): boolean =>
  code === 'http.unauthenticated' && readToken() === null && isMarked()

/** A refused transfer; where it says that nobody is signed in, the session is asked for. */
function refusal(status: number, body: string): ApiProblem {
  const problem = problemOf(status, body)
  if (isSessionLost(problem)) get('/v1/session', {}).catch(() => {})
  return problem
}

function parsed<T>(status: number, body: string): T {
  try {
    return (body === '' ? undefined : JSON.parse(body)) as T
  } catch {
    throw problemOf(status, '')
  }
}

function unreachable(cause: unknown): never {
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
  throw networkProblem()
}

const networkProblem = () =>
  new ApiProblem('web.unreachable', 0, {
    'zh-CN': '连不上服务器，请检查网络后重试。',
    'zh-Hant': '連不上伺服器，請檢查網路後重試。',
    en: 'The server cannot be reached. Check the connection and try again.',
  })

/** A reply that is not a success, as a problem; a body that is not ours gives a plain text with the status. */
export function problemOf(status: number, body: string): ApiProblem {
  try {
    const { code, text, ...detail } = JSON.parse(body) as { code?: string; text?: Texts }
    if (typeof code === 'string' && typeof text?.en === 'string')
      return new ApiProblem(code, status, text, detail)
  } catch {
    // A proxy may answer with a page of its own.
  }
  return new ApiProblem('web.unexpected', status, {
    'zh-CN': `服务暂时不可用（${status}），请稍后重试。`,
    'zh-Hant': `服務暫時不可用（${status}），請稍後重試。`,
    en: `The service is not available just now (${status}). Try again later.`,
  })
}
