import { issueToken, permissions } from '../modules/identity/index.ts'
import { withSession } from './session.ts'
import { declareVerb, UsageProblem } from './verb.ts'

export const verb = declareVerb({
  name: 'token',
  summary: 'Issue an access token for a system or a person; it is shown once.',
  args: '<name>',
  argsMin: 1,
  argsMax: 1,
  options: {
    org: { type: 'string', value: 'ID', describe: 'Organisation the token acts for.' },
    permissions: { type: 'string', value: 'LIST', describe: `Comma list of: ${permissions.join(', ')}.` },
    days: { type: 'string', value: 'N', describe: 'Valid for so many days, 1 to 365; 90 when absent.' },
  },
  run: async ({ args, options, json }) => {
    const asked = String(options.permissions ?? '')
      .split(',')
      .filter(Boolean)
    const unknown = asked.find((p) => !(permissions as readonly string[]).includes(p))
    const days = Number(options.days ?? 90)
    if (asked.length === 0 || unknown !== undefined)
      throw new UsageProblem(
        `--permissions takes ${permissions.join(', ')}${unknown ? `; found ${unknown}` : ''}.`,
      )
    if (!Number.isInteger(days) || days < 1 || days > 365)
      throw new UsageProblem('--days is a number from 1 to 365.')
    return withSession(async ({ ctx }) => {
      const issued = await ctx().inTransaction((tx) =>
        issueToken(tx, {
          name: args[0]!,
          orgId: (options.org as string | undefined) ?? null,
          permissions: asked,
          days,
        }),
      )
      process.stdout.write(json ? `${JSON.stringify(issued)}\n` : `${issued.token}\n`)
      return 0
    })
  },
})
