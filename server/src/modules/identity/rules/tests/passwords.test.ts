import { dictionary } from '@zxcvbn-ts/language-common'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isKnownPassword } from '../known-passwords.ts'
import { passwordFaults } from '../password-faults.ts'

const faults = (password: string, policy: 'asvs' | 'mlps3' = 'asvs') =>
  passwordFaults(password, ['wangmin', '王敏', 'xinqiao'], policy)

describe('a new password', () => {
  test('has twelve characters as people see them, of any script, and none is cut off', () => {
    expect(faults('tQ4-kV8.pZ2')).toEqual(['short'])
    expect(faults('tQ4-kV8.pZ2m')).toEqual([])
    expect(faults('海上生明月天涯共此时情人')).toEqual([])
    expect(faults('𠮷野家定食弁当牛丼並盛汁')).toEqual([])
    expect(faults(`${'correct horse battery staple '.repeat(2)}and a lantern`)).toEqual([])
    expect(faults('x'.repeat(129))).toEqual(['long'])
  })

  test.each([
    'password1234',
    'P@ssw0rd2026!!',
    'passwordpassword',
    'qwertyuiop123',
    '123456789012',
    'abcdefghijkl',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'iloveyou1314520',
    'woaini5201314',
    'Admin@123456',
    'dragon!!monkey',
    'ｐａｓｓｗｏｒｄ１２３４',
  ])('that attackers try first is refused: %s', (password) => expect(faults(password)).toContain('known'))

  test('that is on the list is refused in any case, all of those long enough', () => {
    const long = dictionary['passwords-common'].filter((one) => [...one].length >= 12)
    expect(long.length).toBeGreaterThan(300)
    for (const one of long) expect(isKnownPassword(one.toUpperCase())).toBe(true)
  })

  test('is not little more than login, name or platform', () => {
    expect(faults('wangmin2026!')).toContain('personal')
    expect(faults('Xinqiao-2026-06')).not.toEqual([])
    expect(faults('wangmin kocht gern Suppe')).toEqual([])
  })

  test('has four classes of characters only where the grade protection asks for it', () => {
    expect(faults('plumtree lantern harbour')).toEqual([])
    expect(faults('plumtree lantern harbour', 'mlps3')).toEqual(['classes'])
    expect(faults('Plumtree lantern harbour 7', 'mlps3')).toEqual([])
  })

  test('is judged whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint16Array({ maxLength: 300 }), (units) => {
        const password = String.fromCharCode(...units)
        for (const fault of faults(password)) expect(['short', 'long', 'known', 'personal']).toContain(fault)
      }),
    )
  })
})
