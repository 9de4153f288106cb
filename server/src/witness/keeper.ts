import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Checkpoint,
  formatNote,
  formatSignature,
  judgeSubmission,
  parseCheckpoint,
  parseNote,
  parseSubmission,
  signNote,
  type Verdict,
  type Verifier,
  verifierOf,
} from '@xinqiao/standards/tlog'
import { digestOf } from '../kernel/crypto/keyed-digest.ts'
import { signerOf } from '../kernel/crypto/signer.ts'
import { StartProblem } from '../kernel/start-problem.ts'

/** What a witness answers to a submission: a status and, where there is one, a body. */
export type Reply = { status: 200; cosignature: string } | Exclude<Verdict, { status: 200 }>

/** A witness without its door: it keeps the latest checkpoint of each log it knows, and cosigns what continues it. */
export type Keeper = {
  verifier: Verifier
  /** Decides one submission. Those about one log wait for each other; the checkpoint is on disk before the answer. */
  add: (body: string) => Promise<Reply>
  /** The latest checkpoint of a log, cosigned, by the SHA-256 of its origin in hex; null where there is none. */
  latest: (originDigest: string) => Promise<string | null>
}

/** Opens a witness in a folder of its own, which holds its key and what it has seen. */
export async function openKeeper(
  folder: string,
  name: string,
  logs: readonly Verifier[],
  now: () => Date = () => new Date(),
): Promise<Keeper> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const signer = signerOf(await seedIn(join(folder, 'witness.key')))
  const verifier = verifierOf(name, 'cosigner', signer.publicKey)
  const fileOf = (originDigest: string) => join(folder, `${originDigest}.checkpoint`)
  const turns = new Map<string, Promise<unknown>>()
  const oneByOne = <T>(origin: string, work: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(origin) ?? Promise.resolve()).then(work, work)
    turns.set(
      origin,
      turn.catch(() => {}),
    )
    return turn
  }
  const decide = async (body: string, origin: string): Promise<Reply> => {
    const file = fileOf(digestOf(origin))
    const known = readKnown(file, origin)
    const verdict = judgeSubmission(body, logs, () => known)
    if (verdict.status !== 200) return verdict
    const time = Math.floor(now().getTime() / 1000)
    const signature = signNote(verdict.text, verifier, signer.sign, time)
    const note = parseNote(parseSubmission(body)!.checkpoint)!
    const own = note.signatures.filter((one) =>
      logs.some((log) => log.name === one.name && log.keyId === one.keyId),
    )
    await writeWhole(file, formatNote({ text: verdict.text, signatures: [...own, signature] }))
    return { status: 200, cosignature: formatSignature(signature) }
  }
  return {
    verifier,
    add: (body) => {
      const origin = originIn(body)
      // What names no log that is known is decided without waiting for anybody, and leaves nothing behind.
      if (origin === null || !logs.some((log) => log.name === origin))
        return Promise.resolve(judgeSubmission(body, logs, () => null) as Reply)
      return oneByOne(origin, () => decide(body, origin))
    },
    latest: async (originDigest) =>
      logs.some((log) => digestOf(log.name) === originDigest)
        ? readFile(fileOf(originDigest), 'utf8').catch(() => null)
        : null,
  }
}

function originIn(body: string): string | null {
  const submission = parseSubmission(body)
  const note = submission && parseNote(submission.checkpoint)
  return (note && parseCheckpoint(note.text)?.origin) ?? null
}

/** What was cosigned last. A file that cannot be read is no reason to begin anew: that would allow a second history. */
function readKnown(file: string, origin: string): Checkpoint | null {
  if (!existsSync(file)) return null
  const note = parseNote(readFileSync(file, 'utf8'))
  const known = note && parseCheckpoint(note.text)
  if (known?.origin !== origin)
    throw new Error(`the file ${file} is damaged; this log is not cosigned until it is mended`)
  return known
}

async function seedIn(file: string): Promise<Buffer> {
  if (!existsSync(file)) await writeWhole(file, `${randomBytes(32).toString('hex')}\n`)
  const seed = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (seed.length !== 32) throw new StartProblem(`The key file ${file} cannot be read.`)
  return seed
}

/** Writes a file so that it is there whole, and on disk, or not at all. */
async function writeWhole(file: string, text: string): Promise<void> {
  const arriving = `${file}.${randomBytes(6).toString('hex')}.arriving`
  const handle = await open(arriving, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(arriving, file)
  if (process.platform === 'win32') return
  const folder = await open(join(file, '..'), 'r')
  await folder.sync().finally(() => folder.close())
}
