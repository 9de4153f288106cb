import { sql } from 'kysely'
import type pg from 'pg'

const mark = '/* prepared */'

/** Begins a statement that is planned once per connection instead of at every call: for hot statements of fixed shape. */
export const prepared = sql.raw(mark)

const names = new Map<string, string>()
/** A store writes each statement once; more texts than this mean that values were spliced into one. */
const namesMax = 200

/** Makes a connection run marked statements under a name, which is how the driver prepares them. */
export function nameMarked(client: pg.PoolClient | pg.Client): void {
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown
  const named = (text: unknown, values?: unknown, done?: unknown) => {
    if (typeof text !== 'string' || !text.startsWith(mark)) return plain(text, values, done)
    const name = names.get(text) ?? (names.size < namesMax ? `x${names.size}` : undefined)
    if (name !== undefined) names.set(text, name)
    return plain({ ...(name === undefined ? {} : { name }), text, values }, done)
  }
  client.query = named as typeof client.query
}
