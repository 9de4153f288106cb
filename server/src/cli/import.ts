import { createReadStream, existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { dayOf } from '../kernel/clock.ts'
import { walkChunk } from '../kernel/walk.ts'
import { batchView, countDue, fileBatch } from '../modules/archive/index.ts'
import { findBatch, receiveBatch } from '../modules/intake/index.ts'
import { modules } from '../modules.ts'
import { Progress } from './progress.ts'
import { type Session, withSession } from './session.ts'
import { declareVerb, type Given, UsageProblem } from './verb.ts'

export const verb = declareVerb({
  name: 'import',
  summary: 'Take in files of departments and file their rows; --json ends with one object a file.',
  args: '<file>...',
  argsMin: 1,
  argsMax: 1_000,
  options: {
    kind: { type: 'string', value: 'CODE', describe: 'Record kind; found from the headers when absent.' },
    provider: { type: 'string', value: 'ID', describe: 'Who sends it; "local" when absent.' },
    'received-on': {
      type: 'string',
      value: 'DAY',
      describe: 'Day of receipt, YYYY-MM-DD; today when absent.',
    },
    'idempotency-key': {
      type: 'string',
      value: 'KEY',
      describe: 'Answer a repeated call with the first batch.',
    },
    'no-walk': { type: 'boolean', describe: 'Leave pages and evaluations to the server.' },
  },
  run: async (given) => {
    for (const file of given.args)
      if (!existsSync(file) || !statSync(file).isFile()) throw new UsageProblem(`There is no file ${file}.`)
    return withSession(async (session) => {
      let refused = 0
      for (const file of given.args) refused += (await importFile(session, file, given)) ? 0 : 1
      if (given.options['no-walk'] !== true) await walkDue(session, given.json)
      return refused > 0 ? 1 : 0
    })
  },
})

async function importFile(session: Session, file: string, given: Given): Promise<boolean> {
  const text = (name: string) => given.options[name] as string | undefined
  const receipt = {
    kind: text('kind'),
    provider: text('provider'),
    receivedOn: text('received-on') ?? dayOf(new Date()),
    filename: basename(file),
    idempotencyKey: text('idempotency-key'),
  }
  const batch = await receiveBatch(session.ctx(), createReadStream(file), receipt, Number.MAX_SAFE_INTEGER)
  const progress = new Progress(`${basename(file)}`, given.json)
  const started = performance.now()
  await fileOrFollow(session, batch.id, progress)
  const seconds = Math.round((performance.now() - started) / 10) / 100
  progress.done()
  const view = await batchView(session.ctx(), batch.id)
  if (given.json)
    process.stdout.write(
      `${JSON.stringify({ batch: batch.id, rows: view.rows, seconds, status: view.status, problem: view.problem })}\n`,
    )
  else
    process.stdout.write(
      `${file}\n  ${rowsInWords(view.rows)}; ${seconds} s; batch ${batch.id}${view.problem ? `\n  ${view.problem.text.en}` : ''}\n`,
    )
  if (!given.json)
    for (const f of view.findings.slice(0, 8))
      process.stdout.write(
        `  ${String(f.count).padStart(7)} × ${f.level.padEnd(10)} ${f.field ?? ''} ${f.text.en}\n`,
      )
  return view.status !== 'refused'
}

/** Files the batch here, unless a running server was faster; then its progress is followed. */
async function fileOrFollow(session: Session, id: string, progress: Progress): Promise<void> {
  for (;;) {
    const batch = await findBatch(session.ctx(), id, null)
    if (batch && (batch.status === 'filed' || batch.status === 'refused')) return
    const mine = await session.ctx().alone(`archive.file-batch:${id}`, async () => {
      const now = await findBatch(session.ctx(), id, null)
      if (now?.status === 'received' || now?.status === 'filing')
        await fileBatch(session.ctx(), id, { sessions: 3, progress: (rows) => progress.add(rows) })
    })
    if (!mine) await new Promise((done) => setTimeout(done, 200))
  }
}

async function walkDue(session: Session, json: boolean): Promise<void> {
  const source = modules.find((m) => m.walkSource)!.walkSource!
  const progress = new Progress('pages and evaluations', json, await countDue(session.ctx()))
  const lane = async () => {
    for (let done = 1; done > 0; ) {
      done = await walkChunk(session.ctx(), modules, source)
      progress.add(done)
    }
  }
  await Promise.all([lane(), lane()])
  progress.done()
}

const rowsInWords = (rows: Record<string, number>) =>
  Object.entries(rows)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')
