import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalJson,
  commitmentTo,
  formatNote,
  formatVkey,
  fromBase64,
  type Json,
  parseCheckpoint,
  parseNote,
  parseVkey,
  toBase64,
  utf8,
  verifierOf,
  verifyNote,
} from '../../src/tlog/index.ts'
import { checkpointOver, entriesOf, signer } from './support.ts'

const log = signer('log.example/audit', 'log', 1)
const witness = signer('witness.example/w1', 'cosigner', 2)
const note = () => parseNote(checkpointOver(entriesOf(5), log, [witness]))!

describe('a signed note', () => {
  test('is the same text again after it was read', () => {
    const text = checkpointOver(entriesOf(5), log, [witness])
    expect(formatNote(parseNote(text)!)).toBe(text)
  })

  test('is signed by those who signed it, a cosigner with the time', () => {
    const verified = verifyNote(note(), [log.verifier, witness.verifier])!
    expect(verified.map((v) => [v.verifier.name, v.time])).toEqual([
      ['log.example/audit', null],
      ['witness.example/w1', 1_700_000_000],
    ])
  })

  test('is not believed when a known key signed something else, and unknown keys do not matter', () => {
    const { text, signatures } = note()
    const changed = { text: text.replace('\n5\n', '\n6\n'), signatures }
    expect(verifyNote(changed, [log.verifier])).toBeNull()
    expect(verifyNote(changed, [])).toEqual([])
    const stranger = signer('log.example/audit', 'log', 9)
    expect(verifyNote(note(), [stranger.verifier])).toEqual([])
  })

  test('loses its truth with any changed character of a signature or of the text', () => {
    const whole = checkpointOver(entriesOf(5), log)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.constantFrom('A', 'b', '7', '+', '\n', ' '), (at, letter) => {
        if (whole[at] === letter) return
        const read = parseNote(whole.slice(0, at) + letter + whole.slice(at + 1))
        expect(read === null || (verifyNote(read, [log.verifier])?.length ?? 0) === 0).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('is verified as the example of the format is', () => {
    const vkey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
    const example = parseNote(
      'This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
    )!
    expect(verifyNote(example, [parseVkey(vkey)!])).toHaveLength(1)
  })

  test('is opened as the published example of the format is', () => {
    const example = parseNote(
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n',
    )!
    expect(example.text.endsWith('ed è subito sera.\n')).toBe(true)
    expect(example.signatures[0]).toMatchObject({ name: 'quasimodo.example/salvatore', keyId: '367ba04b' })
  })

  test.each([
    '',
    '\n',
    'text\n',
    'text\n\n',
    'text\n\n— name AAAAAAA=',
    'text\n\n- name AAAAAAA=\n',
    'text\n\n— na+me AAAAAAA=\n',
    'text\n\n— name AAAAAAA\n',
    'text\n\n— name AAAA\n',
    'te\u0007xt\n\n— name AAAAAAA=\n',
    '\ud800\n\n— name AAAAAAA=\n',
    `text\n\n${'— name AAAAAAA=\n'.repeat(101)}`,
    `${'x'.repeat(1_000_001)}\n\n— name AAAAAAA=\n`,
  ])('is told from a text that is none: %#', (text) => expect(parseNote(text)).toBeNull())

  test('of sixteen signatures and more is read', () => {
    expect(parseNote(`text\n\n${'— name AAAAAAA=\n'.repeat(100)}`)?.signatures).toHaveLength(100)
  })
})

describe('a vkey', () => {
  test('is divided at its first two plus signs, for base64 has plus signs of its own', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.constantFrom('log', 'cosigner'),
        (key, use) => {
          const verifier = verifierOf('log.example/a', use as 'log', key)
          expect(parseVkey(formatVkey(verifier))).toEqual(verifier)
        },
      ),
    )
    const withPlus = verifierOf('log.example/a', 'log', new Uint8Array(32).fill(0xfb))
    expect(formatVkey(withPlus).split('+').length).toBeGreaterThan(3)
    expect(parseVkey(formatVkey(withPlus))).toEqual(withPlus)
  })

  test('with another id, kind, name or length is none', () => {
    const line = formatVkey(log.verifier)
    for (const wrong of [
      '',
      '++',
      line.slice(1),
      `x${line}`,
      line.replace('+', '+0'),
      line.slice(0, -4),
      `${line}=`,
      line.replace(/[^+]+\+/, '+'),
      line.replace('log.example/audit', 'log example'),
    ])
      expect(parseVkey(wrong)).toBeNull()
  })
})

describe('a checkpoint', () => {
  test('may have further lines, and is none without its three', () => {
    const root = toBase64(new Uint8Array(32))
    expect(parseCheckpoint(`o\n7\n${root}\nmore\n`)).toMatchObject({ origin: 'o', size: 7 })
    for (const wrong of [
      `o\n7\n${root}`,
      `o\n07\n${root}\n`,
      `o\n-1\n${root}\n`,
      `o\n9007199254740992\n${root}\n`,
      `\n7\n${root}\n`,
      `o\n7\n${root}\n\nmore\n`,
      `o\n7\nAAAA\n`,
      `o\n7\n`,
    ])
      expect(parseCheckpoint(wrong)).toBeNull()
  })
})

describe('canonical JSON', () => {
  test('is one text for one value, whatever the order of its members', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'é"\n'], é: 1e21, '1': -0 })).toBe(
      '{"1":0,"a":[true,null,"é\\"\\n"],"b":1,"é":1e+21}',
    )
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json)
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text)
      }),
    )
  })

  test('orders members by their UTF-16 units', () => {
    expect(canonicalJson({ '\u{1F600}': 1, '\uFB33': 2, '\r': 3 })).toBe('{"\\r":3,"\u{1F600}":1,"\uFB33":2}')
  })

  test('has no text for what JSON does not hold', () => {
    for (const wrong of [Number.NaN, Infinity, '\ud800', undefined, () => 1, 1n])
      expect(() => canonicalJson(wrong as never)).toThrow(RangeError)
    let deep: Json = 1
    for (let i = 0; i < 200; i++) deep = [deep]
    expect(() => canonicalJson(deep)).toThrow(RangeError)
  })
})

describe('a commitment', () => {
  test('depends on salt and value, and is HMAC-SHA-256', () => {
    const salt = new Uint8Array(20).fill(0x0b)
    expect(commitmentTo(salt, { a: 1, b: 2 })).toBe(commitmentTo(salt, { b: 2, a: 1 }))
    expect(commitmentTo(salt, { a: 1 })).not.toBe(commitmentTo(salt, { a: 2 }))
    expect(commitmentTo(utf8('other'), { a: 1 })).not.toBe(commitmentTo(salt, { a: 1 }))
    const byNode = createHmac('sha256', salt).update('{"a":1,"b":2}').digest('hex')
    expect(commitmentTo(salt, { a: 1, b: 2 })).toBe(byNode)
  })
})

test('base64 is read only in the one form it is written', () => {
  for (const wrong of ['A', 'AB', 'AB=', 'AR==', 'A===', 'AA==\n', 'A-_=', ' AAA'])
    expect(fromBase64(wrong)).toBeNull()
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase64(toBase64(bytes))).toEqual(bytes)
    }),
  )
})
