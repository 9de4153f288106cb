import { type Static, Type } from '@sinclair/typebox'

/** One OpenID Connect provider of the file IDENTITY_PROVIDERS names. */
export const ProviderShape = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,30}$' }),
    title: Type.String({ minLength: 1, maxLength: 60 }),
    issuer: Type.String({ pattern: '^https?://[^\\s?#]{1,300}$' }),
    clientId: Type.String({ minLength: 1, maxLength: 200 }),
    /** Private key (JWK) the platform proves itself with; a shared secret where the provider knows nothing better. */
    clientKey: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    clientSecret: Type.Optional(Type.String({ minLength: 16, maxLength: 500 })),
    scope: Type.String({ minLength: 6, maxLength: 300 }),
    /** Which claims tell what; a provider of companies names `uscc`, one of persons `number`. */
    claims: Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 100 }),
        number: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
        company: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
        uscc: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
      },
      { additionalProperties: false },
    ),
    /** Whether the provider itself checked name and number (a government's unified identity); else we check. */
    realName: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type Provider = Static<typeof ProviderShape>

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
