import { looksLikePerson, usccDepartment } from '@xinqiao/standards'
import type { SubjectKind } from '../schema.ts'

/** What a class column says; null when it says nothing usable. */
export type ClassKind = 'person' | 'individual-business' | 'organisation'

/** Reads a class in words or by its title: 自然人, 个体工商户, 法人及非法人组织, or a registry's type of enterprise. */
export function classKindOf(title: string): ClassKind | null {
  if (/公司|企业|独资/u.test(title)) return 'organisation'
  if (/个体/u.test(title)) return 'individual-business'
  if (/法人|组织|机构|合作社|团体|单位/u.test(title)) return 'organisation'
  return /^(?:自然人|个人|公民)/u.test(title) ? 'person' : null
}

/** Endings of one character also end names of persons (张行, 李庄): they count from four characters on. */
const shortest = 4
const forms: readonly (readonly [RegExp, SubjectKind])[] = [
  [/合作社(?:联合社|联社)?$/u, 'cooperative'],
  [/(?:公司|集团|企业|有限合伙|普通合伙|事务所|银行|支行|分行|信用社|营业部|农场|林场|矿业)$/u, 'enterprise'],
  [/株式会社|有限会社|合同会社|合資会社|[㈱㈲]|（株）|（有）/u, 'enterprise'],
  [/[ .](?:co|company|corp|corporation|inc|incorporated|limited|llc|llp|ltd|plc|gmbh)\.?$/iu, 'enterprise'],
  [/(?:协会|学会|商会|联合会|促进会|研究会|基金会|总会|同乡会|联谊会)$/u, 'social-organisation'],
  [/(?:大学|学院|学校|中学|小学|幼儿园|医院|卫生院|研究院|研究所|博物馆|图书馆)$/u, 'public-institution'],
  [/(?:人民政府|委员会|[厅局署]|法院|检察院|街道办事处|办公室|支队|大队|总队)$/u, 'government'],
  [
    /(?:商店|超市|商行|经营部|服务部|门市部|批发部|加工部|维修部|网吧|诊所|美容院|中心|分店)$/u,
    'other-organisation',
  ],
]
const shortForms: readonly (readonly [RegExp, SubjectKind])[] = [
  [/[厂矿]$/u, 'enterprise'],
  [/[店铺坊馆摊档吧屋庄行站场]$/u, 'other-organisation'],
]

/** The kind a name's ending speaks for; null when it has no form of an organisation. */
export function formKindOf(name: string): SubjectKind | null {
  const bare = name.replace(/（[^（）]{0,30}）$/u, '')
  const inside = /（([^（）]{0,30})）$/u.exec(name)?.[1] ?? ''
  for (const [form, kind] of forms) if (form.test(bare) || form.test(name) || form.test(inside)) return kind
  if (bare.length >= shortest) for (const [form, kind] of shortForms) if (form.test(bare)) return kind
  return null
}

export type KindEvidence = {
  name: string
  classKind: ClassKind | null
  /** A valid unified code, or null. */
  uscc: string | null
  /** True when another valid identifier of an organisation is there. */
  hasOrganisationNumber: boolean
  /** True when the registration number is one given to individual businesses. */
  isIndividualNumber: boolean
  /** True when a valid number of a person is there. */
  hasPersonNumber: boolean
}

/**
 * Who the row is about, and whether the class column contradicts it. Where nothing speaks for an organisation and
 * the name could be a person's, it is taken for a person: that is the side on which an error does no harm.
 */
export function subjectKind(evidence: KindEvidence): Kind {
  const { name, classKind, uscc } = evidence
  if (uscc !== null && classKind !== 'person') {
    const { kind } = registeredKind(uscc)
    return { kind, differs: classKind === 'individual-business' && kind !== 'individual-business' }
  }
  const form = formKindOf(name)
  if (classKind === 'person') {
    if (form === null || evidence.hasPersonNumber)
      return { kind: 'person', differs: form !== null || uscc !== null }
    return { kind: uscc === null ? form : registeredKind(uscc).kind, differs: true }
  }
  if (evidence.isIndividualNumber) return { kind: 'individual-business', differs: false }
  if (form !== null) {
    const isIndividual = classKind === 'individual-business' && form !== 'cooperative'
    return { kind: isIndividual ? 'individual-business' : form, differs: false }
  }
  const mayBePerson = looksLikePerson(name) || (classKind === null && evidence.hasPersonNumber)
  if (!evidence.hasOrganisationNumber && mayBePerson) return { kind: 'person', differs: classKind !== null }
  return {
    kind: classKind === 'individual-business' ? 'individual-business' : 'other-organisation',
    differs: false,
  }
}

type Kind = { kind: SubjectKind; differs: boolean }
const registered = new Map<number, Kind>()

/** The kind by the department and type of a valid code, remembered by its first two characters: some thirty pairs. */
export function registeredKind(uscc: string): Kind {
  const pair = uscc.charCodeAt(0) * 128 + uscc.charCodeAt(1)
  const known = registered.get(pair)
  if (known !== undefined) return known
  const kind = { kind: usccDepartment(uscc), differs: false }
  registered.set(pair, kind)
  return kind
}
