import { excerpt } from '../cells.ts'
import { FileProblem, type Place } from '../schema.ts'

/** `list`: a list of rows begins (`key` is '' at the top). `element`: the JSON of its next element. */
export type OnJson = { list: (key: string) => void; element: (json: string) => void }

const openBrace = 123
const closeBrace = 125
const openBracket = 91
const closeBracket = 93

/**
 * Finds the lists in a JSON text and cuts out their elements without reading the whole. Lists are the top value,
 * or any list of objects inside objects ({"data": {"rows": […]}}). Throws `bad-json`, `truncated`,
 * `line-too-long` (an element without end) and `nested-too-deep`.
 */
export class JsonSplitter {
  #place: Place
  #on: OnJson
  #buf = ''
  #passed = 0
  /** Open containers around the lists, as their closing characters. */
  #open: number[] = []
  #key = ''
  #isInList = false
  #isDone = false
  /** Where the scan of an unfinished element goes on, and its state there. */
  #scanAt = -1
  #depth = 0
  #isInString = false

  constructor(place: Place, on: OnJson) {
    this.#place = place
    this.#on = on
  }

  /** Takes the next piece of text. */
  push(text: string): void {
    this.#buf = this.#buf === '' ? text : this.#buf + text
    let pos = 0
    while (pos < this.#buf.length) {
      const next = this.#isInList ? this.#inList(pos) : this.#outside(pos)
      if (next < 0) break
      pos = next
    }
    this.#buf = this.#buf.slice(pos)
    this.#passed += pos
    if (this.#scanAt >= 0) this.#scanAt -= pos
    if (this.#buf.length > this.#place.limits.lineBytesMax) this.#fail('line-too-long', 0)
  }

  /** Throws `truncated` when the text ended inside a value. */
  end(): void {
    if (!this.#isDone || this.#buf !== '') this.#fail('truncated', this.#buf.length)
  }

  #outside(pos: number): number {
    const code = this.#buf.charCodeAt(pos)
    if (code === 34) return this.#string(pos)
    if (isBetween(code)) return pos + 1
    if (this.#isDone) this.#fail('bad-json', pos)
    if (code === openBracket) return this.#list(pos)
    if (code === openBrace) this.#enter(closeBrace)
    else if (code === closeBrace || code === closeBracket) this.#leave(code, pos)
    else if (this.#open.length === 0) this.#fail('bad-json', pos)
    return pos + 1
  }

  /** A string outside of lists may be the key of one. */
  #string(pos: number): number {
    const end = this.#stringEnd(pos + 1)
    if (end < 0) return -1
    if (this.#open.length === 0) this.#fail('bad-json', pos)
    this.#key = this.#buf.slice(pos + 1, end - 1).slice(0, 100)
    return end
  }

  #stringEnd(from: number): number {
    for (let i = from; i < this.#buf.length; i++) {
      const code = this.#buf.charCodeAt(i)
      if (code === 92) i++
      else if (code === 34) return i + 1
    }
    return -1
  }

  #list(pos: number): number {
    let first = pos + 1
    while (isSpace(this.#buf.charCodeAt(first))) first++
    if (first >= this.#buf.length) return -1
    const isTop = this.#open.length === 0
    const isRows = this.#buf.charCodeAt(first) === openBrace && !this.#open.includes(closeBracket)
    this.#enter(closeBracket)
    if (isTop || isRows) {
      this.#isInList = true
      this.#on.list(isTop ? '' : this.#key)
    }
    return first
  }

  #inList(pos: number): number {
    const code = this.#buf.charCodeAt(pos)
    if (this.#scanAt < 0) {
      if (code === 44 || isSpace(code)) return pos + 1
      if (code === closeBracket) {
        this.#isInList = false
        this.#leave(code, pos)
        return pos + 1
      }
      if (code === closeBrace) this.#fail('bad-json', pos)
      this.#scanAt = pos
      this.#depth = 0
      this.#isInString = false
    }
    const end = this.#elementEnd()
    if (end < 0) return -1
    this.#scanAt = -1
    this.#on.element(this.#buf.slice(pos, end))
    return end
  }

  /** Index after the element being scanned; -1 when it goes on in the next piece. */
  #elementEnd(): number {
    const buf = this.#buf
    let i = this.#scanAt
    for (; i < buf.length; i++) {
      const code = buf.charCodeAt(i)
      if (this.#isInString) {
        if (code === 92) i++
        else if (code === 34) {
          this.#isInString = false
          if (this.#depth === 0) return i + 1
        }
      } else if (code === 34) this.#isInString = true
      else if (code === openBrace || code === openBracket) this.#depth++
      else if (code === closeBrace || code === closeBracket) {
        if (this.#depth === 0) return i
        if (--this.#depth === 0) return i + 1
      } else if (this.#depth === 0 && (code === 44 || isSpace(code))) return i
    }
    this.#scanAt = i
    return -1
  }

  #enter(closing: number): void {
    this.#open.push(closing)
    if (this.#open.length > this.#place.limits.depthMax) this.#fail('nested-too-deep', 0)
  }

  #leave(code: number, pos: number): void {
    if (this.#open.pop() !== code) this.#fail('bad-json', pos)
    this.#isDone = this.#open.length === 0
  }

  #fail(code: 'bad-json' | 'truncated' | 'line-too-long' | 'nested-too-deep', pos: number): never {
    const { limits, name } = this.#place
    const limit = code === 'nested-too-deep' ? limits.depthMax : limits.lineBytesMax
    const found = excerpt(this.#buf.slice(pos, pos + 40))
    throw new FileProblem(code, { file: name, char: this.#passed + pos, found, limit })
  }
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9

/** White space, comma or colon. */
const isBetween = (code: number): boolean => isSpace(code) || code === 44 || code === 58
