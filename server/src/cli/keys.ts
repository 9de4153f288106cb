import { resealsOf } from '../kernel/db/reseals.ts'
import { beginReseal, resealRunner } from '../kernel/reseal.ts'
import { modules } from '../modules.ts'
import { type Session, withSession } from './session.ts'
import { declareVerb, UsageProblem } from './verb.ts'

const verbs: Record<string, (session: Session, json: boolean) => Promise<void>> = {
  list,
  rotate: async (session, json) => {
    await session.vault.rotate()
    await list(session, json)
  },
  renew: async (session, json) => {
    const wrapped = await session.vault.renew()
    process.stdout.write(
      json
        ? `${JSON.stringify({ wrapped })}\n`
        : `A new wrapping key is in use; ${wrapped} data keys were wrapped anew.\n`,
    )
  },
  reseal,
}

export const verb = declareVerb({
  name: 'keys',
  summary:
    'Data keys: list them, begin new ones (rotate), a new wrapping key (renew), bring cells under them (reseal).',
  args: 'list|rotate|renew|reseal',
  argsMin: 1,
  argsMax: 1,
  options: {},
  run: async ({ args, json }) => {
    const run = Object.hasOwn(verbs, args[0]!) ? verbs[args[0]!] : undefined
    if (!run)
      throw new UsageProblem(
        `xinqiao keys takes list, rotate, renew or reseal; found ${args[0]!.slice(0, 40)}.`,
      )
    return withSession(async (session) => {
      await run(session, json)
      return 0
    })
  },
})

async function list({ vault }: Session, json: boolean): Promise<void> {
  const keys = await vault.list()
  if (json) process.stdout.write(`${JSON.stringify(keys)}\n`)
  else
    for (const key of keys)
      process.stdout.write(
        `${key.kid}  ${key.sealClass.padEnd(22)}${key.suite.padEnd(6)}${key.period}  from ${key.activeFrom.toISOString().slice(0, 19)}Z${key.isCurrent ? '  in use' : ''}\n`,
      )
}

/** Works through everything here; a server that runs beside it may do part of the work. */
async function reseal({ ctx }: Session, json: boolean): Promise<void> {
  await ctx().inTransaction((tx) => beginReseal(tx, modules))
  const runner = resealRunner(modules)
  const done = async () => (await resealsOf(ctx())).every((one) => one.finishedAt !== null)
  while (!(await done())) {
    if (!(await runner.run(ctx(), new AbortController().signal)))
      await new Promise((go) => setTimeout(go, 200))
  }
  const ended = await resealsOf(ctx())
  if (json) process.stdout.write(`${JSON.stringify(ended)}\n`)
  else
    for (const one of ended)
      process.stdout.write(`${one.sealClass.padEnd(22)}${one.changed} brought under the present key\n`)
}
