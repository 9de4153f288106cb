import { createPublicKey, verify } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StartProblem } from '../../start-problem.ts'
import { readKeyFile } from '../key-file.ts'
import { keysFrom, keysOf } from '../keys.ts'
import { memoryOwners } from '../owner-keys.ts'
import { fixedRing } from '../ring.ts'
import { suites } from '../suite.ts'

const keys = keysOf(Buffer.alloc(32, 3), Buffer.alloc(32, 4))
const loadKeys = (file: string) => {
  const known = readKeyFile(file)
  const ring = fixedRing(known.field)
  return keysFrom({ ...known, suite: suites.intl, ring, owners: memoryOwners(Buffer.alloc(32)) })
}

describe('a sealed value', () => {
  test('opens where it was sealed, and is never sealed twice alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        const sealed = keys.seal(text, place)
        expect(keys.open(sealed, place)).toBe(text)
        expect(keys.seal(text, place)).not.toBe(sealed)
        expect(sealed).toMatch(/^[\w-]+$/)
      }),
    )
  })

  test('moved to another cell does not open', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, place, other) => {
        fc.pre(place !== other)
        expect(() => keys.open(keys.seal(text, place), other)).toThrow()
      }),
    )
  })

  test('changed in any byte does not open', () => {
    const sealed = Buffer.from(keys.seal('11010519491231002X', 'place'), 'base64url')
    for (let i = 0; i < sealed.length; i++) {
      const changed = Buffer.from(sealed)
      changed[i]! ^= 1
      expect(() => keys.open(changed.toString('base64url'), 'place'), `byte ${i}`).toThrow()
    }
  })

  test('cut short, or no seal at all, does not open', () => {
    const sealed = keys.seal('text', 'place')
    for (const wrong of ['', 'x', sealed.slice(0, 20), sealed.slice(0, -4), 'sealed:nothing'])
      expect(() => keys.open(wrong, 'place')).toThrow()
  })

  test('under another key does not open', () => {
    const others = keysOf(Buffer.alloc(32, 3), Buffer.alloc(32, 5))
    expect(() => others.open(keys.seal('text', 'place'), 'place')).toThrow()
  })
})

describe('an identity', () => {
  test('depends on the key, the scheme and the value, and on nothing else', () => {
    const id = keys.identityOf('uscc', '91330106MA2ABCDE1X')
    expect(keysOf(Buffer.alloc(32, 3), Buffer.alloc(32, 9)).identityOf('uscc', '91330106MA2ABCDE1X')).toBe(id)
    expect(
      keysOf(Buffer.alloc(32, 8), Buffer.alloc(32, 4)).identityOf('uscc', '91330106MA2ABCDE1X'),
    ).not.toBe(id)
    expect(keys.identityOf('tax-number', '91330106MA2ABCDE1X')).not.toBe(id)
    expect(keys.identityOf('uscc', '91330106MA2ABCDE1Y')).not.toBe(id)
  })
})

describe('the key file', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('is made once, for the owner alone, and read again', () => {
    const file = join(folder, 'keys.json')
    const first = loadKeys(file)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(loadKeys(file).checkValue).toBe(first.checkValue)
    expect(loadKeys(file).open(first.seal('text', 'p'), 'p')).toBe('text')
    expect(loadKeys(join(folder, 'others.json')).checkValue).not.toBe(first.checkValue)
  })

  test('that cannot be read stops the start and says so without telling a key', () => {
    const file = join(folder, 'broken.json')
    for (const content of ['', 'no json', '{}', '{"identity":"abcd","field":"ef"}', 'null']) {
      writeFileSync(file, content)
      chmodSync(file, 0o600)
      expect(() => loadKeys(file), content).toThrow(StartProblem)
      expect(() => loadKeys(file)).toThrow(/key file .*broken\.json cannot be read/)
    }
  })
})

describe('a signing key', () => {
  /** What stands before the 32 bytes of a public key. */
  const spki = Buffer.from('302a300506032b6570032100', 'hex')
  const check = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    verify(
      null,
      message,
      createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' }),
      signature,
    )

  test('is one for each purpose, the same after every start, and no other file has it', () => {
    const message = Buffer.from('message')
    const one = keys.signer('log')
    expect(check(one.publicKey, message, one.sign(message))).toBe(true)
    expect(check(keys.signer('other').publicKey, message, one.sign(message))).toBe(false)
    expect(Buffer.from(keys.signer('log').sign(message)).equals(one.sign(message))).toBe(true)
    const others = keysOf(Buffer.alloc(32, 7), Buffer.alloc(32, 8))
    expect(Buffer.from(others.signer('log').publicKey).equals(one.publicKey)).toBe(false)
  })

  test('of a key file from before there were signatures comes from what the file has', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xinqiao-keys-'))
    const file = join(folder, 'keys.json')
    const hex = (byte: number) => Buffer.alloc(32, byte).toString('hex')
    writeFileSync(file, JSON.stringify({ identity: hex(3), field: hex(4) }))
    const old = loadKeys(file)
    expect(old.signer('log').publicKey).toEqual(keys.signer('log').publicKey)
    expect(old.checkValue).toBe(keys.checkValue)
    writeFileSync(file, JSON.stringify({ identity: hex(3), field: hex(4), signing: 'short' }))
    expect(() => loadKeys(file)).toThrow(StartProblem)
    rmSync(folder, { recursive: true })
  })
})
