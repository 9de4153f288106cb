import { Problem } from '../kernel/problem.ts'
import { presentPage, readPage } from '../modules/disclosure/index.ts'
import { withSession } from './session.ts'
import { declareVerb, UsageProblem } from './verb.ts'

export const verb = declareVerb({
  name: 'subject',
  summary: 'The public page of a subject, today or as of any day.',
  args: '<subject id>',
  argsMin: 1,
  argsMax: 1,
  options: {
    'as-of': { type: 'string', value: 'DAY', describe: 'Civil day, YYYY-MM-DD.' },
    'known-at': { type: 'string', value: 'INSTANT', describe: 'What the platform knew then.' },
  },
  run: async ({ args, options, json }) =>
    withSession(async ({ ctx }) => {
      const id = args[0]!
      if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
        throw new UsageProblem('A subject id is a UUID; `xinqiao search` finds it.')
      try {
        const page = await readPage(ctx(), id, {
          asOf: options['as-of'] as string | undefined,
          knownAt: options['known-at'] as string | undefined,
        })
        const view = await presentPage(ctx(), id, page)
        process.stdout.write(json ? `${JSON.stringify(view)}\n` : inWords(view))
        return 0
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        process.stderr.write(`${error.text.en}\n`)
        return 1
      }
    }),
})

type View = Awaited<ReturnType<typeof presentPage>>

function inWords(view: View): string {
  const head = [
    `${view.subject.name}  ${view.subject.uscc ?? ''}  ${view.subject.region?.title ?? ''}`,
    `as of ${view.asOf}${view.knownAt ? `, known at ${view.knownAt}` : ''}`,
  ]
  const grade = view.evaluation ? [`evaluation ${view.evaluation.grade} ${view.evaluation.score ?? ''}`] : []
  const records = view.sections.flatMap((s) =>
    s.kinds.flatMap((k) => [
      `${k.title['zh-CN']} (${k.records.length})`,
      ...k.records.map(
        (r) => `  ${r.occurredOn ?? ''}  ${r.headline}\n      ${r.display.sentence['zh-CN']}  [${r.id}]`,
      ),
    ]),
  )
  return `${[...head, ...grade, ...records].join('\n')}\n`
}
