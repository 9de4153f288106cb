import { KeyShaper } from '../key-shaper.ts'
import { type Encoding, FileProblem, type Place, type TableEvent } from '../schema.ts'
import { type Attributes, fieldAttributes, fieldName, type OnXml } from './guarded-parser.ts'
import { isMetadataName } from './record-path.ts'

type Element = { key: string; text: string; hasChildren: boolean }

/** Several values of one field stand in one cell, as the national forms write them. */
const valueSeparator = ';'

/** Collects record elements into tables; a run of records with one path is one table. */
export class RecordCollector implements OnXml {
  isBad = false
  #depth: number
  #encoding: Encoding
  #place: Place
  #path: string[] = []
  #metadataDepth = 0
  #record: Map<string, string> | null = null
  #isBadRecord = false
  #chars = 0
  #inside: Element[] = []
  #tablePath = ''
  #shaper: KeyShaper | null = null
  #numbers = new Map<string, number>()
  #events: TableEvent[] = []

  constructor(depth: number, encoding: Encoding, place: Place) {
    this.#depth = depth
    this.#encoding = encoding
    this.#place = place
  }

  open(name: string, attributes: Attributes): void {
    this.#path.push(name)
    const depth = this.#path.length
    if (this.#record) this.#openField(name, attributes)
    else if (this.#metadataDepth === 0 && isMetadataName(name)) this.#metadataDepth = depth
    else if (this.#metadataDepth === 0 && depth === this.#depth) this.#openRecord(attributes)
  }

  text(text: string): void {
    const element = this.#inside.at(-1)
    if (!element) return
    element.text += text
    this.#count(text.length)
  }

  close(): void {
    const depth = this.#path.length
    if (this.#record) this.#closeField(depth === this.#depth)
    if (this.#metadataDepth === depth) this.#metadataDepth = 0
    this.#path.pop()
  }

  /** Closes the last table. */
  end(): void {
    const shaper = this.#shaper
    if (!shaper) return
    this.#shaper = null
    try {
      shaper.end()
    } finally {
      this.#events.push(...shaper.take())
    }
  }

  /** What is ready to be handed on. */
  take(): TableEvent[] {
    const events = this.#shaper ? [...this.#events, ...this.#shaper.take()] : this.#events
    this.#events = []
    return events
  }

  #openRecord(attributes: Attributes): void {
    this.#record = new Map()
    this.#isBadRecord = false
    this.#chars = 0
    this.#inside = [{ key: '', text: '', hasChildren: false }]
    for (const [key, value] of fieldAttributes(attributes)) this.#add(key, value)
  }

  #openField(name: string, attributes: Attributes): void {
    const parent = this.#inside.at(-1)!
    parent.hasChildren = true
    const own = fieldAttributes(attributes)
    const given = fieldName(name, own)
    const key = `${parent.key === '' ? '' : `${parent.key}/`}${given?.[1] || name}`
    this.#inside.push({ key, text: '', hasChildren: false })
    for (const attribute of own) {
      if (attribute !== given) this.#add(`${key}@${attribute[0]}`, attribute[1])
    }
  }

  #closeField(isRecord: boolean): void {
    this.#isBadRecord ||= this.isBad
    const element = this.#inside.pop()!
    const isLeaf = !isRecord && !element.hasChildren
    if (isLeaf) this.#add(element.key, element.text)
    else if (element.text.trim() !== '')
      this.#add(element.key === '' ? '#text' : element.key, element.text.trim())
    if (isRecord) this.#closeRecord(element)
  }

  #closeRecord(element: Element): void {
    const record = this.#record!
    this.#record = null
    // A lone value beside the records (<total>5</total>) is no record.
    if (!element.hasChildren && (record.size === 0 || (record.size === 1 && record.has('#text')))) return
    const path = this.#path.join('/')
    if (path !== this.#tablePath || !this.#shaper) this.#startTable(path)
    const keyed = { keys: [...record.keys()], values: [...record.values()], isBad: this.#isBadRecord }
    const number = (this.#numbers.get(path) ?? 0) + 1
    this.#numbers.set(path, number)
    this.#shaper!.push(keyed, number, -1, this.#chars)
  }

  #startTable(path: string): void {
    this.end()
    this.#tablePath = path
    const name = [this.#place.name, this.#path.at(-1)].filter((part) => part !== '').join('/')
    this.#shaper = new KeyShaper({ name, format: 'xml', encoding: this.#encoding }, this.#place)
  }

  #add(key: string, value: string): void {
    const record = this.#record!
    const old = record.get(key)
    record.set(key, old === undefined ? value : old + valueSeparator + value)
    this.#count(key.length + (old === undefined ? value.length : 0))
  }

  #count(chars: number): void {
    this.#chars += chars
    if (this.#chars > this.#place.limits.lineBytesMax || this.#record!.size > this.#place.limits.columnsMax) {
      const isWide = this.#record!.size > this.#place.limits.columnsMax
      const code = isWide ? 'too-many-columns' : 'line-too-long'
      const limit = isWide ? this.#place.limits.columnsMax : this.#place.limits.lineBytesMax
      throw new FileProblem(code, {
        file: this.#place.name,
        row: (this.#numbers.get(this.#path.slice(0, this.#depth).join('/')) ?? 0) + 1,
        limit,
      })
    }
  }
}
