import type { Kysely } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Ctx } from '../context.ts'

const clients = new WeakMap<Kysely<unknown>, pg.PoolClient>()

/** Remembers the connection of a transaction, so that rows can be copied inside it. */
export const bindClient = (db: Kysely<unknown>, client: pg.PoolClient): void => {
  clients.set(db, client)
}

export type CopyValue = string | number | boolean | null | undefined

/** One line of COPY's text format, with its line end. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = ''
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (i > 0) line += '\t'
    if (value === null || value === undefined) line += '\\N'
    else if (typeof value === 'string') line += copyText(value)
    else if (typeof value === 'boolean') line += value ? 't' : 'f'
    else line += value
  }
  return `${line}\n`
}

/** A text as COPY's text format writes it. */
export const copyText = (text: string): string => (special.test(text) ? escapeText(text) : text)

const special = /[\\\t\n\r\0]/
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '' }
const escapeText = (text: string) => text.replace(/[\\\t\n\r\0]/g, (c) => escapes[c]!)

/**
 * Copies lines into a table inside the open transaction. `target` and `columns` are fixed texts of a store, never
 * input. Throws the database's error, e.g. 23505 when a key exists.
 */
export async function copyInto(
  ctx: Pick<Ctx, 'db'>,
  target: string,
  columns: string,
  lines: string | readonly string[],
): Promise<void> {
  if (lines.length === 0) return
  const client = clients.get(ctx.db)
  if (!client) throw new Error('rows are copied inside a transaction')
  const stream = client.query(copyFrom(`copy ${target} (${columns}) from stdin`))
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject)
    stream.on('finish', resolve)
    for (const piece of typeof lines === 'string' ? [Buffer.from(lines)] : pieces(lines)) stream.write(piece)
    stream.end()
  })
}

const pieceBytes = 2 ** 16

/** Many lines as bytes, encoded into pieces: half the cost of joining them to one text first. */
function* pieces(lines: readonly string[]): Generator<Buffer> {
  let piece = Buffer.allocUnsafeSlow(pieceBytes)
  let end = 0
  for (const line of lines) {
    if (end + line.length * 3 > piece.length) {
      if (end > 0) yield piece.subarray(0, end)
      piece = Buffer.allocUnsafeSlow(Math.max(pieceBytes, line.length * 3))
      end = 0
    }
    end += piece.write(line, end)
  }
  yield piece.subarray(0, end)
}
