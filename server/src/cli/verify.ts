import { readFileSync, statSync } from 'node:fs'
import { type Fetch, parsePolicy, type TrustPolicy } from '@xinqiao/standards/tlog'
import { callOut } from '../kernel/outbound/index.ts'
import { verifyChunks, verifyRecords } from '../modules/archive/index.ts'
import {
  checkReceipt,
  faultLine,
  type LogReport,
  trustPolicy,
  verifyLedger,
  verifyLog,
} from '../modules/audit/index.ts'
import { verifyPages } from '../modules/disclosure/index.ts'
import { withSession } from './session.ts'
import { declareVerb, type Given, UsageProblem } from './verb.ts'

export const verb = declareVerb({
  name: 'verify',
  summary: 'Check logs, receipts and database against each other, trusting none of them.',
  args: '',
  argsMin: 0,
  argsMax: 0,
  options: {
    policy: {
      type: 'string',
      value: 'FILE',
      describe: 'Whom you trust (tlog-policy); the keys of this installation when absent.',
    },
    earlier: { type: 'string', value: 'FILE', describe: 'A checkpoint you kept: the log must continue it.' },
    receipt: { type: 'string', value: 'FILE', describe: 'Check one receipt, offline; needs --policy.' },
    log: {
      type: 'string',
      value: 'URL',
      describe: 'Check a log by what it publishes, e.g. https://…/tlog/public; needs --policy.',
    },
  },
  run: async (given) => {
    const { options } = given
    if (options.receipt !== undefined) return verifyReceiptFile(given)
    const earlier = options.earlier === undefined ? undefined : fileOf(options.earlier as string)
    if (options.log !== undefined) return tell(given, [await verifyRemote(given, earlier)])
    return withSession(async ({ ctx }) => {
      const policy = options.policy === undefined ? trustPolicy(ctx()).policy : policyOf(given)
      const reports = await verifyLedger(ctx(), { policy, ...(earlier === undefined ? {} : { earlier }) })
      const { faults } = await verifyChunks(ctx(), 1_000)
      const untrue = [...(await verifyRecords(ctx(), 1_000)).faults, ...(await verifyPages(ctx(), 1_000))]
      for (const fault of [...faults, ...untrue]) {
        const report = reports.find(({ log }) => log === fault.log)!
        report.faults.push(fault)
        report.faultCount++
      }
      return tell(given, reports)
    })
  },
})

function verifyReceiptFile(given: Given): number {
  const checked = checkReceipt(fileOf(given.options.receipt as string), policyOf(given))
  if (given.json) process.stdout.write(`${JSON.stringify(checked)}\n`)
  else if (checked.isProven)
    process.stdout.write(
      `proven: entry ${checked.index} of ${checked.size} in ${checked.origin}${checked.witnesses.map(({ name, time }) => `\n  seen by ${name} at ${new Date(time * 1000).toISOString()}`).join('')}\n  ${JSON.stringify(checked.entry)}\n${checked.payload === null ? '' : `  commits to ${JSON.stringify(checked.payload)}\n`}${checked.row === null ? '' : `  row below its digest: ${JSON.stringify(checked.row)}\n`}${checked.page === null ? '' : `  page: ${checked.page}\n`}`,
    )
  else process.stdout.write(`not proven: ${checked.reason}\n`)
  return checked.isProven ? 0 : 1
}

const bytesMax = 256 * (65_535 + 2)

async function verifyRemote(given: Given, earlier: string | undefined): Promise<LogReport> {
  const url = String(given.options.log).replace(/(?<!\/)\/+$/, '')
  if (!/^https?:\/\/[^\s/]+\/.+/.test(url))
    throw new UsageProblem('--log takes the address of a log, https://…/tlog/public.')
  const policy = policyOf(given)
  const fetchPath: Fetch = async (path) => {
    const reply = await callOut(`${url}/${path}`, { named: [url], bytesMax, msMax: 30_000 })
    return reply.status === 200 ? new Uint8Array(await reply.arrayBuffer()) : null
  }
  const first = new TextDecoder().decode((await fetchPath('checkpoint')) ?? new Uint8Array()).split('\n')[0]!
  return verifyLog({
    log: url,
    origin: first,
    fetch: fetchPath,
    policy,
    ...(earlier === undefined ? {} : { earlier }),
  })
}

function tell({ json }: Given, reports: LogReport[]): number {
  if (json) process.stdout.write(`${JSON.stringify(reports)}\n`)
  else
    for (const { log, size, witnesses, faults, faultCount } of reports)
      process.stdout.write(
        `${log}: ${size === null ? 'no checkpoint to be believed' : `${size} entries`}, seen by ${witnesses.join(', ') || 'no witness'}; ${faultCount === 0 ? 'in order' : `${faultCount} faults`}\n${faults.map((fault) => `  ${faultLine(fault)}\n`).join('')}`,
      )
  return reports.some(({ faultCount }) => faultCount > 0) ? 1 : 0
}

function policyOf({ options }: Given): TrustPolicy {
  if (options.policy === undefined)
    throw new UsageProblem(
      '--policy FILE says whom you trust; keep the one you were given, do not ask the server now.',
    )
  const policy = parsePolicy(fileOf(options.policy as string))
  if ('expected' in policy)
    throw new UsageProblem(
      `${options.policy} has a fault in line ${policy.line}: expected ${policy.expected}.`,
    )
  return policy
}

function fileOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size > 8 * 2 ** 20)
    throw new UsageProblem(`There is no file ${path} of at most 8 MiB.`)
  return readFileSync(path, 'utf8')
}
