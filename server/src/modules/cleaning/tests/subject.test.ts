import { residentIdOf, usccOf } from '@xinqiao/standards'
import { describe, expect, it } from 'vitest'
import { classKindOf, formKindOf } from '../rules/subject-kind.ts'
import { cleanPenalty, told } from './cleaning-one.ts'
import { goodUscc } from './penalty-item.ts'

const schemes = (row: ReturnType<typeof cleanPenalty>) =>
  row.subject.identifiers.map(({ scheme, value }) => `${scheme} ${value}`)
const person = { CF_XDR_MC: '张三', CF_XDR_LB: '自然人', CF_XDR_SHXYM: '' }
const number = '11010519491231002X'

describe('the subject of a row', () => {
  it('is known by the unified code and the organisation code inside it, strongest first', () => {
    const row = cleanPenalty()
    expect(row.findings).toEqual([])
    expect(row.subject).toMatchObject({
      kind: 'enterprise',
      name: '云港市星桥食品有限公司',
      regionCode: '350100',
    })
    expect(schemes(row)).toEqual([`uscc ${goodUscc}`, 'organisation-code M000100Y4'])
  })
  it('takes its kind from the department that gave the code', () => {
    const individual = usccOf('92350100M000100Y4')
    const row = cleanPenalty({ CF_XDR_SHXYM: individual, CF_XDR_LB: '个体工商户' })
    expect(row.subject.kind).toBe('individual-business')
    const differs = cleanPenalty({ CF_XDR_LB: '个体工商户' })
    expect(differs.subject.kind).toBe('enterprise')
    expect(told(differs.findings)).toEqual(['doubt class-differs CF_XDR_LB'])
  })
  it('never gets an identity from a masked code', () => {
    for (const masked of [
      '91430102**********',
      '915206****7FMTAX63',
      '91430681XXXXXXXXXX',
      '91430281691828xxxx',
    ]) {
      const row = cleanPenalty({ CF_XDR_SHXYM: masked, CF_XDR_LB: '个体工商户' })
      expect(told(row.findings)).toEqual(['warning identifier-masked CF_XDR_SHXYM'])
      expect(row.subject.identifiers).toEqual([])
      expect(row.values.CF_XDR_SHXYM).toBeUndefined()
    }
  })
  it('is not identified by a code with a wrong check character, whose correction is only suggested', () => {
    const row = cleanPenalty({ CF_XDR_SHXYM: '91350100M000100Y4Z' })
    expect(told(row.findings)).toEqual(['error uscc-invalid CF_XDR_SHXYM'])
    expect(row.findings[0]?.suggestion).toBe(goodUscc)
    expect(row.subject.identifiers).toEqual([])
    expect(row.rejected).toBe(true)
  })
  it('may have a wrong unified code when another valid code is there', () => {
    const row = cleanPenalty({ CF_XDR_SHXYM: '91350100M000100Y4Z', CF_XDR_ZZJG: '71526726X' })
    expect(told(row.findings)).toEqual(['warning uscc-invalid CF_XDR_SHXYM'])
    expect(schemes(row)).toEqual(['organisation-code 71526726X'])
    expect(row.rejected).toBe(false)
  })
  it('is not identified by a code inside a longer string', () => {
    const row = cleanPenalty({ CF_XDR_SHXYM: `${goodUscc}001P`, CF_XDR_LB: '个体工商户' })
    expect(told(row.findings)).toEqual(['warning uscc-invalid CF_XDR_SHXYM'])
    expect(row.findings[0]?.suggestion).toBe(goodUscc)
    expect(row.subject.identifiers).toEqual([])
  })
  it('is known by an old registration number typed into the unified code’s column, and the row says so', () => {
    const row = cleanPenalty({
      CF_XDR_SHXYM: '440301103097413',
      CF_XDR_LB: '个体工商户',
      CF_XDR_MC: '云港区星桥食品店',
    })
    expect(told(row.findings)).toEqual([
      'warning uscc-invalid CF_XDR_SHXYM',
      'warning identifier-elsewhere CF_XDR_SHXYM',
    ])
    expect(schemes(row)).toEqual(['registration-number 440301103097413'])
  })
  it('is not identified by thirteen digits, which have no check', () => {
    const row = cleanPenalty({ CF_XDR_SHXYM: '3209231100626', CF_XDR_LB: '个体工商户' })
    expect(row.subject.identifiers).toEqual([])
  })
  it('drops a tax number that only repeats the unified code', () => {
    expect(schemes(cleanPenalty({ CF_XDR_SWDJ: goodUscc }))).toEqual([
      `uscc ${goodUscc}`,
      'organisation-code M000100Y4',
    ])
  })
  it('trusts the unified code when the organisation code differs', () => {
    const row = cleanPenalty({ CF_XDR_ZZJG: '71526726X' })
    expect(told(row.findings)).toEqual(['warning organisation-code-differs CF_XDR_ZZJG'])
    expect(schemes(row)).toEqual([`uscc ${goodUscc}`, 'organisation-code M000100Y4'])
  })
  it('keeps other names of the cell as former names', () => {
    const row = cleanPenalty({ CF_XDR_MC: '云港市星桥食品有限公司（原名：云港市星桥糕点厂）' })
    expect(row.subject.name).toBe('云港市星桥食品有限公司')
    expect(row.subject.formerNames).toEqual(['云港市星桥糕点厂'])
  })
  it('refuses a row without a name even when the code is right', () => {
    expect(told(cleanPenalty({ CF_XDR_MC: ' ' }).findings)).toEqual(['error required-empty CF_XDR_MC'])
  })
  it('refuses a masked name', () => {
    expect(told(cleanPenalty({ CF_XDR_MC: '云港市**食品有限公司' }).findings)).toEqual([
      'error name-masked CF_XDR_MC',
    ])
  })
})

