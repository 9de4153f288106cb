import { createRandom } from '@xinqiao/test-data'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { StartProblem } from '../../../kernel/start-problem.ts'
import { recordLeaf, takeTurns, trustPolicy, verifyLedger } from '../index.ts'
import { type Ledger, openLedger } from './support.ts'

let ledger: Ledger
beforeEach(async () => {
  ledger = await openLedger()
})
afterEach(() => ledger.close())
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

test('transactions that begin, wait, end and are undone in any order leave each kept leaf once and no other', async () => {
  const random = createRandom(7)
  const kept: string[] = []
  let isOver = false
  const sealing = (async () => {
    while (!isOver) {
      await takeTurns(ledger.ctx())
      await pause(random.int(15))
    }
  })()
  await Promise.all(
    Array.from({ length: 5 }, async (_, lane) => {
      for (let i = 0; i < 25; i++) {
        const names = Array.from({ length: 1 + random.int(4) }, (_, n) => `${lane}-${i}-${n}`)
        const isUndone = random.chance(0.3)
        const done = ledger.database.act(async (tx) => {
          for (const name of names) {
            await recordLeaf(tx, { action: 'trial.done', object: name, digest: digestOf(name) })
            await pause(random.int(12))
          }
          if (isUndone) throw new Error('undone')
        })
        await (isUndone ? expect(done).rejects.toThrow('undone') : done.then(() => kept.push(...names)))
      }
    }),
  )
  isOver = true
  await sealing
  await takeTurns(ledger.ctx())
  const { rows } =
    await ledger.owner(`select l.object, count(*)::int as n from audit.entry e join audit.leaf l on l.seq = e.leaf_seq
    group by 1 order by 1`)
  expect(rows).toEqual(kept.toSorted().map((object) => ({ object, n: 1 })))
  expect((await ledger.checkpoint()).size).toBe(kept.length)
  const reports = await verifyLedger(ledger.ctx(), { policy: trustPolicy(ledger.ctx()).policy })
  expect(reports.map(({ faultCount }) => faultCount)).toEqual([0, 0])
})

test('a leaf names a deed and does not hold it', async () => {
  const leave = (over: object) =>
    ledger.database.act((tx) =>
      recordLeaf(tx, { action: 'a', object: 'b', digest: '00'.repeat(32), ...over }),
    )
  for (const over of [
    { action: 'x'.repeat(501) },
    { object: 'x'.repeat(501) },
    { detail: { x: 'y'.repeat(20_000) } },
  ])
    await expect(leave(over)).rejects.toThrow(RangeError)
})

test('a file of witnesses that is wrong says so in one sentence, with the line as it was written', () => {
  const { settings } = ledger.database.deps
  ledger.database.deps.settings = { ...settings, witnessPolicy: '\n# whom\nwitness w nonsense\nquorum w\n' }
  expect(() => trustPolicy(ledger.ctx())).toThrow(StartProblem)
  expect(() => trustPolicy(ledger.ctx())).toThrow(/line 3: expected witness <name>/)
  ledger.database.deps.settings = { ...settings, witnessPolicy: 'quorum nobody' }
  expect(() => trustPolicy(ledger.ctx())).toThrow(/line 1/)
})
