import { SaxesParser } from 'saxes'
import { FileProblem, type Place } from '../schema.ts'

export type Attributes = Readonly<Record<string, string>>

/** Local names only: prefixes are cut, namespace declarations are left out of the attributes. */
export type OnXml = {
  open: (name: string, attributes: Attributes) => void
  close: (name: string) => void
  text: (text: string) => void
}

/**
 * A streaming XML parser that refuses what an attacker may do with XML: document types and entities
 * (`xml-entities`), endless text or tags (`line-too-long`), endless nesting (`nested-too-deep`). Anything not
 * well-formed is `bad-xml`, an end inside an element `truncated`.
 */
export class GuardedParser {
  #place: Place
  #saxes = new SaxesParser({ xmlns: false, position: false })
  #depth = 0
  #seen = 0
  #lastTagAt = 0

  constructor(place: Place, on: OnXml) {
    this.#place = place
    const saxes = this.#saxes
    saxes.on('opentag', (tag) => {
      this.#lastTagAt = this.#seen
      if (++this.#depth > place.limits.depthMax)
        this.#fail('nested-too-deep', { limit: place.limits.depthMax })
      on.open(localName(tag.name), tag.attributes as Attributes)
    })
    saxes.on('closetag', (tag) => {
      this.#lastTagAt = this.#seen
      this.#depth--
      on.close(localName(tag.name))
    })
    saxes.on('text', (text) => on.text(text))
    saxes.on('cdata', (text) => on.text(text))
    saxes.on('doctype', () => this.#fail('xml-entities', { found: '<!DOCTYPE' }))
    saxes.on('error', (error) => this.#refuse(error.message))
  }

  /** Takes the next piece of text. */
  write(text: string): void {
    this.#seen += text.length
    this.#saxes.write(text)
    if (this.#seen - this.#lastTagAt > this.#place.limits.lineBytesMax) {
      this.#fail('line-too-long', { limit: this.#place.limits.lineBytesMax })
    }
  }

  /** Throws when the document is not complete. */
  end(): void {
    if (this.#depth > 0) this.#fail('truncated')
    this.#saxes.close()
  }

  #refuse(reason: string): void {
    if (/entity/.test(reason)) this.#fail('xml-entities', { found: reason })
    this.#fail('bad-xml', { found: reason })
  }

  #fail(
    code: 'xml-entities' | 'bad-xml' | 'line-too-long' | 'nested-too-deep' | 'truncated',
    params = {},
  ): never {
    throw new FileProblem(code, {
      file: this.#place.name,
      line: this.#saxes.line,
      column: this.#saxes.column,
      ...params,
    })
  }
}

/** The name without its namespace prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** Attributes that carry data, with local names. */
export function fieldAttributes(attributes: Attributes): [name: string, value: string][] {
  return Object.entries(attributes)
    .filter(
      ([name]) =>
        name !== 'xmlns' &&
        !name.startsWith('xmlns:') &&
        !name.startsWith('xsi:') &&
        !name.startsWith('xml:'),
    )
    .map(([name, value]) => [localName(name), value])
}

/** The header that a generic field element names (`<field name="CF_WSH">`); undefined for any other element. */
export function fieldName(
  element: string,
  attributes: readonly [name: string, value: string][],
): [string, string] | undefined {
  const isGeneric = /^(field|column|col|property|param)$/i.test(element)
  if (!isGeneric && !(attributes.length === 1 && /^(item|data)$/i.test(element))) return undefined
  return attributes.find(([name, value]) => value !== '' && /^(name|code|key|id)$/i.test(name))
}
