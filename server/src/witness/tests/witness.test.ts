import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatSubmission, parseNote, TileReader, verifyNote } from '@xinqiao/standards/tlog'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  checkpointOver,
  entriesOf,
  fetchFrom,
  filesOf,
  signer,
} from '../../../../standards/tests/tlog/support.ts'
import { digestOf } from '../../kernel/crypto/keyed-digest.ts'
import { type Keeper, openKeeper } from '../keeper.ts'
import { startWitness, type Witness } from '../start-witness.ts'

const log = signer('log.example/audit', 'log', 1)
const entries = entriesOf(400)
const forked = [...entries.slice(0, 50), ...entriesOf(350, 'other')]
let folder: string
let keeper: Keeper
let witness: Witness
const open = async () => {
  keeper = await openKeeper(folder, 'witness.example/w', [log.verifier], () => new Date(1_700_000_000_500))
  witness = await startWitness(keeper, '127.0.0.1', 0)
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinqiao-witness-'))
  await open()
})
afterEach(async () => {
  await witness.stop()
  rmSync(folder, { recursive: true })
})

const bodyOf = async (old: number, size: number, list = entries) =>
  formatSubmission({
    oldSize: old,
    proof:
      old === 0 || old >= size
        ? []
        : await new TileReader(fetchFrom(filesOf(list.slice(0, size))), size).consistency(old),
    checkpoint: checkpointOver(list.slice(0, size), log),
  })
const post = async (body: string | Uint8Array, path = '/add-checkpoint', method = 'POST') => {
  const reply = await fetch(`${witness.url}${path}`, {
    method,
    ...(method === 'POST' ? { body: body as string } : {}),
  })
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
}
const latest = () => post('', `/${digestOf('log.example/audit')}/checkpoint`, 'GET')

test('what continues what was seen is cosigned with the time, and kept before the answer', async () => {
  for (const [old, size] of [
    [0, 10],
    [10, 10],
    [10, 256],
    [256, 400],
  ] as const) {
    const reply = await post(await bodyOf(old, size))
    expect([reply.status, reply.type]).toEqual([200, 'text/plain; charset=utf-8'])
    const note = parseNote(checkpointOver(entries.slice(0, size), log) + reply.text)!
    const verified = verifyNote(note, [log.verifier, keeper.verifier])!
    expect(verified.map(({ time }) => time)).toEqual([null, 1_700_000_000])
    const kept = parseNote((await latest()).text)!
    expect(kept.text).toBe(note.text)
    expect(verifyNote(kept, [log.verifier, keeper.verifier])).toHaveLength(2)
  }
})

test('what forks, shrinks or replays the log is not', async () => {
  await post(await bodyOf(0, 100))
  for (const [body, status, text] of [
    [await bodyOf(100, 400, forked), 422, ''],
    [await bodyOf(100, 100, forked), 409, '100\n'],
    [await bodyOf(0, 100, forked), 409, '100\n'],
    [await bodyOf(0, 50), 409, '100\n'],
    [await bodyOf(50, 100), 409, '100\n'],
    [await bodyOf(100, 50), 400, ''],
    [(await bodyOf(0, 100)).replace('log.example/audit\n', 'other.example\n'), 404, ''],
    [(await bodyOf(100, 200)).replace(/\n200\n/, '\n201\n'), 403, ''],
    ['nonsense', 400, ''],
    ['x'.repeat(70_000), 400, ''],
    [Uint8Array.of(0xff, 0xfe), 400, ''],
  ] as const) {
    const reply = await post(body)
    expect([reply.status, reply.text]).toEqual([status, text])
    if (status === 409) expect(reply.type).toBe('text/x.tlog.size')
  }
  expect((await latest()).text.split('\n')[1]).toBe('100')
})

test('a witness that died and came again has seen what it saw', async () => {
  await post(await bodyOf(0, 100))
  await witness.stop()
  await open()
  expect((await post(await bodyOf(0, 40, forked))).status).toBe(409)
  expect((await post(await bodyOf(100, 120))).status).toBe(200)
})

test('two hundred submissions at once, half of them of a fork, leave one history', async () => {
  await post(await bodyOf(0, 50))
  const bodies = await Promise.all(
    Array.from({ length: 200 }, (_, i) => bodyOf(50, 51 + (i % 100), i % 2 === 0 ? entries : forked)),
  )
  const replies = await Promise.all(bodies.map((body) => post(body)))
  const won = replies
    .map((reply, i) => (reply.status === 200 ? bodies[i]! : null))
    .filter((body) => body !== null)
  expect(replies.every(({ status }) => status === 200 || status === 409)).toBe(true)
  // Only the first may start at 50; whoever came after it had to know what it became.
  expect(won).toHaveLength(1)
  expect((await latest()).text.split('\n').slice(0, 3)).toEqual(
    won[0]!.split('\n\n')[1]!.split('\n').slice(0, 3),
  )
})

test('a log that grows while many ask is cosigned in growing sizes that continue each other', async () => {
  let seen = 0
  const sizes: number[] = []
  await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const size = 10 * (i + 1)
      for (let tries = 0; tries < 200; tries++) {
        const reply = await post(await bodyOf(seen, Math.max(size, seen)))
        if (reply.status === 200) {
          sizes.push(Math.max(size, seen))
          seen = Math.max(size, seen)
          return
        }
        if (reply.status === 409) seen = Number(reply.text)
        if (seen > size) return
      }
    }),
  )
  expect(sizes.length).toBeGreaterThan(0)
  const last = Number((await latest()).text.split('\n')[1])
  expect(last).toBe(400)
  expect((await latest()).text).toContain(checkpointOver(entries, log).split('\n')[2])
})

test('a damaged file of what was seen stops the cosigning instead of beginning anew', async () => {
  await post(await bodyOf(0, 100))
  const file = readdirSync(folder).find((name) => name.endsWith('.checkpoint'))!
  writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').slice(0, 20))
  expect((await post(await bodyOf(0, 40, forked))).status).toBe(500)
  expect((await post(await bodyOf(100, 120))).status).toBe(500)
})

test('nothing else is behind the door', async () => {
  for (const [path, method] of [
    ['/', 'GET'],
    ['/add-checkpoint', 'GET'],
    ['/witness.key', 'GET'],
    [`/${'0'.repeat(64)}/checkpoint`, 'GET'],
    ['/add-checkpoint/', 'POST'],
    ['/../witness.key', 'GET'],
  ] as const)
    expect((await post('', path, method)).status).toBe(404)
})
