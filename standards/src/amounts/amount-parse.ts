/** The unit of a money column. */
export type AmountUnit = 'yuan' | 'wan-yuan'

/** Why a text is no amount: nothing there, over 120 characters, no amount, two that differ, a range, several … */
export type AmountFault =
  | 'empty'
  | 'too-long'
  | 'shape'
  | 'contradiction'
  | 'range'
  | 'several'
  | 'unit-unclear'

/** What a cell says: an exact amount in `currency` and the unit that was written, or why it is none. */
export type AmountParse =
  | {
      ok: true
      yuan: string
      currency: string
      unitFound: AmountUnit | 'thousand' | 'yi' | null
      approximate?: boolean
    }
  | { ok: false; reason: AmountFault }
