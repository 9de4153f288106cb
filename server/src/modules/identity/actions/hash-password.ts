import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { httpProblem } from '../../../kernel/http/index.ts'
import { plainPassword } from '../rules/password-faults.ts'

/** argon2id: 19 MiB, two passes. Written into every hash, so that a later change reaches old ones at sign-in. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32
/** Hashes computed at once, and how many more may wait: a flood of sign-ins takes neither memory nor all cores. */
const atOnce = 2
const waitingMax = 200

let running = 0
const waiting: (() => void)[] = []

/** A new hash of a password, as PHC text. Runs in the thread pool. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive(password, nonce, cost)
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`
}

const unknown = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(randomBytes(16))}$${base64(randomBytes(tagLength))}`

/**
 * Whether a password is the one of a hash. Without a hash (nobody has that login) the same work is done and the
 * answer is no, so that the time it takes tells nothing.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const found =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(
      hash ?? unknown,
    )
  if (!found) throw new Error('a stored hash of a password has an unknown form')
  const [, memory, passes, parallelism, nonce, tag] = found as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const wanted = Buffer.from(tag, 'base64')
  const derived = await derive(password, Buffer.from(nonce, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  return wanted.length === derived.length && timingSafeEqual(wanted, derived) && hash !== null
}

async function derive(password: string, nonce: Buffer, work: typeof cost): Promise<Buffer> {
  if (running >= atOnce) {
    if (waiting.length >= waitingMax) throw httpProblem.overloaded()
    await new Promise<void>((go) => waiting.push(go))
  } else running++
  try {
    return await new Promise<Buffer>((done, fail) => {
      argon2(
        'argon2id',
        { message: Buffer.from(plainPassword(password)), nonce, tagLength, ...work },
        (error, tag) => (error ? fail(error) : done(tag)),
      )
    })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/(?<!=)=+$/, '')
}
