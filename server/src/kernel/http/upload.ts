import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Upload } from '../route.ts'
import { nameTwice } from './json-body.ts'
import { httpProblem } from './problem-reply.ts'

const fieldMax = 20

/**
 * The file a request carries: the first file of a multipart form with the fields before it, or the raw body. The
 * stream is read once by the action; undefined when there is none.
 */
export async function uploadOf(request: FastifyRequest, bytesMax: number): Promise<Upload | undefined> {
  if (request.isMultipart?.()) {
    // One byte more than allowed, so that the action sees that it is too much instead of a file cut short.
    const file = await request
      .file({ limits: { fileSize: bytesMax + 1, files: 1, fields: fieldMax, fieldSize: 1_024 } })
      .catch((error) => {
        throw brokenForm(error)
      })
    if (!file) return undefined
    const fields: Record<string, string> = Object.create(null)
    for (const [name, field] of Object.entries(file.fields)) {
      if (Array.isArray(field)) throw httpProblem.fieldTwice({ found: name.slice(0, 60) })
      if (field?.type === 'field' && typeof field.value === 'string') fields[name] = field.value
    }
    return {
      filename: baseName(file.filename),
      contentType: file.mimetype,
      stream: Readable.from(wholeOrProblem(file.file), { objectMode: false }),
      fields,
      bytesMax,
    }
  }
  const length = Number(request.headers['content-length'] ?? -1)
  if (length === 0 || (length < 0 && request.headers['transfer-encoding'] === undefined)) return undefined
  const type = String(request.headers['content-type'] ?? 'application/octet-stream')
    .split(';')[0]!
    .trim()
  const { stream, fields } =
    type === 'application/json'
      ? await jsonFields(request.raw)
      : { stream: request.raw as Readable, fields: {} }
  return {
    filename: named(request.headers['content-disposition']),
    contentType: type,
    stream,
    fields,
    bytesMax,
  }
}

/** What a form holds; one that ends too soon is the sender's fault and not ours. */
async function* wholeOrProblem(file: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const piece of file as AsyncIterable<Buffer>) yield piece
  } catch (error) {
    throw brokenForm(error)
  }
}

const brokenForm = (cause: unknown) => httpProblem.brokenForm(undefined, cause)

const peekBytes = 64 * 1024

/** `kind`, `provider` and `receivedOn` that stand in a JSON body beside the rows: before them, or in a small body anywhere. */
async function jsonFields(body: Readable): Promise<{ stream: Readable; fields: Record<string, string> }> {
  const head: Buffer[] = []
  let size = 0
  const pieces = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let isWhole = false
  while (size < peekBytes && !isWhole) {
    const next = await pieces.next()
    if (next.done) isWhole = true
    else size += head.push(next.value) && next.value.length
  }
  const text = Buffer.concat(head).toString('utf8')
  if (isWhole) refuseStrangeNames(text)
  const fields: Record<string, string> = {}
  const outside = isWhole ? text.replace(/"rows"\s*:\s*\[[\s\S]*\]/, '') : text.split(/"rows"\s*:/, 1)[0]!
  for (const name of ['kind', 'provider', 'receivedOn']) {
    const found = new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]{1,64})"`).exec(outside.slice(0, peekBytes))
    if (found && text.trimStart().startsWith('{')) fields[name] = found[1]!
  }
  const rest = { [Symbol.asyncIterator]: () => pieces }
  async function* all(): AsyncGenerator<Buffer> {
    yield* head
    if (!isWhole) yield* rest
  }
  return { stream: Readable.from(all(), { objectMode: false }), fields }
}

/** Names beside the rows of a small body that stand twice or mean nothing here. Files of another form are left be. */
function refuseStrangeNames(text: string): void {
  const value = parsed(text)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return
  const twice = nameTwice(text, 1)
  if (twice !== null) throw httpProblem.fieldTwice({ found: twice.slice(0, 60) })
  const unknown = Object.keys(value).find((name) => !beside.includes(name))
  if (Object.hasOwn(value, 'rows') && unknown !== undefined)
    throw httpProblem.fieldUnknown({ found: unknown.slice(0, 60), expected: beside })
}

const beside = ['kind', 'provider', 'receivedOn', 'rows']

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const baseName = (name: string | undefined): string | null =>
  name ? (name.split(/[\\/]/).at(-1) ?? null) : null

function named(disposition: string | undefined): string | null {
  const star = /filename\*=UTF-8''([^;]{1,600})/i.exec(disposition ?? '')
  if (star) {
    try {
      return baseName(decodeURIComponent(star[1]!))
    } catch {
      return null
    }
  }
  return baseName(/filename="?([^";]{1,255})"?/i.exec(disposition ?? '')?.[1])
}
