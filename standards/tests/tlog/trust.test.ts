import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Checkpoint,
  emptyRoot,
  formatReceipt,
  formatSubmission,
  formatVkey,
  isQuorum,
  judgeCheckpoint,
  judgeSubmission,
  leafHash,
  parsePolicy,
  parseReceipt,
  parseSubmission,
  rootOf,
  TileReader,
  type TrustPolicy,
  utf8,
  verifyReceipt,
} from '../../src/tlog/index.ts'
import { checkpointOver, entriesOf, fetchFrom, filesOf, hex, signer } from './support.ts'

const log = signer('log.example/audit', 'log', 1)
const [w1, w2, w3] = [2, 3, 4].map((seed) => signer(`witness.example/w${seed - 1}`, 'cosigner', seed)) as [
  ReturnType<typeof signer>,
  ReturnType<typeof signer>,
  ReturnType<typeof signer>,
]
const policyText = [
  '# whom we trust',
  `log ${formatVkey(log.verifier)} https://log.example/audit`,
  ...[w1, w2, w3].map((w, i) => ` witness\tw${i + 1}  ${formatVkey(w.verifier)} https://w${i + 1}.example `),
  '',
  'group two 2 w1 w2 w3',
  'quorum two',
].join('\n')
const policy = parsePolicy(policyText) as TrustPolicy

describe('a policy', () => {
  test('is met by any two of three, and not by one', () => {
    expect(isQuorum(policy, ['w1', 'w3'])).toBe(true)
    expect(isQuorum(policy, ['w2'])).toBe(false)
    expect(isQuorum(policy, ['w2', 'w2', 'stranger'])).toBe(false)
    expect(isQuorum(parsePolicy('quorum none') as TrustPolicy, [])).toBe(true)
  })

  test('may have groups of groups, with all and any', () => {
    const nested = parsePolicy(
      policyText.replace(/group[\s\S]*/, 'group pair all w1 w2\ngroup g any pair w3\nquorum g'),
    ) as TrustPolicy
    expect(isQuorum(nested, ['w3'])).toBe(true)
    expect(isQuorum(nested, ['w1', 'w2'])).toBe(true)
    expect(isQuorum(nested, ['w1'])).toBe(false)
  })

  test.each([
    ['', 1],
    ['quorum none\nquorum none', 2],
    ['quorum w1', 1],
    ['quorum', 1],
    ['trust me', 1],
    ['log x', 1],
    [policyText.replace('group two 2', 'group two 4'), 7],
    [policyText.replace('group two 2', 'group two 0'), 7],
    [policyText.replace('group two 2', 'group two two'), 7],
    [policyText.replace('group two 2', 'group none 2'), 7],
    [policyText.replace('group two 2', 'group w1 2'), 7],
    [policyText.replace('w1 w2 w3', 'w1 w1 w3'), 7],
    [policyText.replace('w1 w2 w3', 'w1 w4'), 7],
    [policyText.replace('group two', 'group one any w1\ngroup two'), 8],
    [policyText.replace('witness\tw2', 'witness w1'), 4],
    [`${policyText.replace('quorum two', '')}\nwitness again ${formatVkey(w1.verifier)}\nquorum two`, 9],
    [policyText.replace('log ', 'log \u0007'), 2],
    [`witness w ${formatVkey(log.verifier)}\nquorum w`, 1],
    [`log ${formatVkey(w1.verifier)}\nquorum none`, 1],
    ['\n'.repeat(2_000), 1_000],
  ])('that is wrong says in which line: %#', (text, line) => {
    expect(parsePolicy(text as string)).toMatchObject({ line, expected: expect.any(String) })
  })
})

describe('a checkpoint before a policy', () => {
  const entries = entriesOf(9)
  test('is believed with the log and a quorum', () => {
    expect(judgeCheckpoint(policy, checkpointOver(entries, log, [w1, w3]))).toMatchObject({
      origin: 'log.example/audit',
      size: 9,
      witnesses: [{ name: 'w1', time: 1_700_000_000 }, { name: 'w3' }],
    })
  })

  test('is not believed otherwise, and says why', () => {
    const stranger = signer('log.example/audit', 'log', 9)
    const other = signer('other.example', 'log', 1)
    const twice = checkpointOver(entries, log, [w1])
    const line = twice.split('\n').at(-2)!
    expect(judgeCheckpoint(policy, 'nothing')).toBe('no-note')
    expect(judgeCheckpoint(policy, checkpointOver(entries, other, [w1, w2]))).toBe('unknown-log')
    expect(judgeCheckpoint(policy, checkpointOver(entries, stranger, [w1, w2]))).toBe('bad-signature')
    expect(judgeCheckpoint(policy, checkpointOver(entries, log, [w1]))).toBe('no-quorum')
    expect(judgeCheckpoint(policy, `${twice}${line}\n`)).toBe('no-quorum')
    expect(judgeCheckpoint(policy, checkpointOver(entries, log, [w1, w2]).replace('\n9\n', '\n8\n'))).toBe(
      'bad-signature',
    )
    // A key that signs as log never counts as witness: the kind of key is part of its id.
    const asLog = signer('witness.example/w1', 'log', 2)
    expect(asLog.verifier.keyId).not.toBe(w1.verifier.keyId)
  })
})

