import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkOrganisationCode,
  checkRegistrationNumber,
  checkResidentId,
  checkTaxNumber,
  checkUscc,
  organisationCodeIn,
  organisationCodeOf,
  registrationNumberOf,
  residentIdOf,
  suggestUscc,
  usccDepartment,
  usccOf,
} from '../src/index.ts'

const today = '2026-06-30'
const published = [
  ...[
    '914403001922038216',
    '91330100799655058B',
    '91110000802100433B',
    '91440300192317458F',
    '9152000071430580XT',
  ],
  ...[
    '91100000100003962T',
    '91110108551385082Q',
    '91110302562134916R',
    '91110000710925462X',
    '91110000710926094P',
  ],
  ...[
    '91440400192548256N',
    '91440606722473344C',
    '91370200163562681G',
    '91310000132260250X',
    '91440300192181490G',
  ],
  ...[
    '91440300100012316L',
    '9144030010001686XA',
    '12100000400002259P',
    '12100000400000624D',
    '91350100M000100Y43',
  ],
  ...['91110000600037341L', '9144030071526726XG'],
]
/** Codes of any department by the rules of both standards, from a generator that shares no code with the check. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const anyUscc = fc
  .record({
    head: fc.constantFrom(
      '11',
      '12',
      '19',
      '21',
      '35',
      '51',
      '59',
      '62',
      '72',
      '81',
      '91',
      '92',
      '93',
      'A1',
      'N2',
      'Y1',
    ),
    region: fc.stringMatching(/^[0-9]{6}$/),
    stem: fc.stringMatching(/^[0-9A-HJ-NP-RTUWY]{8}$/),
  })
  .map(({ head, region, stem }) => usccOf(head + region + organisationCodeOf(stem)))

describe('a unified social credit code', () => {
  it.each(published)('%s is accepted', (code) => expect(checkUscc(code)).toEqual({ ok: true, value: code }))
  it.each([
    ['', 'empty'],
    [' \u200b\u3000', 'empty'],
    ['91000000**********', 'masked'],
    ['910000****0002311F', 'masked'],
    ['91000000XXXXXXXXXX', 'masked'],
    ['91000000TE1000xxxx', 'masked'],
    ['91000000TE100０××××', 'masked'],
    ['110000000343473', 'length'],
    ['1100001100626', 'length'],
    ['91000000TE1000231F001P', 'length'],
    ['注册号:110000000343473', 'length'],
    ['91000000TE1000143I', 'alphabet'],
    ['91350100Ｓ000100Y43', 'alphabet'],
    ['信用代码信用代码信用代码信用代码信用', 'alphabet'],
    ['94350100M000100Y43', 'department'],
    ['97350100M000100Y43', 'department'],
    ['Y2350100M000100Y43', 'department'],
    ['91000000TE1000231G', 'check-digit'],
    ['91440300715267261G', 'check-digit'],
  ])('%s is refused as %s', (text, reason) => expect(checkUscc(text)).toMatchObject({ ok: false, reason }))
  it.each([
    ['91000000te1000397x', '91000000TE1000397X'],
    [' 9144030071526726xg\u3000', '9144030071526726XG'],
    ['914403-00 71526726-XG', '9144030071526726XG'],
    ['９１４４０３００７１５２６７２６ＸＧ', '9144030071526726XG'],
    ['\ufeff91440300\u200b71526726XG', '9144030071526726XG'],
    ["'9144030071526726XG", '9144030071526726XG'],
    ['91000000TE100438xx', '91000000TE100438XX'],
    ['91000000TE100016xK', '91000000TE100016XK'],
  ])('%s means %s', (text, value) => expect(checkUscc(text)).toEqual({ ok: true, value }))
  it('offers the corrected last character, also for one outside the alphabet', () => {
    expect(checkUscc('91350100M000100Y44')).toEqual({
      ok: false,
      reason: 'check-digit',
      expected: '91350100M000100Y43',
    })
    expect(checkUscc('91350100M000100Y4Z')).toEqual({
      ok: false,
      reason: 'alphabet',
      expected: '91350100M000100Y43',
    })
  })
  it('offers nothing when the inner organisation code does not confirm the rest', () =>
    expect(checkUscc('91440301715267261G')).not.toHaveProperty('expected'))
  it('passes the outer check but not the inner one', () =>
    expect(checkUscc(usccOf('91440300715267261'))).toEqual({ ok: false, reason: 'organisation-code' }))
  it('is believed with three X in a row only when both checks agree, never with four', () => {
    const withX = (stem: string) => usccOf(`91110000${organisationCodeOf(stem)}`)
    expect(checkUscc(withX('MA1XXX12')).ok).toBe(true)
    expect(checkUscc(withX('MAXXXX12'))).toEqual({ ok: false, reason: 'masked' })
    expect(checkUscc('91110000MA1XXX1211')).toEqual({ ok: false, reason: 'masked' })
  })
  it('takes every department the standard has, letters included', () =>
    fc.assert(
      fc.property(anyUscc, (code) => checkUscc(code).ok && organisationCodeIn(code) === code.slice(8, 17)),
    ))
  it('notices every single wrong character', () =>
    fc.assert(
      fc.property(anyUscc, fc.nat(17), fc.constantFrom(...alphabet), (code, at, letter) => {
        fc.pre(code[at] !== letter)
        return !checkUscc(code.slice(0, at) + letter + code.slice(at + 1)).ok
      }),
    ))
  it.each([
    ['91440300192203821', 'enterprise'],
    ['92', 'individual-business'],
    ['93', 'cooperative'],
    ['51', 'social-organisation'],
    ['13', 'social-organisation'],
    ['81', 'social-organisation'],
    ['12100000400002259P', 'public-institution'],
    ['11', 'government'],
    ['N2', 'other-organisation'],
    ['__proto__', 'other-organisation'],
    ['', 'other-organisation'],
  ])('of %s belongs to the kind %s', (code, kind) => expect(usccDepartment(code)).toBe(kind))
  it.each(['', '9', '9144030071526726SX', 'É'.repeat(17)])('cannot be made of %s', (text) =>
    expect(() => usccOf(text)).toThrow(RangeError),
  )
})

describe('a suggested code', () => {
  it.each([
    ['9I35OIOOM0OOI0OY43', '91350100M000100Y43'],
    ['914403001922O382I6', '914403001922038216'],
    ['统一社会信用代码:914403001922038216', '914403001922038216'],
    ['9144030019220382160001P', '914403001922038216'],
    ['91350100M000100Y43', '91350100M000100Y43'],
  ])('for %s is %s', (text, code) => expect(suggestUscc(text)).toBe(code))
  it.each([
    ['914403001922038216 91330100799655058B', 'two candidates'],
    ['91000000**********', 'a mask'],
    ['91000000TE1000231G', 'a wrong check character'],
    ['110000000343473', 'another number'],
    ['9'.repeat(100_000), 'too long'],
    ['', 'nothing'],
  ])('is not given for %s: %s', (text) => expect(suggestUscc(text)).toBeNull())
})

describe('an organisation code', () => {
  it.each(['71526726X', '600037341', '100003962', 'MA1B3N1N2', 'D2143569X'])('%s is accepted', (code) => {
    expect(checkOrganisationCode(`${code.slice(0, 8)}-${code.slice(8).toLowerCase()}`)).toEqual({
      ok: true,
      value: code,
    })
    expect(organisationCodeOf(code.slice(0, 8))).toBe(code)
  })
  it.each([
    ['71526726-1', { reason: 'check-digit', expected: '71526726X' }],
    ['7152672', { reason: 'length' }],
    ['715267*6X', { reason: 'masked' }],
    ['7152６726人', { reason: 'check-digit', expected: '71526726X' }],
    ['7人526726X', { reason: 'alphabet' }],
    ['－', { reason: 'empty' }],
  ])('%s is refused', (text, fault) => expect(checkOrganisationCode(text)).toEqual({ ok: false, ...fault }))
})

describe('a registration number', () => {
  it.each([
    '110000000343473',
    '440301103448669',
    '330203000030639',
    '330200400070010',
    '330200600002522',
    '440301103097413',
  ])('%s is accepted', (number) => {
    expect(checkRegistrationNumber(number)).toEqual({ ok: true, value: number })
    expect(registrationNumberOf(number.slice(0, 14))).toBe(number)
  })
  it('of 13 digits is accepted as legacy, unchecked', () =>
    expect(checkRegistrationNumber('1100001100626')).toEqual({
      ok: true,
      value: '1100001100626',
      legacy: true,
    }))
  it.each([
    ['110000000343474', { reason: 'check-digit', expected: '110000000343473' }],
    ['企独苏总字第000123号甲乙', { reason: 'alphabet' }],
    ['11000000034347', { reason: 'length' }],
    ['110000********3', { reason: 'masked' }],
    ['', { reason: 'empty' }],
  ])('%s is refused', (text, fault) => expect(checkRegistrationNumber(text)).toEqual({ ok: false, ...fault }))
})

describe('a resident identity number', () => {
  it.each(['11010519491231002X', '440524188001010014', '360426199101010071'])(
    '%s has the right check character',
    (number) => expect(residentIdOf(number.slice(0, 17))).toBe(number),
  )
  it.each([
    ['11010519491231002x', '11010519491231002X'],
    ['360426199101010071', '360426199101010071'],
    ['110105 19491231 002X', '11010519491231002X'],
    ['110105491231002', '11010519491231002X'],
    [residentIdOf('83000019900101001'), residentIdOf('83000019900101001')],
    [residentIdOf('91115619900101001'), residentIdOf('91115619900101001')],
  ])('%s is accepted as %s', (text, value) =>
    expect(checkResidentId(text, today)).toEqual({ ok: true, value }),
  )
  it.each([
    ['110105194912310021', { reason: 'check-digit', expected: '11010519491231002X' }],
    ['440524188001010014', { reason: 'birth-date' }],
    ['110105202702300019', { reason: 'birth-date' }],
    ['110105202612310019', { reason: 'birth-date' }],
    ['160105199001010019', { reason: 'region' }],
    ['110105************', { reason: 'masked' }],
    ['1101051xxxxxxxxxxx', { reason: 'masked' }],
    ['X10105199001010019', { reason: 'alphabet' }],
    ['1101051990010100', { reason: 'length' }],
    ['', { reason: 'empty' }],
  ])('%s is refused', (text, fault) => expect(checkResidentId(text, today)).toEqual({ ok: false, ...fault }))
  it('was valid in the lifetime of a person born in 1880', () =>
    expect(checkResidentId('440524188001010014', '1990-01-01').ok).toBe(true))
})

describe('a taxpayer number', () => {
  it.each([
    '914403001922038216',
    '44030071526726X'.padStart(15, '4'),
    '110105491231002',
    '11010519491231002XL0',
    '11010519491231002X',
  ])('%s is accepted', (number) => expect(checkTaxNumber(number)).toEqual({ ok: true, value: number }))
  it.each([
    ['440300715267261', { reason: 'check-digit' }],
    ['110105194912310021', { reason: 'check-digit', expected: '11010519491231002X' }],
    ['91350100M000100Y44', { reason: 'check-digit', expected: '91350100M000100Y43' }],
    ['4403007152672', { reason: 'length' }],
    ['440300********X', { reason: 'masked' }],
    ['四四〇三〇〇七一五二六七二六一', { reason: 'alphabet' }],
  ])('%s is refused', (text, fault) => expect(checkTaxNumber(text)).toEqual({ ok: false, ...fault }))
})

it('no check throws or takes anything hostile for a number', () => {
  const checks = [checkUscc, checkOrganisationCode, checkRegistrationNumber, checkTaxNumber]
  const huge = [
    '9'.repeat(100_000),
    '\0'.repeat(100_000),
    ' '.repeat(100_000),
    '-9'.repeat(50_000),
    '\ud800'.repeat(1_000),
  ]
  for (const check of checks) for (const text of huge) expect(check(text).ok).toBe(false)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) =>
      [...checks.map((check) => check(text)), checkResidentId(text, today)].every(
        (found) => typeof found.ok === 'boolean',
      ),
    ),
  )
})
