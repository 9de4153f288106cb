import type { Provider } from '../schema.ts'

export type Told = { name: string; number: string | null; uscc: string | null; company: string | null }

/** What a provider's claims say of the person, by its mapping; null without a name or without any number. */
export function toldBy(claims: Readonly<Record<string, unknown>>, map: Provider['claims']): Told | null {
  const read = (name: string | undefined) => {
    const value = name !== undefined && Object.hasOwn(claims, name) ? claims[name] : undefined
    return typeof value === 'string' && value.length > 0 && value.length <= 100 ? value.trim() : null
  }
  const told = {
    name: read(map.name),
    number: read(map.number),
    uscc: read(map.uscc),
    company: read(map.company),
  }
  return told.name === null || (told.number === null && told.uscc === null)
    ? null
    : { ...told, name: told.name }
}
