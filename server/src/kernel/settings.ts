import { readFileSync } from 'node:fs'
import { type Config, publicUrlOf } from './config.ts'
import type { Settings } from './context.ts'
import { StartProblem } from './start-problem.ts'

/** What actions may know of the configuration; the file of witnesses is read here, once. */
export function settingsOf(config: Config): Settings {
  const {
    optionalPacks,
    logName,
    witnesses,
    passwordPolicy,
    identityProviders,
    outboundAllow,
    realName,
    unmaskPerDay,
  } = config
  return {
    optionalPacks,
    logName,
    witnessPolicy: witnesses === null ? 'quorum none' : read(witnesses),
    publicUrl: publicUrlOf(config),
    passwordPolicy,
    identityProviders,
    outboundAllow,
    realName,
    unmaskPerDay,
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartProblem(
      `The file ${file} named by WITNESSES cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    )
  }
}
