import { maskIn, maskPersonName } from '@xinqiao/standards'
import type { CatalogField } from './catalog-parts.ts'
import { maskedText, maskOf } from './shown.ts'

/**
 * A cell as it was sent, as staff may see it: numbers of persons masked, names too unless they are `clear` to the
 * reader. Null for what records keep sealed: secret fields, and columns the catalog does not know (`field` null).
 */
export function shownCell(
  text: string,
  field: CatalogField | null,
  names: { isPerson: boolean; are: 'clear' | 'masked' },
): string | null {
  const mask = field === null ? 'secret' : names.isPerson ? 'person-name' : maskOf(field)
  if (mask === 'secret') return null
  if (mask === 'person-name') return names.are === 'masked' ? maskPersonName(text.trim()) : maskIn(text)
  return mask === 'address' ? maskIn(text) : maskedText(text, mask)
}
