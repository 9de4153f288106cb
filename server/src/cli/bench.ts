import { declareVerb } from './verb.ts'

export const verb = declareVerb({
  name: 'bench',
  summary: 'Measure the paths that must be fast, each against a reference of the same run.',
  args: '[path]...',
  argsMin: 0,
  argsMax: 20,
  options: {
    rows: { type: 'string', value: 'N', describe: 'Rows of the import; the largest that fits when absent.' },
    subjects: { type: 'string', value: 'N', describe: 'Subjects of walk and search.' },
  },
  run: async ({ args, options, json }) => {
    const { runBenches } = await import('../../../bench/src/index.ts')
    return runBenches({
      paths: args,
      rows: options.rows as string | undefined,
      subjects: options.subjects as string | undefined,
      json,
    })
  },
})
