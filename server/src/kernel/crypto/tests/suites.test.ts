import { createHmac, hash } from 'node:crypto'
import fc from 'fast-check'
import { sm2 } from 'sm-crypto-v2'
import { describe, expect, test } from 'vitest'
import { cellOf, openCell, sealCell } from '../cell.ts'
import { sm3Mac } from '../gm.ts'
import { keysFrom } from '../keys.ts'
import { memoryOwners } from '../owner-keys.ts'
import { fixedRing } from '../ring.ts'
import { openSegment, sealSegment } from '../segments.ts'
import { suites } from '../suite.ts'

const key = Buffer.alloc(32, 7)
const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex')

describe('the GM algorithms are those of the standards', () => {
  test('SM3 of GB/T 32905, example 1', () => {
    expect(hash('sm3', 'abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  })

  test('HMAC-SM3 is what the general construction gives', () => {
    for (const length of [0, 1, 32, 64])
      expect(sm3Mac(Buffer.alloc(length, 5))(Buffer.from('ab'), Buffer.from('c')).toString('hex')).toBe(
        createHmac('sm3', Buffer.alloc(length, 5)).update('abc').digest('hex'),
      )
  })

  test('an SM2 signature verifies with the default user id and with no other', () => {
    const signer = suites.gm.signers[0]!
    const { privateKey, publicKey } = signer.newPair()
    const message = Buffer.from('信用记录')
    const signature = signer.sign(privateKey, message)
    expect(signer.verify(publicKey, message, signature)).toBe(true)
    expect(signer.verify(publicKey, Buffer.from('信用記錄'), signature)).toBe(false)
    expect(signer.verify(publicKey, message, Buffer.alloc(70))).toBe(false)
    const other = { der: true, hash: true, userId: 'somebody' }
    expect(sm2.doVerifySignature(message, signature.toString('hex'), publicKey, other)).toBe(false)
  })

  test('an SM2 signature made elsewhere by the example key of GB/T 32918.5 verifies', () => {
    const x = '09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020'
    const y = 'CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13'
    const r = 'F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3'
    const s = 'B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA'
    const der = hex(`3046 022100${r} 022100${s}`)
    expect(suites.gm.signers[0]!.verify(`04${x}${y}`, Buffer.from('message digest'), der)).toBe(true)
  })
})

describe('signatures of the international suite', () => {
  test.each(suites.intl.signers)('$algorithm', (signer) => {
    const { privateKey, publicKey } = signer.newPair()
    const signature = signer.sign(privateKey, Buffer.from('x'))
    expect(signature).toHaveLength(64)
    expect(signer.verify(publicKey, Buffer.from('x'), signature)).toBe(true)
    expect(signer.verify(publicKey, Buffer.from('y'), signature)).toBe(false)
  })
})

describe.each(Object.values(suites))('a cell of suite $name', (suite) => {
  test('opens where it was sealed and nowhere else, and not when a byte was changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (clear, place, other) => {
        const sealed = sealCell(suite, Buffer.alloc(8, 9), false, key, place, clear)
        const cell = cellOf(sealed)!
        expect(openCell(cell, key, place).equals(Buffer.from(clear))).toBe(true)
        if (other !== place) expect(() => openCell(cell, key, other)).toThrow()
        const changed = Buffer.from(sealed)
        changed[changed.length - 1]! ^= 1
        expect(() => openCell(cellOf(changed)!, key, place)).toThrow()
      }),
      { numRuns: 50 },
    )
  })

  test('says its suite and key in its head, and neither can be changed', () => {
    const sealed = sealCell(suite, hex('0102030405060708'), false, key, 'place', Buffer.from('text'))
    expect(sealed.subarray(0, 10).toString('hex')).toBe(`010${suite.code}0102030405060708`)
    for (let i = 1; i < 10; i++) {
      const changed = Buffer.from(sealed)
      changed[i]! ^= 0x40
      const cell = cellOf(changed)
      if (cell) expect(() => openCell(cell, key, 'place'), `byte ${i}`).toThrow()
    }
  })

  test('segments open in their order only, and the last one is known as the last', () => {
    const piece = Buffer.alloc(1000, 3)
    const sealed = sealSegment(suite, key, 4, false, piece)
    expect(openSegment(suite, key, 4, false, sealed).equals(piece)).toBe(true)
    expect(() => openSegment(suite, key, 5, false, sealed)).toThrow()
    expect(() => openSegment(suite, key, 4, true, sealed)).toThrow()
  })
})

test('what one suite sealed is read after the other one was chosen', () => {
  const field = Buffer.alloc(32, 4)
  const owners = memoryOwners(Buffer.alloc(32, 6))
  const [before, after] = [fixedRing(field, suites.intl), fixedRing(field, suites.gm)]
  const both = {
    current: after.current,
    find: (kid: Buffer, name: string) => after.find(kid, name) ?? before.find(kid, name),
  }
  const parts = { identity: Buffer.alloc(32, 3), field, signing: Buffer.alloc(32, 5), owners }
  const intl = keysFrom({ ...parts, suite: suites.intl, ring: before })
  const gm = keysFrom({ ...parts, suite: suites.gm, ring: both })
  const sealed = [intl.seal('张三', 't|c|1'), intl.seal('李四', 't|c|2', 'owner')]
  expect(sealed.map((one, i) => gm.open(one, `t|c|${i + 1}`))).toEqual(['张三', '李四'])
  expect(sealed.map((one) => gm.isOutdated(Buffer.from(one, 'base64url'), 't'))).toEqual([true, true])
  const fresh = Buffer.from(gm.seal('x', 't|c|1'), 'base64url')
  expect([fresh[1], gm.isOutdated(fresh, 't')]).toEqual([2, false])
})
