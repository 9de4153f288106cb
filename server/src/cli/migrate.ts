import { withSession } from './session.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'migrate',
  summary: 'Bring the database and the packs to the present shape and stop.',
  args: '',
  argsMin: 0,
  argsMax: 0,
  options: {},
  run: ({ json }) =>
    withSession(async () => {
      process.stdout.write(json ? '{"done":true}\n' : 'The database is up to date.\n')
      return 0
    }),
})
