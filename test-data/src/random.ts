/** A repeatable stream of numbers. `split` gives an independent stream that depends on the key only, never on draws made. */
export class Random {
  private readonly key0: number
  private readonly key1: number
  private a: number
  private b: number
  private c: number
  private counter = 1

  constructor(key0: number, key1: number) {
    this.key0 = key0 | 0
    this.key1 = key1 | 0
    this.a = this.key0
    this.b = this.key1
    this.c = (this.key0 ^ 0x9e3779b9) | 0
    for (let round = 0; round < 4; round++) this.next()
  }

  /** Next unsigned 32-bit number (sfc32). */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    return sum >>> 0
  }

  /** Number in [0, 1). */
  float(): number {
    return this.next() / 4294967296
  }

  /** Integer in [0, below). */
  int(below: number): number {
    return Math.floor(this.float() * below)
  }

  /** Integer in [low, high]. */
  between(low: number, high: number): number {
    return low + this.int(high - low + 1)
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.float() < probability
  }

  /** One of a non-empty list. */
  pick<T>(list: readonly T[]): T {
    return list[this.int(list.length)] as T
  }

  /** Log-normal draw with the given median and spread. */
  logNormal(median: number, sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.float()))
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.float()))
  }

  /** Independent stream for a label and an index; hash a label once when splitting by the million. */
  split(label: number | string, index = 0): Random {
    const tag = typeof label === 'number' ? label : hashOf(label)
    const high = Math.floor(index / 4294967296)
    const key0 = mix(this.key0 ^ Math.imul(tag, 0x9e3779b1) ^ mix(index | 0))
    return new Random(key0, mix(this.key1 + Math.imul(index | 0, 0x85ebca6b) + high + (key0 ^ tag)))
  }
}

/** A stream that depends on nothing but the seed (any finite number). */
export function createRandom(seed: number): Random {
  return new Random(mix(seed | 0), mix(Math.floor(seed / 4294967296) ^ 0x51ed270b))
}

/** 32-bit hash of a text (FNV-1a over UTF-16 units). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** Weighted choice prepared once: `choose(random)` costs one draw. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): (random: Random) => T {
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  const bounds: number[] = []
  let sum = 0
  for (const [, weight] of entries) {
    sum += weight
    bounds.push(sum)
  }
  return (random) => {
    const at = random.float() * total
    let index = 0
    while (index < bounds.length - 1 && at >= (bounds[index] as number)) index++
    return (entries[index] as readonly [T, number])[0]
  }
}

/** A one-to-one scatter of [0, size) and its inverse. */
export type Scatter = { at: (index: number) => number; indexOf: (value: number) => number }

/** index → (index · a + offset) mod size, so that generated numbers never repeat and can be traced back; size ≤ 90 million. */
export function scatter(size: number, offset: number): Scatter {
  let factor = Math.floor(size * 0.618)
  while (gcd(factor, size) !== 1) factor++
  const shift = ((Math.abs(offset) % size) * 7919) % size
  const back = inverse(factor, size)
  return {
    at: (index) => ((((index % size) * factor) % size) + shift) % size,
    indexOf: (value) => (((value - shift + size) % size) * back) % size,
  }
}

function inverse(value: number, modulus: number): number {
  let [low, high, lowAt, highAt] = [modulus, value, 0, 1]
  while (high > 1) {
    const times = Math.floor(low / high)
    ;[low, high] = [high, low - times * high]
    ;[lowAt, highAt] = [highAt, lowAt - times * highAt]
  }
  return ((highAt % modulus) + modulus) % modulus
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}

function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  return (h ^ (h >>> 15)) | 0
}
