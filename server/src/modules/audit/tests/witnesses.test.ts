import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatSignature, formatVkey, parseNote, parseSubmission, signNote } from '@xinqiao/standards/tlog'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signer } from '../../../../../standards/tests/tlog/support.ts'
import { type Keeper, openKeeper } from '../../../witness/keeper.ts'
import { startWitness, type Witness } from '../../../witness/start-witness.ts'
import { logSigner } from '../actions/log-signer.ts'
import { Halt } from '../rules/halt.ts'
import { type Ledger, openLedger } from './support.ts'

let ledger: Ledger
const places: string[] = []
const doors: (() => Promise<void>)[] = []
beforeEach(async () => {
  ledger = await openLedger()
})
afterEach(async () => {
  for (const close of doors.splice(0)) await close()
  for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true })
  await ledger.close()
})

type Running = { keeper: Keeper; witness: Witness; line: (name: string) => string }

/** A true witness of the audit log in a folder of its own, or in one that was there before. */
async function trueWitness(seedFolder?: string): Promise<Running & { folder: string }> {
  const folder = seedFolder ?? mkdtempSync(join(tmpdir(), 'xinqiao-witness-'))
  places.push(folder)
  const keeper = await openKeeper(folder, 'witness.example/w', [logSigner(ledger.ctx(), 'audit').verifier])
  const witness = await startWitness(keeper, '127.0.0.1', 0)
  doors.push(witness.stop)
  return {
    keeper,
    witness,
    folder,
    line: (name) => `witness ${name} ${formatVkey(keeper.verifier)} ${witness.url}`,
  }
}

/** Something that listens where a witness should, and answers as it likes. */
async function falseWitness(
  seed: number,
  answer: (body: string, path: string) => Promise<{ status: number; text?: string } | null>,
): Promise<string> {
  const key = signer(`witness.example/false${seed}`, 'cosigner', seed)
  const server: Server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    const reply = await answer(body, request.url ?? '')
    if (reply === null) return
    response.writeHead(reply.status).end(reply.text ?? '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()))
  doors.push(
    () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  )
  return `witness f${seed} ${formatVkey(key.verifier)} http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const trust = (...lines: string[]) => {
  ledger.database.deps.settings = { ...ledger.database.deps.settings, witnessPolicy: lines.join('\n') }
}
const size = async () => (await ledger.checkpoint()).size

describe('a checkpoint', () => {
  test('is published once the quorum has cosigned it, two of three, one of them dead', async () => {
    const [a, b] = [await trueWitness(), await trueWitness()]
    const dead = `witness c ${formatVkey(signer('witness.example/c', 'cosigner', 9).verifier)} http://127.0.0.1:1`
    trust(a.line('a'), b.line('b'), dead, 'group two 2 a b c', 'quorum two')
    for (const count of [1, 300, 5]) {
      await ledger.deeds(count, { tag: `t${count}` })
      expect((await ledger.seal()).isPublished).toBe(true)
    }
    const judged = await ledger.checkpoint()
    expect([judged.size, judged.witnesses.map(({ name }) => name).sort()]).toEqual([306, ['a', 'b']])
  })

  test('waits for its witnesses while deeds are noted and sealed, and then catches up', async () => {
    const a = await trueWitness()
    trust(a.line('a'), 'quorum a')
    await ledger.deeds(3)
    await ledger.seal()
    await a.witness.stop()
    for (let i = 0; i < 3; i++) {
      await ledger.deeds(10, { tag: `away${i}` })
      expect(await ledger.seal()).toEqual({ sealed: 10, isPublished: false })
      expect(await size()).toBe(3)
    }
    const again = await trueWitness(a.folder)
    trust(again.line('a'), 'quorum a')
    expect(await ledger.seal()).toEqual({ sealed: 0, isPublished: true })
    expect(await size()).toBe(33)
  })

  test('is not signed at all by a new process that no witness could contradict', async () => {
    const a = await trueWitness()
    trust(a.line('a'), 'quorum a')
    await ledger.deeds(3)
    await ledger.seal()
    await a.witness.stop()
    ledger.reborn()
    const before = readFileSync(join(ledger.folder, 'audit/signed'), 'utf8')
    await ledger.deeds(3, { tag: 'more' })
    expect(await ledger.seal()).toEqual({ sealed: 0, isPublished: false })
    expect(readFileSync(join(ledger.folder, 'audit/signed'), 'utf8')).toBe(before)
  })

  test('learns from a witness where it stands, when a process has forgotten it', async () => {
    const [a, b] = [await trueWitness(), await trueWitness()]
    trust(a.line('a'), b.line('b'), 'group all all a b', 'quorum all')
    await ledger.deeds(5)
    await ledger.seal()
    trust(a.line('a'), b.line('b'), 'quorum a')
    await b.witness.stop()
    await ledger.deeds(20, { tag: 'more' })
    await ledger.seal()
    const again = await trueWitness(b.folder)
    trust(a.line('a'), again.line('b'), 'group all all a b', 'quorum all')
    ledger.reborn()
    await ledger.deeds(1, { tag: 'last' })
    await ledger.seal()
    expect((await ledger.checkpoint()).witnesses).toHaveLength(2)
  })
})

