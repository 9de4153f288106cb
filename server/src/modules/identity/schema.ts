import { type Static, Type } from '@sinclair/typebox'
import { PackHead } from '../policy/index.ts'

const closed = { additionalProperties: false }
const Base64Url = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[A-Za-z0-9_-]+$' })

export const Id = Type.String({ format: 'uuid' })
export const Login = Type.String({ minLength: 1, maxLength: 64 })
export const Password = Type.String({ minLength: 1, maxLength: 512 })
export const Code = Type.String({ minLength: 6, maxLength: 40 })
export const OneTimeToken = Type.String({ pattern: '^xi_[A-Za-z0-9_-]{43}$' })
export const PersonName = Type.String({ minLength: 1, maxLength: 60 })
export const PersonNumber = Type.String({ minLength: 15, maxLength: 20 })
export const OrgId = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._-]+$' })
export const RegionPrefix = Type.String({ pattern: '^\\d{2}(?:\\d{2}){0,2}$' })
export const Kinds = Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,64}$' }), { minItems: 1, maxItems: 100 })
export const Day = Type.String({ format: 'date' })

/** What browsers add and nothing is read from. */
const extras = {
  clientExtensionResults: Type.Object({}, { additionalProperties: true, maxProperties: 20 }),
  authenticatorAttachment: Type.Optional(Type.String({ maxLength: 40 })),
}

/** What a browser answers when a passkey was made. */
export const Attestation = Type.Object(
  {
    id: Base64Url(1_400),
    rawId: Base64Url(1_400),
    type: Type.Literal('public-key'),
    response: Type.Object(
      {
        clientDataJSON: Base64Url(4_000),
        attestationObject: Base64Url(20_000),
        transports: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 10 })),
        publicKeyAlgorithm: Type.Optional(Type.Integer()),
        publicKey: Type.Optional(Base64Url(4_000)),
        authenticatorData: Type.Optional(Base64Url(8_000)),
      },
      closed,
    ),
    ...extras,
  },
  closed,
)
export type AttestationBody = Static<typeof Attestation>

/** What a browser answers when a passkey has signed. */
export const Assertion = Type.Object(
  {
    id: Base64Url(1_400),
    rawId: Base64Url(1_400),
    type: Type.Literal('public-key'),
    response: Type.Object(
      {
        clientDataJSON: Base64Url(4_000),
        authenticatorData: Base64Url(4_000),
        signature: Base64Url(2_000),
        userHandle: Type.Optional(Base64Url(200)),
      },
      closed,
    ),
    ...extras,
  },
  closed,
)
export type AssertionBody = Static<typeof Assertion>

export const NoticeVersion = Type.String({ pattern: '^[0-9A-Za-z.-]{1,40}$' })
const Both = (maxLength: number) =>
  Type.Object(
    {
      'zh-CN': Type.String({ minLength: 1, maxLength }),
      'zh-Hant': Type.Optional(Type.String({ minLength: 1, maxLength })),
      en: Type.String({ minLength: 1, maxLength }),
    },
    closed,
  )

/** The privacy notice: what people are told about how their information is processed. */
export const PrivacyNotice = Type.Composite(
  [
    PackHead,
    Type.Object({
      summary: Both(2_000),
      sections: Type.Array(Type.Object({ heading: Both(200), text: Both(8_000) }, closed), {
        minItems: 1,
        maxItems: 50,
      }),
      contact: Both(500),
    }),
  ],
  closed,
)
export type PrivacyNotice = Static<typeof PrivacyNotice>

/** What a browser hands to the authenticator. */
export const Ceremony = Type.Object({ challenge: Type.String() }, { additionalProperties: true })

/** What signing in leads to, and what can be shown next. */
export const SignInReply = Type.Object({
  next: Type.Union(
    ['signedIn', 'secondFactor', 'enrolment', 'passwordExpired'].map((one) => Type.Literal(one)),
  ),
  methods: Type.Optional(Type.Array(Type.String())),
  recoveryCodes: Type.Optional(Type.Array(Type.String())),
})

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
