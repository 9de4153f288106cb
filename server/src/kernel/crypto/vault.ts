import { randomBytes } from 'node:crypto'
import { cellKeysOf, insertCellKeys, type StoredCellKey, setWrapped } from '../db/cell-keys.ts'
import type { Database } from '../db/pool.ts'
import { StartProblem } from '../start-problem.ts'
import type { KeyProvider } from './key-provider.ts'
import type { OwnerKeys } from './owner-keys.ts'
import { type CellKey, kidName, type Ring } from './ring.ts'
import { type Suite, suites } from './suite.ts'

/** The data keys of a database, in memory while this process runs, kept in step with other processes. */
export type Vault = {
  ring: Ring
  refresh: () => Promise<void>
  /** Begins new data keys for the classes, or all; used by every process once all of them know the keys. */
  rotate: (sealClasses?: string[]) => Promise<void>
  /** Begins a new wrapping key and wraps every data key by it; answers how many. */
  renew: () => Promise<number>
  list: () => Promise<(Omit<StoredCellKey, 'wrapped'> & { isCurrent: boolean })[]>
  close: () => void
}

type Parts = {
  db: Pick<Database, 'db'>
  provider: KeyProvider
  suite: Suite
  sealClasses: string[]
  /** Keys that are kept elsewhere: looked at again, and wrapped anew, whenever data keys are. */
  owners: Pick<OwnerKeys, 'refresh' | 'rewrap'>
}

/** Processes look for new keys so often, and a new key is used so long after it was made. */
const refreshMs = 10_000
const settleMs = 60_000
/** More data keys than centuries of quarters make; further ones are refused. */
const keysMax = 2_000

/**
 * Opens the data keys of a database, and makes those that are missing for this quarter. Throws StartProblem when the
 * provider does not open them.
 */
export async function openVault(parts: Parts): Promise<Vault> {
  const byKid = new Map<string, CellKey & { activeFrom: Date }>()
  const currents = new Map<string, CellKey>()
  const refresh = async () => {
    const stored = await cellKeysOf(parts.db)
    for (const row of stored)
      if (!byKid.has(row.kid))
        byKid.set(row.kid, { ...(await unwrapped(parts, row)), activeFrom: row.activeFrom })
    await insertCellKeys(parts.db, await missingKeys(parts, stored))
    chooseCurrent(parts, byKid.values(), currents)
    await parts.owners.refresh()
  }
  await refresh()
  if (parts.sealClasses.some((name) => !currents.has(name))) await refresh()
  const timer = setInterval(() => refresh().catch(() => {}), refreshMs)
  timer.unref()
  return {
    ring: {
      current: (name) => {
        const key = currents.get(name)
        if (!key) throw new Error(`nothing is sealed for ${name}`)
        return key
      },
      find: (kid) => byKid.get(kidName(kid)),
    },
    refresh,
    rotate: async (names = parts.sealClasses) => {
      const from = new Date(Date.now() + settleMs)
      await insertCellKeys(parts.db, await Promise.all(names.map((name) => freshKey(parts, name, from))))
      await refresh()
    },
    renew: async () => {
      await parts.provider.renew()
      const stored = await cellKeysOf(parts.db)
      for (const row of stored)
        await setWrapped(
          parts.db,
          row.kid,
          await parts.provider.wrap(byKid.get(row.kid)!.key, purposeOf(row)),
        )
      await parts.owners.rewrap()
      return stored.length
    },
    list: async () =>
      (await cellKeysOf(parts.db)).map(({ wrapped: _, ...row }) => ({
        ...row,
        isCurrent: currents.get(row.sealClass)?.kid.toString('hex') === row.kid,
      })),
    close: () => clearInterval(timer),
  }
}

/** The newest key of a class that is in use by now. */
function chooseCurrent(
  { suite, sealClasses }: Parts,
  keys: Iterable<CellKey & { activeFrom: Date }>,
  currents: Map<string, CellKey>,
): void {
  const now = Date.now()
  const all = [...keys].filter((key) => key.suite === suite && key.activeFrom.getTime() <= now)
  for (const name of sealClasses) {
    const newest = all
      .filter((key) => key.sealClass === name)
      .sort(
        (a, b) =>
          b.activeFrom.getTime() - a.activeFrom.getTime() || (kidName(a.kid) < kidName(b.kid) ? -1 : 1),
      )[0]
    if (newest) currents.set(name, newest)
  }
}

/** Keys that are due: the first of a class and suite at once, one of a new quarter once every process knows it. */
async function missingKeys(parts: Parts, stored: StoredCellKey[]): Promise<StoredCellKey[]> {
  const period = quarterOf(new Date())
  const missing = parts.sealClasses.flatMap((name) => {
    const own = stored.filter((row) => row.sealClass === name && row.suite === parts.suite.name)
    if (own.some((row) => row.period >= period)) return []
    return [freshKey(parts, name, own.length === 0 ? new Date() : new Date(Date.now() + settleMs))]
  })
  if (stored.length + missing.length > keysMax)
    throw new StartProblem(`There are ${stored.length} data keys; no more than ${keysMax} are kept.`)
  return Promise.all(missing)
}

async function freshKey(parts: Parts, sealClass: string, activeFrom: Date): Promise<StoredCellKey> {
  const row = {
    kid: randomBytes(8).toString('hex'),
    sealClass,
    suite: parts.suite.name,
    period: quarterOf(activeFrom),
    activeFrom,
  }
  return { ...row, wrapped: await parts.provider.wrap(randomBytes(32), purposeOf(row)) }
}

const purposeOf = (row: Pick<StoredCellKey, 'kid' | 'sealClass' | 'suite'>) =>
  `data-key|${row.sealClass}|${row.kid}|${row.suite}`

async function unwrapped({ provider }: Parts, row: StoredCellKey): Promise<CellKey> {
  const key = await provider.unwrap(row.wrapped, purposeOf(row)).catch((cause: Error) => {
    throw new StartProblem(
      `The data key ${row.kid} of this database cannot be opened with ${provider.place}: ${cause.message}.`,
    )
  })
  return { kid: Buffer.from(row.kid, 'hex'), sealClass: row.sealClass, suite: suites[row.suite], key }
}

const quarterOf = (at: Date) => `${at.getUTCFullYear()}Q${Math.floor(at.getUTCMonth() / 3) + 1}`
