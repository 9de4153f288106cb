import { holdsResidentNumber, maskIdentityNumber, maskIn } from '@xinqiao/standards'
import type { Ctx } from '../../../kernel/context.ts'
import type { CatalogItem } from '../../catalog/index.ts'

type Keys = Ctx['keys']
export type Values = Record<string, string | string[]>

/** Where a sealed part of a record is sealed for; it opens nowhere else. */
export const sealPlace = (recordId: string, field: string): string => `archive.record|${field}|${recordId}`

/** How a sealed value looks inside a payload. */
export const sealMark = 'sealed:'

export type Parts = {
  recordId: string
  values: Values
  extra: Record<string, string> | null
  /** The person whose key seals the record: all of it, not only what is secret. */
  owner: string | undefined
  /** What `hiddenIn` found in the values. */
  hidden: Hidden | null
}

/** A record without what may not stand in clear, and that apart. */
export type Hidden = { open: Values; hidden: Values }

/**
 * How a record is kept: `$sealed` holds the secret fields and texts with a person's number in them, in one cell;
 * in clear such texts stand masked. Columns the catalog does not know are sealed as `$extra`: nobody has said who may
 * see them. Of a person nothing stands in clear: all of it is sealed as `$person`. `content` is the record as JSON.
 */
export function payloadOf(keys: Keys, parts: Parts, content: string): string {
  const { recordId, values, extra, owner, hidden } = parts
  if (hidden === null && extra === null && owner === undefined) return content
  const seal = (field: string, text: string) => sealMark + keys.seal(text, sealPlace(recordId, field), owner)
  const open = hidden?.open ?? values
  const rest = extra === null ? {} : { $extra: seal('$extra', JSON.stringify(extra)) }
  if (owner !== undefined) {
    const whole: Whole = [open, hidden?.hidden ?? null]
    return JSON.stringify({ $person: seal('$person', JSON.stringify(whole)), ...rest })
  }
  return JSON.stringify({
    ...open,
    ...(hidden === null ? {} : { $sealed: seal('$sealed', JSON.stringify(hidden.hidden)) }),
    ...rest,
  })
}

/** What may not stand in clear, and the record without it; null when all of it may. */
export function hiddenIn(item: CatalogItem, values: Values): Hidden | null {
  const plan = planOf(item)
  let hidden: Values | null = null
  let open = values
  const hide = (code: string, masked: string | string[] | undefined) => {
    if (hidden === null) {
      hidden = {}
      open = { ...values }
    }
    hidden[code] = values[code]!
    if (masked === undefined) delete open[code]
    else open[code] = masked
  }
  for (const code of plan.secrets) if (values[code] !== undefined) hide(code, undefined)
  for (const { code, mask } of plan.texts) {
    const value = values[code]
    if (value === undefined) continue
    const masked = Array.isArray(value) ? value.map(mask) : mask(value)
    const isSame = Array.isArray(masked) ? masked.every((part, i) => part === value[i]) : masked === value
    if (!isSame) hide(code, masked)
  }
  return hidden === null ? null : { open, hidden }
}

/** What is sealed of a person's record: what may be read, and what is hidden. */
type Whole = [open: Values, hidden: Values | null]

/** A payload as it can be read, without what is hidden; empty when the key of its person was destroyed. */
export function openValues(keys: Keys, payload: Record<string, unknown>, recordId: string): Values {
  const { $person, $sealed: _, $extra: __, ...open } = payload as Values
  return $person === undefined ? open : (opened<Whole>(keys, $person, recordId, '$person')?.[0] ?? {})
}

/** Everything a payload holds, in clear: for showing a field masked, and for whoever may see one. */
export function revealed(
  keys: Keys,
  payload: Record<string, unknown>,
  recordId: string,
): { values: Values; extra: Record<string, string> | null } {
  const whole =
    payload.$person === undefined ? null : opened<Whole>(keys, payload.$person, recordId, '$person')
  const values = payload.$person === undefined ? openValues(keys, payload, recordId) : { ...whole?.[0] }
  for (const [code, value] of Object.entries(values))
    if (typeof value === 'string' && value.startsWith(sealMark))
      values[code] = opened(keys, value, recordId, code, (text) => text) ?? value
  const hidden =
    payload.$sealed === undefined ? whole?.[1] : opened<Values>(keys, payload.$sealed, recordId, '$sealed')
  const extra =
    payload.$extra === undefined
      ? null
      : opened<Record<string, string>>(keys, payload.$extra, recordId, '$extra')
  return { values: { ...values, ...(hidden ?? {}) }, extra }
}

function opened<T>(
  keys: Keys,
  cell: unknown,
  recordId: string,
  field: string,
  read: (text: string) => T = JSON.parse,
): T | null {
  try {
    return read(keys.open(String(cell).slice(sealMark.length), sealPlace(recordId, field)))
  } catch (error) {
    if ((error as Error).name === 'Forgotten') return null
    throw error
  }
}

type Plan = { secrets: string[]; texts: { code: string; mask: (value: string) => string }[] }
const plans = new WeakMap<CatalogItem, Plan>()

const running = new Set(['text', 'name', 'address', 'person-name'])
const maybePersons = new Set(['tax-number', 'institution-certificate', 'social-certificate'])
const maskNumber = (value: string) =>
  holdsResidentNumber(value) ? maskIdentityNumber(value, 'public') : value

function planOf(item: CatalogItem): Plan {
  const known = plans.get(item)
  if (known) return known
  const plan: Plan = { secrets: [], texts: [] }
  for (const { code, type, openness } of item.fields) {
    if ((openness ?? item.openness) === 'secret') plan.secrets.push(code)
    else if (running.has(type)) plan.texts.push({ code, mask: maskIn })
    else if (maybePersons.has(type)) plan.texts.push({ code, mask: maskNumber })
  }
  plans.set(item, plan)
  return plan
}
