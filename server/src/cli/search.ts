import { Problem } from '../kernel/problem.ts'
import { searchSubjects } from '../modules/disclosure/index.ts'
import { withSession } from './session.ts'
import { declareVerb, UsageProblem } from './verb.ts'

export const verb = declareVerb({
  name: 'search',
  summary: 'Search subjects by name or public identifier, as the public may.',
  args: '<text>',
  argsMin: 1,
  argsMax: 1,
  options: { limit: { type: 'string', value: 'N', describe: 'At most so many, 1 to 100; 20 when absent.' } },
  run: async ({ args, options, json }) => {
    const limit = Number(options.limit ?? 20)
    if (!Number.isInteger(limit) || limit < 1 || limit > 100)
      throw new UsageProblem('--limit is a number from 1 to 100.')
    return withSession(async ({ ctx }) => {
      const none = { region: null, industry: null, kind: null, grade: null, hasPenalty: null }
      const found = await searchSubjects(ctx(), args[0]!, none, { cursor: undefined, limit }).catch(
        (error) => {
          throw error instanceof Problem ? new UsageProblem(error.text.en) : error
        },
      )
      if (json)
        process.stdout.write(
          `${JSON.stringify(found.hits.map(({ id, name, uscc, kind, grade, counts }) => ({ id, name, uscc, kind, grade, counts })))}\n`,
        )
      else
        for (const hit of found.hits)
          process.stdout.write(
            `${hit.id}  ${(hit.uscc ?? '').padEnd(18)}  ${hit.grade ?? '-'}  ${hit.name}\n`,
          )
      return found.hits.length === 0 ? 1 : 0
    })
  },
})
