import type { Verdict } from '../../api/contract.ts'

/** What may become of a row, best first. */
export const verdicts = [
  'accepted',
  'corrected',
  'duplicate',
  'inDoubt',
  'rejected',
] as const satisfies Verdict[]

/** Whether the server still works on a batch. */
export const isOpen = (status: string): boolean => status === 'received' || status === 'filing'
