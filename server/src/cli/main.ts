import { StartProblem } from '../kernel/start-problem.ts'
import { UsageProblem, usageOf, type Verb } from './verb.ts'

const verbs: Record<string, () => Promise<{ verb: Verb }>> = {
  serve: () => import('./serve.ts'),
  import: () => import('./import.ts'),
  search: () => import('./search.ts'),
  subject: () => import('./subject.ts'),
  explain: () => import('./explain.ts'),
  batches: () => import('./batches.ts'),
  migrate: () => import('./migrate.ts'),
  token: () => import('./token.ts'),
  keys: () => import('./keys.ts'),
  bench: () => import('./bench.ts'),
  verify: () => import('./verify.ts'),
  rejoin: () => import('./rejoin.ts'),
  retention: () => import('./retention.ts'),
  witness: () => import('./witness.ts'),
  account: () => import('./account.ts'),
  code: () => import('./code.ts'),
  openapi: () => import('./openapi.ts'),
  'database-user': () => import('./database-user.ts'),
}

/** Runs one verb of the command line. Exit codes: 0 done, 1 failed, 2 wrong use. */
async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await overview())
    return name === undefined ? 2 : 0
  }
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (!load) {
    process.stderr.write(
      `There is no verb "${name.slice(0, 40)}". Verbs: ${Object.keys(verbs).join(', ')}.\n`,
    )
    return 2
  }
  const { verb } = await load()
  try {
    return await verb.run(verb.parse(rest))
  } catch (error) {
    if (error instanceof UsageProblem) {
      process.stderr.write(`${error.message}\n\n${usageOf(verb)}`)
      return 2
    }
    if (error instanceof StartProblem) process.stderr.write(`${error.message}\n`)
    else process.stderr.write(`${(error as Error).stack ?? error}\n`)
    return 1
  }
}

async function overview(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(verbs).map(async ([name, load]) => `  ${name.padEnd(10)}${(await load()).verb.summary}`),
  )
  return `Xinqiao (信桥), public credit information service platform\n\nUse: xinqiao <verb> [options]\n\n${lines.join('\n')}\n\nxinqiao <verb> --help tells the options of a verb.\n`
}

/** Whoever reads the output may stop reading (`xinqiao batches | head -1`); that is no failure. */
function letReadersLeave(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error
    })
}

letReadersLeave()
process.exitCode = await main(process.argv.slice(2))
