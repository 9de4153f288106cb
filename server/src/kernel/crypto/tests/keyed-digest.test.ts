import { createHash, createHmac, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestOf, keyedDigest, uuidOf } from '../keyed-digest.ts'

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 2_000 }), fc.string({ maxLength: 40 }))
const key = fc.uint8Array({ minLength: 0, maxLength: 64 })

test('the keyed digest is HMAC-SHA-256, for every key of at most 64 bytes and every text', () => {
  fc.assert(
    fc.property(key, fc.array(text, { minLength: 1, maxLength: 5 }), (bytes, texts) => {
      const digest = keyedDigest(bytes)
      for (const one of texts)
        expect(digest(one)).toBe(createHmac('sha256', bytes).update(one, 'utf8').digest('hex'))
    }),
    { numRuns: 300 },
  )
})

test('a long text leaves no trace in the digest of a short one after it', () => {
  const bytes = randomBytes(32)
  const digest = keyedDigest(bytes)
  const before = digest('短')
  digest('长'.repeat(100_000))
  expect(digest('短')).toBe(before)
})

test('a key beyond 64 bytes is refused', () => {
  expect(() => keyedDigest(new Uint8Array(65))).toThrow(RangeError)
})

test('a digest is SHA-256 as hex', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(digestOf(one)).toBe(createHash('sha256').update(one, 'utf8').digest('hex'))
    }),
  )
})

test('an id is a UUID of version 8 that keeps the other 122 bits of the digest', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const hex = Buffer.from(bytes).toString('hex')
      const id = uuidOf(hex)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const bare = id.replaceAll('-', '')
      expect(bare.slice(0, 12) + bare.slice(13, 16) + bare.slice(17)).toBe(
        hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17, 32),
      )
      expect(Number.parseInt(bare[16]!, 16) & 3).toBe(Number.parseInt(hex[16]!, 16) & 3)
    }),
  )
})
