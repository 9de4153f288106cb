import { mkdirSync, renameSync, type Stats, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Pace, pace, type Waiting, waitingFiles } from './inbox-files.ts'
import type { Ctx } from './kernel/context.ts'
import { errorForLog } from './kernel/error-for-log.ts'
import { Problem, type ProblemText } from './kernel/problem.ts'
import { StartProblem } from './kernel/start-problem.ts'
import { receiveBatch } from './modules/intake/index.ts'

export type InboxOptions = { bytesMax: number; pace?: Pace }

/** So many files in a row that fail for no reason of their own are enough to look again later. */
const failuresMax = 3

/**
 * Watches a folder for files of departments: `<inbox>/<provider>/<file>` (or `<inbox>/<file>`) is received like an
 * upload and then moved to `done/`; what cannot be taken in goes to `failed/`, with the reason beside it. A failure
 * that is not the file's leaves it for the next look. Returns how to stop, after the file under way.
 */
export function startInbox(folder: string, context: () => Ctx, options: InboxOptions): () => Promise<void> {
  try {
    for (const name of ['done', 'failed']) mkdirSync(join(folder, name), { recursive: true })
  } catch (error) {
    throw new StartProblem(
      `The inbox ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}); set INBOX to a folder that can.`,
    )
  }
  const inbox: Inbox = { folder, context, settled: new Map(), told: new Set(), ...options }
  let [round, stopped]: [Promise<void> | null, boolean] = [null, false]
  const look = () => {
    round ??= lookAround(inbox, () => stopped)
      .catch((error) => context().log.error({ error: errorForLog(error) }, 'inbox'))
      .finally(() => {
        round = null
      })
  }
  const timer = setInterval(look, (options.pace ?? pace).everyMs)
  return async () => {
    stopped = true
    clearInterval(timer)
    await round
  }
}

type Inbox = InboxOptions & {
  folder: string
  context: () => Ctx
  /** Files that were dealt with and could not be moved away, as they were then. */
  settled: Map<string, string>
  /** What was said once about a path. */
  told: Set<string>
}

async function lookAround(inbox: Inbox, isStopped: () => boolean): Promise<void> {
  const tell = (path: string, what: string) => {
    if (inbox.told.size > 10_000) inbox.told.clear()
    if (!inbox.told.has(path)) inbox.context().log.warn({ path }, what)
    inbox.told.add(path)
  }
  const files = waitingFiles(inbox.folder, inbox.pace ?? pace, tell).filter(
    ({ path, stats }) => inbox.settled.get(path) !== stateOf(stats),
  )
  if (files.length === 0) return
  // Of several processes that watch one folder, one takes the files.
  await inbox.context().alone('inbox', async () => {
    let failures = 0
    for (const file of files) {
      if (isStopped() || failures >= failuresMax) return
      failures = (await take(inbox, file)) ? 0 : failures + 1
    }
  })
}

/** Takes one file; false when it was left for a reason that is not its own. */
async function take(inbox: Inbox, file: Waiting): Promise<boolean> {
  const ctx = inbox.context()
  const { log } = ctx
  const { provider, name } = file
  try {
    const stream = Readable.from(wholeFile(file))
    const batch = await receiveBatch(ctx, stream, { provider, filename: name }, inbox.bytesMax)
    putAway(inbox, file, 'done', batch.id)
    log.info({ batch: batch.id }, 'a file was taken from the inbox')
    return true
  } catch (error) {
    if (error instanceof StillWritten) return true
    const reason = error instanceof Problem ? error.text : error instanceof Unreadable ? error.text : null
    log.error({ error: errorForLog(error), path: file.path }, 'a file of the inbox could not be taken in')
    if (reason === null) return false
    putAway(inbox, file, 'failed', String(Date.now()), reason)
    return true
  }
}

/** Moves a file away; where that is not possible it stays and is not taken again as long as it does not change. */
function putAway(
  { folder, settled, context }: Inbox,
  { path, name, stats }: Waiting,
  to: 'done' | 'failed',
  stamp: string,
  reason?: ProblemText,
): void {
  try {
    const target = join(folder, to, shortened(`${stamp}-${name}`))
    renameSync(path, target)
    if (reason) writeFileSync(`${target}.txt`, `${reason['zh-CN']}\n${reason['zh-Hant']}\n${reason.en}\n`)
  } catch (error) {
    settled.set(path, stateOf(stats))
    context().log.error({ path, error: errorForLog(error) }, `a file of the inbox cannot be moved to ${to}`)
  }
}

/** A name that a file system takes, with `.txt` after it; its ending stays. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= nameBytesMax) return name
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  let head = name.slice(0, name.length - ending.length)
  while (Buffer.byteLength(head) > nameBytesMax - ending.length) head = [...head].slice(0, -1).join('')
  return head + ending
}

const nameBytesMax = 250

const stateOf = (stats: Stats) => `${stats.ino}:${stats.size}:${stats.mtimeMs}`

/** Somebody goes on writing, or took the file away: it is taken when it has come to rest. */
class StillWritten extends Error {}

class Unreadable extends Error {
  readonly text: ProblemText
  constructor(code: string) {
    super(`the file cannot be read (${code})`)
    this.text = {
      'zh-CN': `无法读取这个文件（${code}）；请检查文件权限后重新放入。`,
      'zh-Hant': `無法讀取這個檔案（${code}）；請檢查檔案權限後重新放入。`,
      en: `The file cannot be read (${code}); check its permissions and drop it again.`,
    }
  }
}

/** The bytes of a file, opened when they are asked for; a file that changes meanwhile is StillWritten at its end. */
async function* wholeFile({ path, stats }: Waiting): AsyncGenerator<Buffer> {
  const unreadable = (error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'EIO'
    throw code === 'ENOENT' ? new StillWritten() : new Unreadable(code)
  }
  const file = await open(path, 'r').catch(unreadable)
  try {
    const buffer = Buffer.allocUnsafe(1 << 20)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null).catch(unreadable)
      if (bytesRead === 0) break
      yield Buffer.from(buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
  const now = statSync(path, { throwIfNoEntry: false })
  if (!now || stateOf(now) !== stateOf(stats)) throw new StillWritten()
}
