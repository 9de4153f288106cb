/** One answered request, as the doors saw it. */
export type Seen = {
  actor: string
  method: string
  route: string
  params: Readonly<Record<string, unknown>>
  status: number
  address: string
  at: Date
}

export type Counts = {
  actor: string
  hour: string
  requests: number
  reads: number
  subjects: number
  missed: number
  refused: number
  places: string[]
}

const hourMs = 3_600_000
/** Actors and hours kept at once. Actors are known accounts, so that only a very large installation comes near. */
const entriesMax = 50_000
/** Subjects told apart for one actor and hour; more are as unusual as this many. */
const subjectsMax = 5_000
const placesMax = 20

type Entry = {
  actor: string
  hour: number
  requests: number
  reads: number
  missed: number
  refused: number
  subjects: Set<string>
  places: Set<string>
  changes: number
  written: number
}

/**
 * Counts by actor and hour in memory. A count costs a look into a map, and nobody waits for it to be written. `missed`
 * is what was asked for and not there: whoever tries identifiers one after the other has many.
 */
export class Tally {
  readonly #entries = new Map<string, Entry>()

  /** Counts an answered request of somebody who is known; the public has no history to be compared with. */
  note(seen: Seen): void {
    if (seen.actor === 'public') return
    const entry = this.#entry(seen.actor, seen.at)
    if (entry === null) return
    entry.requests++
    entry.changes++
    if (seen.status === 404) entry.missed++
    else if (seen.status === 401 || seen.status === 403 || seen.status === 429) entry.refused++
    if (entry.places.size < placesMax) entry.places.add(placeOf(seen.address))
    const subject = seen.params.id
    if (seen.method === 'GET' && seen.status === 200 && /\/subjects\/:id/.test(seen.route))
      readOf(entry, String(subject))
  }

  /** Counts a reading of a subject that the address of the request does not tell, such as one row of a report. */
  read(actor: string, subjectId: string, at: Date): void {
    const entry = actor === 'public' ? null : this.#entry(actor, at)
    if (entry === null) return
    entry.changes++
    readOf(entry, subjectId)
  }

  /** What changed since it was written, at most `limit`; `written` is told when it is, and forgets past hours. */
  changed(limit: number, at: Date): { rows: Counts[]; written: () => void } {
    const taken: [Entry, number][] = []
    for (const entry of this.#entries.values()) {
      if (taken.length >= limit) break
      if (entry.changes > entry.written) taken.push([entry, entry.changes])
    }
    const present = hourOf(at)
    return {
      rows: taken.map(([entry]) => countsOf(entry)),
      written: () => {
        for (const [entry, changes] of taken) entry.written = changes
        for (const [key, entry] of this.#entries)
          if (entry.hour < present - hourMs && entry.written === entry.changes) this.#entries.delete(key)
      },
    }
  }

  #entry(actor: string, at: Date): Entry | null {
    const hour = hourOf(at)
    const key = `${hour} ${actor}`
    const known = this.#entries.get(key)
    if (known !== undefined) return known
    if (this.#entries.size >= entriesMax) return null
    const entry = {
      ...{ actor, hour, requests: 0, reads: 0, missed: 0, refused: 0 },
      ...{ subjects: new Set<string>(), places: new Set<string>(), changes: 0, written: 0 },
    }
    this.#entries.set(key, entry)
    return entry
  }
}

const hourOf = (at: Date) => Math.floor(at.getTime() / hourMs) * hourMs

function readOf(entry: Entry, subjectId: string): void {
  entry.reads++
  if (entry.subjects.size < subjectsMax) entry.subjects.add(subjectId)
}

const countsOf = ({ changes: _c, written: _w, hour, subjects, places, ...entry }: Entry): Counts => ({
  ...entry,
  hour: new Date(hour).toISOString(),
  subjects: subjects.size,
  places: [...places],
})

/** The network an address belongs to: /24 of four bytes, /48 of sixteen. */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/.exec(plain)
  if (four) return `${four[1]}.${four[2]}.${four[3]}.0`
  const [head = '', tail] = plain.slice(0, 45).toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right].slice(0, 3)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::`
}
