import { parseArgs } from 'node:util'

export type Option = { type: 'string' | 'boolean'; describe: string; value?: string }
export type Given = { options: Record<string, string | boolean | undefined>; args: string[]; json: boolean }
export type Verb = {
  name: string
  summary: string
  /** What stands after the verb, e.g. `<file>...`. */
  args: string
  parse: (rest: string[]) => Given | 'help'
  run: (given: Given | 'help') => Promise<number>
}

/** The command was used wrongly; the message says how. */
export class UsageProblem extends Error {}

const shared: Record<string, Option> = {
  json: { type: 'boolean', describe: 'Print one JSON value for programs.' },
  help: { type: 'boolean', describe: 'Print this.' },
}

/** Declares a verb: options are parsed strictly, `--help` and `--json` are there always. */
export function declareVerb(spec: {
  name: string
  summary: string
  args: string
  argsMin: number
  argsMax: number
  options: Record<string, Option>
  run: (given: Given) => Promise<number>
}): Verb {
  const options = { ...spec.options, ...shared }
  const verb: Verb = {
    name: spec.name,
    summary: spec.summary,
    args: spec.args,
    parse: (rest) => {
      const { values, positionals } = parse(rest, options)
      if (values.help) return 'help'
      if (positionals.length < spec.argsMin || positionals.length > spec.argsMax)
        throw new UsageProblem(
          `xinqiao ${spec.name} takes ${spec.args === '' ? 'no arguments' : spec.args}; found ${positionals.length}.`,
        )
      return { options: values, args: positionals, json: values.json === true }
    },
    run: async (given) => {
      if (given !== 'help') return spec.run(given)
      process.stdout.write(usageOf(verb))
      return 0
    },
  }
  usages.set(
    verb,
    `${spec.summary}\n\nUse: xinqiao ${spec.name} ${spec.args}\n\n${Object.entries(options)
      .map(([name, o]) => `  --${`${name}${o.value ? ` ${o.value}` : ''}`.padEnd(24)}${o.describe}`)
      .join('\n')}\n`,
  )
  return verb
}

const usages = new WeakMap<Verb, string>()

/** How a verb is used, with all its options. */
export const usageOf = (verb: Verb): string => usages.get(verb) ?? ''

function parse(
  rest: string[],
  options: Record<string, Option>,
): { values: Given['options']; positionals: string[] } {
  try {
    const config = Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }]))
    const { values, positionals } = parseArgs({
      args: rest,
      options: config,
      allowPositionals: true,
      strict: true,
    })
    return { values: values as Given['options'], positionals }
  } catch (error) {
    throw new UsageProblem((error as Error).message)
  }
}
