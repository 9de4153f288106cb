import type { CleanRow } from '../../cleaning/index.ts'

type Waiting = {
  batchId: string
  providerId: string
  tableNumber: number
  rowNumber: number
  clean: CleanRow
}

/** A waiting row as text; `rowFromDoubt` reads it back. Equal rows give equal text, whichever batch brought them. */
export const doubtContent = ({ providerId, clean }: Waiting): string => JSON.stringify({ providerId, clean })

/** The row again. */
export const rowFromDoubt = (content: string): { providerId: string; clean: CleanRow } =>
  JSON.parse(content) as { providerId: string; clean: CleanRow }
