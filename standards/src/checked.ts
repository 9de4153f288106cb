/** The outcome of checking one identifier: `value` is normalised; `expected` is the computed correction where one exists. */
export type Checked<Reason extends string = string> =
  | { ok: true; value: string }
  | { ok: false; reason: Reason; expected?: string }
