import {
  holdsResidentNumber,
  maskAccount,
  maskAddress,
  maskIdentityNumber,
  maskIn,
  maskPersonName,
  maskPhone,
} from '@xinqiao/standards'
import type { CatalogField, CatalogItem, Openness } from '../schema.ts'
import type { Audience } from './audience.ts'

/** The classes of data, as the catalog's openness names them. */
export const fieldClasses = ['public', 'shared', 'onAuthorisation', 'secret'] as const
export type FieldClass = (typeof fieldClasses)[number]

/** How much of a value is seen. `staff` and `public` are two depths of mask. */
export type Depth = 'clear' | 'staff' | 'public' | 'hidden'

const classes: Record<Openness, FieldClass> = {
  public: 'public',
  shared: 'shared',
  authorised: 'onAuthorisation',
  secret: 'secret',
}

/** What each audience sees of each class. The one place where that is decided. */
export const depths: Record<FieldClass, Record<Audience, Depth>> = {
  public: {
    public: 'public',
    self: 'clear',
    'own-staff': 'staff',
    staff: 'staff',
    agency: 'staff',
    auditor: 'public',
  },
  shared: {
    public: 'hidden',
    self: 'clear',
    'own-staff': 'staff',
    staff: 'staff',
    agency: 'staff',
    auditor: 'hidden',
  },
  onAuthorisation: {
    public: 'hidden',
    self: 'clear',
    'own-staff': 'staff',
    staff: 'hidden',
    agency: 'clear',
    auditor: 'hidden',
  },
  secret: {
    public: 'hidden',
    self: 'clear',
    'own-staff': 'staff',
    staff: 'hidden',
    agency: 'hidden',
    auditor: 'hidden',
  },
}

/** The class of a field; a field that says nothing has that of its kind. */
export const fieldClassOf = (item: CatalogItem, field: CatalogField): FieldClass =>
  classes[field.openness ?? item.openness]

/** How one field of a kind is shown to one audience. */
export type FieldView = {
  field: CatalogField
  class: FieldClass
  depth: Depth
  show: (value: string) => string
}

const views = new WeakMap<CatalogItem, Map<Audience, FieldView[]>>()

/** The fields of a kind that an audience sees, each with its mask, in the order of the catalog. Made once. */
export function fieldViews(item: CatalogItem, audience: Audience): FieldView[] {
  let known = views.get(item)
  if (!known) {
    known = new Map()
    views.set(item, known)
  }
  const made = known.get(audience)
  if (made) return made
  const tellsBirth = item.fields.some(isBirthDay)
  const fresh = item.fields.flatMap((field): FieldView[] => {
    const of = fieldClassOf(item, field)
    const depth = depths[of][audience]
    return depth === 'hidden' ? [] : [{ field, class: of, depth, show: maskFor(field, depth, tellsBirth) }]
  })
  known.set(audience, fresh)
  return fresh
}

/** The values of a record as an audience sees them; what it may not see is absent. */
export function recordView(
  item: CatalogItem,
  values: Record<string, string | string[]>,
  audience: Audience,
): Record<string, string | string[]> {
  const seen: Record<string, string | string[]> = {}
  for (const { field, show } of fieldViews(item, audience)) {
    const value = values[field.code]
    if (value !== undefined) seen[field.code] = Array.isArray(value) ? value.map(show) : show(value)
  }
  return seen
}

const same = (value: string) => value
const maybePersons = new Set(['tax-number', 'institution-certificate', 'social-certificate'])

/** The mask of a field at a depth. Numbers never keep six and four beside a birth day, which would complete them. */
function maskFor(field: CatalogField, depth: Depth, tellsBirth: boolean): (value: string) => string {
  if (depth === 'clear') return same
  const style = depth === 'staff' && !tellsBirth ? 'staff' : 'public'
  const number = (value: string) => maskIdentityNumber(value, style)
  const { mask, type } = field
  if (mask === 'identity-number' || type === 'resident-id' || type === 'identity-number') return number
  if (mask === 'phone' || type === 'phone') return maskPhone
  if (mask === 'account') return maskAccount
  if (maybePersons.has(type)) return (value) => (holdsResidentNumber(value) ? number(value) : value)
  if (mask === 'person-name' || type === 'person-name') return depth === 'public' ? maskPersonName : maskIn
  if (mask === 'address') return depth === 'public' ? maskAddress : maskIn
  return type === 'text' || type === 'name' || type === 'address' ? maskIn : same
}

const isBirthDay = ({ type, code, title }: CatalogField) =>
  (type === 'date' || type === 'month' || type === 'year') &&
  (/出生/.test(title['zh-CN']) || /birth/i.test(title.en) || /^(?:CSRQ|BIRTH)/i.test(code))
