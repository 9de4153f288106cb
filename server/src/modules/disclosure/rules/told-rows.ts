/** What the public log is told of a page: its digest as hex, null when it ended. */
export type ToldRow = { subjectId: string; digest: string | null }

const bytes = 48
const ended = '0'.repeat(64)

/** The text of a row, as it stands below the leaf's digest. */
export const toldText = ({ subjectId, digest }: ToldRow): string => `${subjectId}|${digest ?? ''}`

/** Rows as they are kept: 16 bytes of the subject's id, 32 of the digest. */
export const packTold = (rows: readonly ToldRow[]): Buffer =>
  Buffer.from(
    rows.map(({ subjectId, digest }) => subjectId.replaceAll('-', '') + (digest ?? ended)).join(''),
    'hex',
  )

/** The rows that were kept. */
export function unpackTold(kept: Buffer): ToldRow[] {
  const rows: ToldRow[] = []
  for (let at = 0; at + bytes <= kept.length; at += bytes) {
    const id = kept.toString('hex', at, at + 16)
    const digest = kept.toString('hex', at + 16, at + bytes)
    const subjectId = `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`
    rows.push({ subjectId, digest: digest === ended ? null : digest })
  }
  return rows
}
