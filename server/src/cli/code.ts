import { codeOf } from '../modules/identity/index.ts'
import { declareVerb, UsageProblem } from './verb.ts'

export const verb = declareVerb({
  name: 'code',
  summary: 'The code an authenticator shows now for a key, e.g. of a demo login.',
  args: '<authenticator key>',
  argsMin: 1,
  argsMax: 1,
  options: {},
  run: async ({ args, json }) => {
    const key = args[0]!.toUpperCase()
    if (!/^[A-Z2-7]{16,64}$/.test(key))
      throw new UsageProblem('An authenticator key has 16 to 64 letters and digits from 2 to 7.')
    const code = codeOf(key, new Date())
    process.stdout.write(json ? `${JSON.stringify({ code })}\n` : `${code}\n`)
    return 0
  },
})
