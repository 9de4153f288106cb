import { canonicalJson, commitmentTo, type Json } from '@xinqiao/standards/tlog'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entryOf, payloadOf, payloadText, readEntry, tellsOf } from '../rules/entry.ts'
import type { Leaf } from '../schema.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 60 })
const anyLeaf: fc.Arbitrary<Leaf> = fc.record({
  seq: fc.nat(),
  at: fc.date({ min: new Date('1990-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
  actor: text,
  action: text,
  object: text,
  digest: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  detail: fc.dictionary(
    text,
    fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
  ),
  log: fc.constantFrom('audit', 'public'),
  subject: fc.option(fc.uuid()),
})
const anySalt = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('payload and entry are canonical JSON, and the commitment is the one everybody computes', () => {
  fc.assert(
    fc.property(anyLeaf, anySalt, (leaf, salt) => {
      expect(payloadText(leaf)).toBe(canonicalJson(payloadOf(leaf)))
      const entry = entryOf(leaf, salt)
      const told = readEntry(entry)!
      expect(Buffer.from(entry).toString()).toBe(canonicalJson(told))
      expect(told.commit).toBe(commitmentTo(salt, payloadOf(leaf)))
      expect(tellsOf(entry, leaf)).toBe(true)
      const names =
        leaf.log === 'public' ? ['digest'] : ['actor', ...(leaf.subject === null ? [] : ['subject'])]
      expect(Object.keys(told).sort()).toEqual(['commit', 'object', 't', 'type', 'v', ...names].sort())
    }),
  )
})

test('any change of a leaf changes its entry', () => {
  fc.assert(
    fc.property(
      anyLeaf,
      anySalt,
      anyLeaf,
      fc.constantFrom('seq', 'at', 'actor', 'action', 'object', 'digest', 'detail', 'log', 'subject'),
      (leaf, salt, other, name) => {
        const changed = { ...leaf, [name]: other[name as keyof Leaf] } as Leaf
        const isSame = canonicalJson(payloadOf(changed) as Json) === canonicalJson(payloadOf(leaf))
        expect(Buffer.compare(entryOf(leaf, salt), entryOf(changed, salt)) === 0).toBe(isSame)
      },
    ),
  )
})

test('an entry that is no JSON object is nothing', () => {
  for (const noise of ['', 'null', '[]', '7', '{', '"x"', '['.repeat(60_000)])
    expect(readEntry(Buffer.from(noise))).toBeNull()
  const deep = Buffer.from(`{"object":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)
  expect(
    tellsOf(deep, {
      seq: 1,
      at: new Date(0),
      actor: '',
      action: '',
      object: '',
      digest: '',
      detail: {},
      log: 'audit',
      subject: null,
    }),
  ).toBe(false)
})
