/** Public texts of one problem in the three languages of the platform. */
export type ProblemText = { 'zh-CN': string; 'zh-Hant': string; en: string }
export type ProblemSpec = Record<string, readonly [status: number, text: ProblemText]>

/**
 * An expected failure. `code` is `<module>.<name>` and never changes; `text` is safe to show; anything private
 * goes in `cause`. `detail` adds facts of this occurrence (`{ field, found, expected }`), also safe to show.
 */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly text: ProblemText
  readonly detail: Record<string, unknown> | undefined
  constructor(
    code: string,
    status: number,
    text: ProblemText,
    detail?: Record<string, unknown>,
    cause?: unknown,
  ) {
    super(text.en, { cause })
    this.code = code
    this.status = status
    this.text = text
    this.detail = detail
  }
}

/** Declares a module's problems: `throw problem.subjectUnknown({ id })`. */
export function problems<S extends ProblemSpec>(module: string, spec: S) {
  const entries = Object.entries(spec).map(([name, [status, text]]) => [
    name,
    (detail?: Record<string, unknown>, cause?: unknown) =>
      new Problem(`${module}.${name}`, status, text, detail, cause),
  ])
  return Object.fromEntries(entries) as {
    [K in keyof S]: (detail?: Record<string, unknown>, cause?: unknown) => Problem
  }
}
