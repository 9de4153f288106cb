import { existsSync } from 'node:fs'
import { knownFact, notedFact } from '../db/key-check.ts'
import type { Database } from '../db/pool.ts'
import { StartProblem } from '../start-problem.ts'
import { httpProvider, type KeyKeeper } from './http-provider.ts'
import { readKeyFile } from './key-file.ts'
import { fileProvider } from './key-provider.ts'
import { type Keys, keysFrom } from './keys.ts'
import { fileOwners } from './owner-keys.ts'
import type { Ring } from './ring.ts'
import { type SuiteName, suites } from './suite.ts'
import { openVault, type Vault } from './vault.ts'

/** Which algorithms seal what is new, and who keeps the keys around data keys: the key file when `service` is null. */
export type Sealing = { suite: SuiteName; service: KeyKeeper | null }
export type OpenKeys = { keys: Keys; vault: Vault }

/**
 * Opens the keys of an installation: the key file, the data keys of the database, the keys of single owners; all
 * proven to belong to this database. Without classes nothing is sealed or opened, and no data key is held: for the
 * portal. Throws StartProblem with one clear sentence.
 */
export async function openKeys(
  database: Pick<Database, 'db'>,
  file: string,
  sealClasses: string[] | null,
  sealing: Sealing = { suite: 'intl', service: null },
): Promise<OpenKeys> {
  const suite = suites[sealing.suite]
  const known = readKeyFile(file)
  // Another key would give every subject a second identity, so it is proven before anything is made with it.
  const checked = keysFrom({ ...known, suite, ring: nothing, owners: nobody })
  if ((await notedFact(database, 'key-check', checked.checkValue)) !== checked.checkValue)
    throw new StartProblem(
      'The key file does not belong to this database; set KEY_FILE to the one the database was created with.',
    )
  if (sealClasses === null) return { keys: checked, vault: noVault }
  const provider = sealing.service ? httpProvider(sealing.service) : fileProvider(file, known, suite)
  const ownersFile = ownersFileOf(file)
  const noted = await knownFact(database, 'owner-keys')
  if (noted !== null && !existsSync(ownersFile))
    throw new StartProblem(
      `The keys of single persons are missing: ${ownersFile} does not exist, but the database needs it.`,
    )
  const owners = await fileOwners(ownersFile, provider, suite)
  if ((await notedFact(database, 'owner-keys', owners.id)) !== owners.id)
    throw new StartProblem(`The keys of single persons in ${ownersFile} belong to another database.`)
  const vault = await openVault({ db: database, provider, suite, sealClasses, owners })
  return { keys: keysFrom({ ...known, suite, ring: vault.ring, owners }), vault }
}

/** Where the keys of single owners are: beside the key file, and apart from it so that it can be replaced alone. */
const ownersFileOf = (keyFile: string): string => `${keyFile.replace(/\.json$/, '')}.persons.json`

const nothing: Ring = {
  current: () => {
    throw new Error('no data keys are open yet')
  },
  find: () => undefined,
}
const noVault: Vault = {
  ring: nothing,
  refresh: async () => {},
  rotate: async () => {},
  renew: async () => 0,
  list: async () => [],
  close: () => {},
}
const nobody = {
  id: '',
  keyAt: () => {
    throw new Error('no keys of owners are open yet')
  },
  has: () => false,
  forget: async () => {},
  forgotten: () => [],
  rewrap: async () => {},
  refresh: async () => {},
}