describe('a witness that lies', () => {
  const other = signer('witness.example/other', 'cosigner', 77)
  const lies: [string, (body: string) => { status: number; text?: string }][] = [
    ['signs with another key', (body) => ({ status: 200, text: cosigned(body, other) })],
    [
      'signs another tree',
      (body) => ({
        status: 200,
        text: cosigned(body.replace(/\n[^\n]{44}\n\n—/, `\n${'A'.repeat(43)}=\n\n—`), own(21)),
      }),
    ],
    ['answers nothing', () => ({ status: 200 })],
    ['answers noise', () => ({ status: 200, text: '\u2014 x y\n'.repeat(50) })],
    ['answers without end', () => ({ status: 200, text: 'x'.repeat(200_000) })],
    ['claims to be far ahead', () => ({ status: 409, text: '900000000\n' })],
    ['claims a size that is none', () => ({ status: 409, text: '-1\n' })],
    ['sends elsewhere', () => ({ status: 302 })],
    ['is out of order', () => ({ status: 500 })],
  ]
  const own = (seed: number) => signer(`witness.example/false${seed}`, 'cosigner', seed)
  const cosigned = (body: string, key: typeof other) => {
    const note = parseNote(parseSubmission(body)!.checkpoint)!
    return formatSignature(signNote(note.text, key.verifier, key.sign, 1_700_000_000))
  }

  test.each(lies)('%s: it counts for nothing and stops nothing', async (_, lie) => {
    const a = await trueWitness()
    const f = await falseWitness(21, async (body, path) =>
      path === '/add-checkpoint' ? lie(body) : { status: 404 },
    )
    trust(a.line('a'), f, 'group both all a f21', 'quorum a')
    await ledger.deeds(3)
    expect((await ledger.seal()).isPublished).toBe(true)
    expect((await ledger.checkpoint()).witnesses.map(({ name }) => name)).toEqual(['a'])
    trust(a.line('a'), f, 'group both all a f21', 'quorum both')
    await ledger.deeds(3, { tag: 'more' })
    expect((await ledger.seal()).isPublished).toBe(false)
  })

  test('replays a cosignature of an earlier checkpoint: it is not taken', async () => {
    let kept = ''
    const f = await falseWitness(21, async (body) => {
      kept ||= cosigned(body, own(21))
      return { status: 200, text: kept }
    })
    trust(f, 'quorum f21')
    await ledger.deeds(3)
    // The checkpoint of no entries is cosigned truly; what is answered from then on is that same line.
    await ledger.seal()
    await ledger.deeds(3, { tag: 'more' })
    expect((await ledger.seal()).isPublished).toBe(false)
    expect(await size()).toBe(0)
  })

  test('never answers: the others are enough', async () => {
    const a = await trueWitness()
    const f = await falseWitness(21, async () => null)
    trust(a.line('a'), f, 'quorum a')
    await ledger.deeds(3)
    expect((await ledger.seal()).isPublished).toBe(true)
  })
})

test('database and store both set back are found out by a witness that has seen more', async () => {
  const a = await trueWitness()
  trust(a.line('a'), 'quorum a')
  await ledger.deeds(30)
  await ledger.seal()
  rmSync(join(ledger.folder, 'audit'), { recursive: true })
  for (const table of ['entry', 'salt', 'leaf', 'unsealed']) await ledger.owner(`delete from audit.${table}`)
  await ledger.owner('update audit.sealing set size = 0, root = null, published = 0')
  ledger.reborn()
  await ledger.deeds(40, { tag: 'another history' })
  const halt = await ledger.seal().catch((error) => error)
  expect(halt).toBeInstanceOf(Halt)
  expect([halt.reason, halt.detail]).toEqual(['witness-saw-another', { witness: 'a', size: 30, here: 0 }])
})
