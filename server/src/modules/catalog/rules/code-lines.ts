/** One line of a compact code table. Years are those of the editions; `until` is null when abolished at an unknown time. */
export type CodeLine = {
  code: string
  title: string
  from: number | null
  /** Year of abolition; undefined while in use. */
  until: number | null | undefined
  successors: string[]
  /** Not in the national standard. */
  isLocal: boolean
}

/** 2007..2016, ..2025? (at the latest, unverified), ..? (unknown when). */
const period = /^(\d{4})?\.\.(\d{4}\??|\?)?$/u

/** Reads a line of a compact table: `code name [from..to] [>successor,successor] [*]`; undefined when it is not one. */
export function codeLine(line: string): CodeLine | undefined {
  const parts = line.trim().split(/\s+/u)
  const code = parts.shift()
  if (code === undefined || !/^[A-Za-z0-9]{1,12}$/u.test(code)) return undefined
  const read: CodeLine = { code, title: '', from: null, until: undefined, successors: [], isLocal: false }
  const names: string[] = []
  for (const part of parts) {
    const years = period.exec(part)
    if (years !== null) {
      read.from = years[1] === undefined ? null : Number(years[1])
      if (years[2] !== undefined) read.until = years[2] === '?' ? null : Number(years[2].slice(0, 4))
    } else if (part.startsWith('>')) read.successors = part.slice(1).split(',')
    else if (part === '*') read.isLocal = true
    else names.push(part)
  }
  read.title = names.join(' ')
  return read.title === '' ? undefined : read
}

/** All lines of a compact table; blank ones are skipped. */
export const codeLines = (text: string): CodeLine[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : (codeLine(line) ?? [])))