describe('a receipt', () => {
  const entries = entriesOf(300)
  const make = async (index: number, extra: Uint8Array | null = null) =>
    formatReceipt({
      extra,
      index,
      proof: await new TileReader(fetchFrom(filesOf(entries)), 300).inclusion(index),
      checkpoint: checkpointOver(entries, log, [w1, w2]),
    })

  test('proves its entry without the log, and no other', async () => {
    for (const index of [0, 255, 256, 299]) {
      const receipt = parseReceipt(await make(index, utf8('more')))!
      expect(formatReceipt(receipt)).toBe(await make(index, utf8('more')))
      expect(verifyReceipt(receipt, entries[index]!, policy)).toMatchObject({ index, size: 300 })
      expect(verifyReceipt(receipt, entries[(index + 1) % 300]!, policy)).toBe('not-included')
      expect(verifyReceipt({ ...receipt, index: index ^ 1 }, entries[index]!, policy)).toBe('not-included')
    }
  })

  test('says why it proves nothing under another policy', async () => {
    const receipt = parseReceipt(await make(7))!
    const strict = parsePolicy(policyText.replace('two 2', 'two 3')) as TrustPolicy
    expect(verifyReceipt(receipt, entries[7]!, strict)).toBe('no-quorum')
  })

  test('is told from a text that is none', async () => {
    const text = await make(7)
    for (const wrong of [
      '',
      text.replace('@v1', '@v2'),
      text.replace('index 7', 'index 07'),
      text.replace('index 7', 'place 7'),
      text.replace('index 7', 'extra !\nindex 7'),
      text.replace('index 7\n', 'index 7\nAAAA\n'),
      text.replace('index 7\n', `index 7\n${`${text.split('\n')[3]}\n`.repeat(64)}`),
      text.split('\n\n')[0]!,
      'x'.repeat(5_000_000),
    ])
      expect(parseReceipt(wrong)).toBeNull()
  })
})

describe('a submission to a witness', () => {
  const entries = entriesOf(40)
  const other = entriesOf(40, 'other')
  const at = (n: number): Checkpoint => ({
    origin: 'log.example/audit',
    size: n,
    root: rootOf(entries.slice(0, n).map(leafHash)),
  })
  const from = async (old: number, n: number, list = entries, key = log) =>
    formatSubmission({
      oldSize: old,
      proof:
        old === 0 || old > n
          ? []
          : await new TileReader(fetchFrom(filesOf(list.slice(0, n))), n).consistency(old),
      checkpoint: checkpointOver(list.slice(0, n), key),
    })
  const judge = (body: string, known: Checkpoint | null) => judgeSubmission(body, [log.verifier], () => known)

  test('is read as it was written', async () => {
    const body = await from(3, 40)
    expect(formatSubmission(parseSubmission(body)!)).toBe(body)
  })

  test.each([
    [200, 'the first of a log', () => from(0, 10), null],
    [200, 'a larger tree', () => from(10, 40), 10],
    [200, 'the same again', () => from(10, 10), 10],
    [200, 'an empty log', () => from(0, 0), null],
    [200, 'the first entries of a log seen empty', () => from(0, 10), 0],
    [404, 'a log nobody knows', () => from(0, 10, entries, signer('other.example', 'log', 1)), null],
    [403, 'a key of another', () => from(0, 10, entries, signer('log.example/audit', 'log', 7)), null],
    [400, 'an old size above the new', () => from(20, 10), 20],
    [400, 'no body', async () => '', null],
    [400, 'a size with a leading zero', async () => (await from(10, 40)).replace('old 10', 'old 010'), 10],
    [400, 'a proof that is no base64', async () => (await from(10, 40)).replace(/\n[^\n]+\n/, '\n!\n'), 10],
    [409, 'an old size nobody saw', () => from(5, 40), 10],
    [409, 'the same size with another root', () => from(10, 10, other), 10],
    [409, 'the beginning again', () => from(0, 40), 10],
    [422, 'another tree', () => from(10, 40, other), 10],
    [
      422,
      'a proof from nothing',
      async () => (await from(0, 10)).replace('\n\n', `\n${'A'.repeat(43)}=\n\n`),
      null,
    ],
    [
      422,
      'a proof for the same',
      async () => (await from(10, 10)).replace('\n\n', `\n${'A'.repeat(43)}=\n\n`),
      10,
    ],
  ] as [number, string, () => Promise<string>, number | null][])(
    'is answered %i: %s',
    async (status, _, body, known) => {
      const verdict = judge(await body(), known === null ? null : at(known))
      expect(verdict.status).toBe(status)
      if (verdict.status === 409) expect(verdict.size).toBe(known)
    },
  )

  test('of an empty log with a root of its own is refused', () => {
    const body = checkpointOver([], log).replace(/\n[^\n]{44}\n/, `\n${'A'.repeat(43)}=\n`)
    expect(judge(`old 0\n\n${body}`, null).status).toBe(403)
    expect(hex(emptyRoot)).toHaveLength(64)
  })

  test('of any text at all is answered and never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(judge(text, null).status).toBe(400)
      }),
    )
  })
})
