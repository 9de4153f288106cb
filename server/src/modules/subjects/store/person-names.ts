import type { Keys } from '../../../kernel/crypto/keys.ts'

/** How a sealed text looks in a column that holds clear ones too. */
const mark = 'sealed:'
/** What stands for the name of a person whose key was destroyed. */
export const forgottenName = '***'

/** Where names of persons stand. */
export const namePlaces = {
  subject: (id: string) => `subjects.subject|name|${id}`,
  name: (subjectId: string, nameKey: string) => `subjects.name|name|${subjectId}/${nameKey}`,
  doubt: (id: string) => `subjects.doubt|name|${id}`,
}

/** A person's name as it is kept: sealed with the person's own key. */
export const sealName = (keys: Keys, name: string, place: string, owner: string): string =>
  mark + keys.seal(name, place, owner)

/** The name again; a clear one as it is, stars for a person who was forgotten. */
export function openName(keys: Keys, kept: string, place: string): string {
  if (!kept.startsWith(mark)) return kept
  try {
    return keys.open(kept.slice(mark.length), place)
  } catch (error) {
    if ((error as Error).name === 'Forgotten') return forgottenName
    throw error
  }
}

/** What equal names of persons share: names are compared without being kept. */
export const blindNameKey = (keys: Keys, nameKey: string): string =>
  nameKey.startsWith('p:') ? nameKey : `p:${keys.blind('subjects.name', nameKey)}`

/** A name under the present keys: null when it is so already, or when its key was destroyed. */
export function resealedName(keys: Keys, kept: string, place: string, owner: string): string | null {
  if (!kept.startsWith(mark)) return kept === forgottenName ? null : sealName(keys, kept, place, owner)
  const cell = Buffer.from(kept.slice(mark.length), 'base64url')
  if (!keys.isOutdated(cell, 'subjects.subject')) return null
  const fresh = keys.reseal(cell, place)
  return fresh && mark + fresh.toString('base64url')
}