describe('a person', () => {
  it('is known by a valid identity number only', () => {
    const row = cleanPenalty({ ...person, CF_XDR_ZJLX: '身份证', CF_XDR_ZJHM: number })
    expect(row.findings).toEqual([])
    expect(row.subject).toMatchObject({ kind: 'person', name: '张三', regionCode: null })
    expect(schemes(row)).toEqual([`resident-id ${number}`])
  })
  it('cannot be identified by name alone', () => {
    const row = cleanPenalty(person)
    expect(told(row.findings)).toEqual(['error person-unidentified CF_XDR_ZJHM'])
    expect(row.subject.identifiers).toEqual([])
  })
  it('is refused with a wrong number, and the number is never shown in full', () => {
    const wrong = '110105194912310021'
    const row = cleanPenalty({ ...person, CF_XDR_ZJLX: '01', CF_XDR_ZJHM: wrong })
    expect(told(row.findings)).toEqual([
      'warning resident-id-invalid CF_XDR_ZJHM',
      'error person-unidentified CF_XDR_ZJHM',
    ])
    expect(JSON.stringify(row.findings)).not.toContain(wrong)
    expect(JSON.stringify(row.findings)).not.toContain(number)
  })
  it('with a passport is told apart from one with a permit of the same number', () => {
    const row = cleanPenalty({ ...person, CF_XDR_ZJLX: '护照', CF_XDR_ZJHM: 'E12345678' })
    expect(schemes(row)).toEqual(['identity-number 02:E12345678'])
  })
  it('is assumed where nothing speaks for an organisation', () => {
    const row = cleanPenalty({ CF_XDR_MC: '张三', CF_XDR_SHXYM: '', CF_XDR_LB: '个体工商户' })
    expect(row.subject.kind).toBe('person')
    expect(told(row.findings)).toContain('error person-unidentified CF_XDR_ZJHM')
  })
  it('does not become an organisation through a code of its employer', () => {
    const row = cleanPenalty({ ...person, CF_XDR_SHXYM: goodUscc, CF_XDR_ZJLX: '01', CF_XDR_ZJHM: number })
    expect(row.subject.kind).toBe('person')
    expect(schemes(row)).toEqual([`resident-id ${number}`])
    expect(told(row.findings)).toEqual(['doubt class-differs CF_XDR_LB'])
  })
  it('lends no number to an organisation', () => {
    const row = cleanPenalty({ CF_XDR_ZJLX: '01', CF_XDR_ZJHM: number })
    expect(told(row.findings)).toEqual(['warning person-number-on-organisation CF_XDR_ZJHM'])
    expect(schemes(row).join()).not.toContain(number)
  })
  it('has the name masked in every finding', () => {
    const row = cleanPenalty({
      ...person,
      CF_XDR_MC: '张　三\u200b',
      CF_XDR_ZJHM: residentIdOf('11010519491231002'),
    })
    const named = row.findings.filter((finding) => finding.field === 'CF_XDR_MC')
    expect(named.length).toBeGreaterThan(0)
    expect(JSON.stringify(named)).not.toContain('三')
  })
  it('is known by a number typed into the code’s column when its check holds, and the row says so', () => {
    const row = cleanPenalty({ ...person, CF_XDR_SHXYM: number })
    expect(told(row.findings)).toEqual([
      'warning uscc-invalid CF_XDR_SHXYM',
      'warning identifier-elsewhere CF_XDR_SHXYM',
    ])
    expect(schemes(row)).toEqual([`resident-id ${number}`])
    expect(JSON.stringify(row.values)).not.toContain(number)
    const firm = cleanPenalty({
      CF_XDR_SHXYM: number,
      CF_XDR_LB: '个体工商户',
      CF_XDR_MC: '云港区星桥食品店',
    })
    expect(firm.subject.identifiers).toEqual([])
  })
  it('whose number stands in the code’s column is not shown in full', () => {
    const row = cleanPenalty({ ...person, CF_XDR_SHXYM: number })
    expect(JSON.stringify(row.findings)).not.toContain(number)
  })
})

describe('the form of a name', () => {
  it.each([
    ['云港市星桥食品有限公司', 'enterprise'],
    ['云港星桥投资中心（有限合伙）', 'enterprise'],
    ['株式会社星橋', 'enterprise'],
    ['Star Bridge Foods Ltd.', 'enterprise'],
    ['云港市星桥果蔬专业合作社', 'cooperative'],
    ['云港市食品行业协会', 'social-organisation'],
    ['云港大学', 'public-institution'],
    ['云港市交通运输局', 'government'],
    ['星桥食品店', 'other-organisation'],
    ['张行', null],
    ['李庄', null],
    ['王小店', null],
    ['林一舟', null],
  ])('%s speaks for %s', (name, kind) => {
    expect(formKindOf(name)).toBe(kind)
  })
})

describe('the class of a row', () => {
  it.each([
    ['自然人', 'person'],
    ['法人及非法人组织', 'organisation'],
    ['非法人组织', 'organisation'],
    ['个体工商户', 'individual-business'],
    ['有限责任公司(自然人独资)', 'organisation'],
    ['集体分支机构(非法人)', 'organisation'],
    ['个人独资企业', 'organisation'],
    ['未知', null],
  ])('%s means %s', (title, kind) => {
    expect(classKindOf(title)).toBe(kind)
  })
})
