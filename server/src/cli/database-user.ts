import { databaseLogin } from '../kernel/db/database-login.ts'
import { databaseRoles } from '../kernel/db/database-roles.ts'
import { openDatabase } from '../kernel/db/pool.ts'
import { withSession } from './session.ts'
import { declareVerb, UsageProblem } from './verb.ts'

const kinds = Object.keys(databaseRoles)

export const verb = declareVerb({
  name: 'database-user',
  summary: 'Make the database login of one kind of process, with the rights of its kind only; shown once.',
  args: `<${kinds.join('|')}>`,
  argsMin: 1,
  argsMax: 1,
  options: {},
  run: async ({ args, json }) => {
    const kind = kinds.find((one) => one === args[0]) as keyof typeof databaseRoles | undefined
    if (kind === undefined) throw new UsageProblem(`The kind is one of ${kinds.join(', ')}.`)
    return withSession(async ({ url }) => {
      const owner = openDatabase(url, { max: 1 })
      try {
        const made = await databaseLogin(owner, kind)
        process.stdout.write(
          json
            ? `${JSON.stringify(made)}\n`
            : `DATABASE_URL of processes with ROLE=${kind}: postgres://${made.user}:${made.password}@<host>/<database>\n`,
        )
        return 0
      } finally {
        await owner.close()
      }
    })
  },
})
