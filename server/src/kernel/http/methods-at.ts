type Place = { methods: string[]; segments: string[] }

/** Notes which methods the bound addresses answer, for 405 and OPTIONS. */
export class MethodsAt {
  readonly #places = new Map<string, Place>()

  /** Notes a bound route. */
  add(method: string | string[], url: string): void {
    const place = this.#places.get(url) ?? { methods: [], segments: url.split('/') }
    place.methods.push(...[method].flat())
    this.#places.set(url, place)
  }

  /** The methods of an address in order, or none where nothing is at it. */
  of(path: string): string[] {
    const segments = path.split('/', segmentsMax)
    const methods = [...this.#places.values()]
      .filter((place) => fits(place.segments, segments))
      .flatMap((place) => place.methods)
    return methods.length === 0 ? [] : [...new Set([...methods, 'OPTIONS'])].sort()
  }
}

const segmentsMax = 30

const fits = (template: string[], segments: string[]): boolean =>
  template.at(-1) === '*'
    ? segments.length >= template.length && template.slice(0, -1).every((part, i) => part === segments[i])
    : template.length === segments.length &&
      template.every((part, i) => part.startsWith(':') || part === segments[i])
