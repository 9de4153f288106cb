import { reinvite } from '../modules/identity/index.ts'
import { withSession } from './session.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'account',
  summary: 'A new one-time token for an account that nobody can sign in to any more; shown once, audited.',
  args: '<login>',
  argsMin: 1,
  argsMax: 1,
  options: {},
  run: async ({ args, json }) =>
    withSession(async ({ ctx }) => {
      const invitation = await ctx().inTransaction((tx) => reinvite(tx, args[0]!))
      if (invitation === null) {
        process.stderr.write('There is no such account, or it is paused or ended.\n')
        return 1
      }
      process.stdout.write(json ? `${JSON.stringify(invitation)}\n` : `${invitation.token}\n`)
      return 0
    }),
})
