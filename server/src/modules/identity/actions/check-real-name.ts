import { looksLikePerson } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import { problem } from '../problems.ts'

/** Somebody who says to be a person, or to act for a company; numbers are well formed already. */
export type RealNameClaim =
  | { kind: 'person'; name: string; number: string }
  | { kind: 'company'; name: string; number: string; company: string; uscc: string }

/** Asks whoever knows whether name and number belong together. Each installation connects its own register. */
export type RealNameRegister = (claim: RealNameClaim) => Promise<'match' | 'mismatch' | 'unavailable'>

/** The register of demo and tests: names that look like names belong to any number. It proves nothing. */
const demoRegister: RealNameRegister = async (claim) => (looksLikePerson(claim.name) ? 'match' : 'mismatch')

const registers: Record<Ctx['settings']['realName'], RealNameRegister | null> = {
  off: null,
  demo: demoRegister,
}

/** Passes when the register says that name and number belong together. Problems: registrationClosed, notReal. */
export async function checkRealName(ctx: Pick<Ctx, 'settings'>, claim: RealNameClaim): Promise<void> {
  const register = registers[ctx.settings.realName]
  if (register === null) throw problem.registrationClosed()
  if ((await register(claim)) !== 'match') throw problem.notReal()
}
