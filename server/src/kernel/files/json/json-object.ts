import { excerpt } from '../cells.ts'
import type { KeyedRow } from '../key-shaper.ts'

/**
 * Keys and texts of one JSON object. Numbers keep their digits as written, null is empty, nested values keep their
 * JSON. Text that is no object gives a row with a problem and no keys; nothing is thrown.
 */
export function objectRow(json: string): KeyedRow {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return { keys: [], values: [], problem: { code: 'bad-json', found: excerpt(json), expected: '{…}' } }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { keys: [], values: [], problem: { code: 'not-an-object', found: excerpt(json), expected: '{…}' } }
  }
  return members(json)
}

/** Walks the members of an object that is known to be valid JSON. */
function members(json: string): KeyedRow {
  const keys: string[] = []
  const values: string[] = []
  const row: KeyedRow = { keys, values }
  const seen = new Set<string>()
  let at = skipSpace(json, json.indexOf('{') + 1)
  while (json[at] === '"') {
    const keyEnd = stringEnd(json, at)
    const key = stringText(json, at, keyEnd)
    at = skipSpace(json, skipSpace(json, keyEnd) + 1)
    const end = valueEnd(json, at)
    if (seen.has(key)) row.problem = { code: 'duplicate-key', found: excerpt(key), expected: '' }
    else {
      seen.add(key)
      keys.push(key)
      values.push(cellText(json, at, end))
    }
    at = skipSpace(json, end)
    if (json[at] === ',') at = skipSpace(json, at + 1)
  }
  return row
}

function cellText(json: string, at: number, end: number): string {
  if (json.charCodeAt(at) === 34) return stringText(json, at, end)
  const text = json.slice(at, end)
  return text === 'null' ? '' : text
}

function skipSpace(json: string, at: number): number {
  let i = at
  while (isSpace(json.charCodeAt(i))) i++
  return i
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

/** Index after the closing quote. */
function stringEnd(json: string, at: number): number {
  for (let from = at + 1; ; ) {
    const quote = json.indexOf('"', from)
    let slashes = 0
    while (json.charCodeAt(quote - 1 - slashes) === 92) slashes++
    if (slashes % 2 === 0) return quote + 1
    from = quote + 1
  }
}

/** The text of a JSON string. Half a surrogate pair, which only an escape can write, becomes U+FFFD: nothing keeps it. */
const stringText = (json: string, at: number, end: number): string => {
  const text = json.slice(at + 1, end - 1)
  return text.includes('\\') ? (JSON.parse(json.slice(at, end)) as string).toWellFormed() : text
}

function valueEnd(json: string, at: number): number {
  const first = json.charCodeAt(at)
  if (first === 34) return stringEnd(json, at)
  let depth = 0
  for (let i = at; ; ) {
    const code = json.charCodeAt(i)
    if (code === 34) {
      i = stringEnd(json, i)
      continue
    }
    if (code === 123 || code === 91) depth++
    else if (code === 125 || code === 93) {
      if (depth === 0) return i
      if (--depth === 0) return i + 1
    } else if (depth === 0 && (code === 44 || isSpace(code))) return i
    i++
  }
}
