import { dayOf } from '../kernel/clock.ts'
import { Problem } from '../kernel/problem.ts'
import { recordProvenance } from '../modules/archive/index.ts'
import { explainRecord } from '../modules/disclosure/index.ts'
import { withSession } from './session.ts'
import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'explain',
  summary:
    'Why a record is shown or not on a day, by clause, and where it comes from, by batch, row and cell.',
  args: '<subject id> <record id>',
  argsMin: 2,
  argsMax: 2,
  options: {
    'as-of': { type: 'string', value: 'DAY', describe: 'Civil day, YYYY-MM-DD; today when absent.' },
  },
  run: async ({ args, options, json }) =>
    withSession(async ({ ctx }) => {
      const [subjectId, recordId] = args as [string, string]
      try {
        const display = await explainRecord(
          ctx(),
          subjectId,
          recordId,
          (options['as-of'] as string | undefined) ?? dayOf(new Date()),
        )
        const origin = await ctx().inTransaction((tx) =>
          recordProvenance(tx, subjectId, recordId, 'case-work'),
        )
        process.stdout.write(json ? `${JSON.stringify({ display, ...origin })}\n` : inWords(display, origin))
        return 0
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        process.stderr.write(`${error.text.en}\n`)
        return 1
      }
    }),
})

type Display = Awaited<ReturnType<typeof explainRecord>>
type Origin = Awaited<ReturnType<typeof recordProvenance>>

function inWords(display: Display, { provenance, versions }: Origin): string {
  return `${[
    `${display.shown ? 'shown' : 'not shown'}: ${display.reason}${display.severity ? `, class ${display.severity}` : ''}`,
    `  from ${display.startOn ?? '–'}, repair from ${display.earliestRepairOn ?? '–'}, last day ${display.lastDisplayOn ?? '–'}`,
    ...display.clauses.map((c) => `  ${c.pack} ${c.version} ${c.article}: ${c.text['zh-CN']}`),
    `from ${provenance.filename ?? 'a message'}, row ${provenance.rowNumber}, received ${provenance.receivedAt ?? ''}, batch ${provenance.batchId}`,
    ...provenance.cells.map((c) => `  ${c.header}: ${c.value ?? '(sealed)'}`),
    ...provenance.corrections.map((c) => `  ${c.text['zh-CN']}`),
    ...versions.map(
      (v) =>
        `version ${v.version} ${v.status}, known from ${v.knownFrom}${v.knownUntil ? ` until ${v.knownUntil}` : ''}`,
    ),
  ].join('\n')}\n`
}
