/** Where a result list goes on: how many leading hits were shown, and after which of the ranked ones. */
export type Cursor = { at: number; after: { rank: number; id: string } | null }

/** Reads a cursor; null when it was not made by `writeCursor`. */
export function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) return { at: 0, after: null }
  const found =
    /^(\d{1,5})(?:\.(\d{1,9})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}))?$/.exec(text)
  if (!found) return null
  return {
    at: Number(found[1]),
    after: found[3] === undefined ? null : { rank: Number(found[2]), id: found[3] },
  }
}

/** The text that `readCursor` reads again. */
export const writeCursor = ({ at, after }: Cursor): string =>
  after === null ? String(at) : `${at}.${after.rank}.${after.id}`
