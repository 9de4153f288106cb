import { type Static, Type } from '@sinclair/typebox'

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'Civil day, YYYY-MM-DD.' })

/** A text in the platform's languages; zh-CN is the law's own wording. */
export const Texts = Type.Object(
  {
    'zh-CN': Type.String({ minLength: 1 }),
    'zh-Hant': Type.Optional(Type.String()),
    en: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
)
export type Texts = Static<typeof Texts>

/** Who may see a value: everybody, whoever the subject authorises, government bodies, nobody but the owner of the record. */
export const Openness = Type.Union(
  ['public', 'authorised', 'shared', 'secret'].map((v) =>
    Type.Literal(v as 'public' | 'authorised' | 'shared' | 'secret'),
  ),
)
export type Openness = 'public' | 'authorised' | 'shared' | 'secret'

export const fieldTypes = [
  'text',
  'name',
  'person-name',
  'uscc',
  'registration-number',
  'organisation-code',
  'tax-number',
  'institution-certificate',
  'social-certificate',
  'resident-id',
  'identity-number',
  'document-number',
  'date',
  'month',
  'year',
  'amount',
  'decimal',
  'integer',
  'boolean',
  'enum',
  'region',
  'industry',
  'address',
  'phone',
] as const
export type FieldType = (typeof fieldTypes)[number]

const Condition = Type.Object(
  { field: Type.String(), in: Type.Array(Type.String(), { minItems: 1 }) },
  {
    additionalProperties: false,
    description: 'Holds when the cleaned value of `field` is one of `in` (`*` = any value).',
  },
)
export type Condition = Static<typeof Condition>

/** One field of a record kind. */
export const CatalogField = Type.Object(
  {
    code: Type.String({
      pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$',
      description: 'Standard code, e.g. CF_WSH.',
    }),
    title: Texts,
    aliases: Type.Optional(Type.Array(Type.String(), { description: 'Other headers met in real files.' })),
    type: Type.Union(fieldTypes.map((t) => Type.Literal(t))),
    required: Type.Optional(
      Type.Union([Type.Boolean(), Type.Object({ when: Condition }, { additionalProperties: false })]),
    ),
    lengthMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 20000 })),
    unit: Type.Optional(
      Type.Union([Type.Literal('yuan'), Type.Literal('wan-yuan')], {
        description: 'Unit a bare number is in; stored values are yuan, exact decimal text.',
      }),
    ),
    codes: Type.Optional(Type.String({ description: 'Code table of an enum, e.g. penalty-kinds.' })),
    many: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 3,
        description: 'Separator when the cell holds several values.',
      }),
    ),
    openness: Type.Optional(Openness),
    volatile: Type.Optional(
      Type.Boolean({
        description:
          'Changes with every delivery, e.g. a date of update: a change of it alone is no correction of the fact.',
      }),
    ),
    mask: Type.Optional(
      Type.Union(
        ['person-name', 'identity-number', 'phone', 'address', 'account'].map((m) => Type.Literal(m)),
      ),
    ),
    note: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type CatalogField = Static<typeof CatalogField>

/** A check across fields. `code` names a check of the cleaning module; parameters are field codes and literals. */
export const CatalogCheck = Type.Object(
  {
    check: Type.Union(
      [
        'date-order',
        'not-future',
        'not-before',
        'amount-in-text',
        'class-with-amount',
        'organ-department',
        'equal-length',
        'not-a-penalty',
      ].map((c) => Type.Literal(c)),
    ),
    fields: Type.Array(Type.String(), {
      minItems: 1,
      maxItems: 4,
      description: 'Fields in the order the check expects.',
    }),
    after: Type.Optional(
      Type.Array(Type.String(), { description: 'amount-in-text: words the amount follows, e.g. 罚款.' }),
    ),
    value: Type.Optional(
      Type.String({ description: 'class-with-amount: the enum value; not-before: the day.' }),
    ),
    level: Type.Optional(
      Type.Union([Type.Literal('reject'), Type.Literal('doubt'), Type.Literal('warn')], {
        description: 'What a failed check means; warn when absent.',
      }),
    ),
    note: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type CatalogCheck = Static<typeof CatalogCheck>

/** Where in the record the subject and its dates are found. Values are field codes. */
export const SubjectPointers = Type.Object(
  {
    name: Type.String(),
    class: Type.Optional(Type.String({ description: 'Counterparty class 行政相对人类别.' })),
    uscc: Type.Optional(Type.String()),
    registrationNumber: Type.Optional(Type.String()),
    organisationCode: Type.Optional(Type.String()),
    taxNumber: Type.Optional(Type.String()),
    institutionCertificate: Type.Optional(Type.String()),
    socialCertificate: Type.Optional(Type.String()),
    residentId: Type.Optional(Type.String()),
    identityKind: Type.Optional(Type.String()),
    identityNumber: Type.Optional(Type.String()),
    foreignCode: Type.Optional(
      Type.String({
        description: 'Code given by a registry outside the mainland; unique within that registry.',
      }),
    ),
    legalRepresentative: Type.Optional(Type.String()),
    region: Type.Optional(Type.String()),
    address: Type.Optional(Type.String()),
    industry: Type.Optional(Type.String()),
    formerNames: Type.Optional(Type.String()),
    nameIdentifies: Type.Optional(
      Type.Boolean({
        description:
          'The source has no codes: name and place identify a subject within this kind, and nowhere else.',
      }),
    ),
  },
  { additionalProperties: false },
)
export type SubjectPointers = Static<typeof SubjectPointers>

/**
 * An older layout of the same kind: header → field code, or null for a column kept but not mapped. `optional` lists
 * required fields that this layout never had; `withdrawnWhen` takes the place of the item's.
 */
export const CatalogLayout = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    optional: Type.Optional(Type.Array(Type.String())),
    withdrawnWhen: Type.Optional(Condition),
    headers: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
  },
  { additionalProperties: false },
)
export type CatalogLayout = Static<typeof CatalogLayout>

/** One record kind: what may be collected, how it is checked, who may see it, for how long, on what legal basis. */
export const CatalogItem = Type.Object(
  {
    kind: Type.String({
      pattern: '^[a-z][a-z0-9-]{1,63}$',
      description: 'Stable code, e.g. administrative-penalty.',
    }),
    title: Texts,
    category: Type.Union(
      [
        'registration',
        'judicial',
        'administrative',
        'occupation',
        'abnormal-list',
        'serious-list',
        'contract',
        'commitment',
        'evaluation',
        'compliance',
        'honour',
        'intellectual-property',
        'voluntary',
      ].map((c) => Type.Literal(c)),
      { description: 'Category of the national catalogue.' },
    ),
    nature: Type.Union([Type.Literal('positive'), Type.Literal('neutral'), Type.Literal('negative')]),
    standard: Type.Optional(Type.String()),
    provider: Type.Optional(Type.String()),
    subjectKinds: Type.Array(
      Type.Union(['organisation', 'individual-business', 'person'].map((k) => Type.Literal(k))),
      { minItems: 1 },
    ),
    openness: Openness,
    sharingScope: Type.Optional(Type.String()),
    retentionYears: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    updateFrequency: Type.Optional(Type.String()),
    reportWithinWorkingDays: Type.Optional(Type.Integer({ minimum: 1 })),
    key: Type.Array(Type.String(), {
      minItems: 1,
      description: 'Fields that name one fact at its source; $subject stands for the resolved subject.',
    }),
    subject: SubjectPointers,
    occurredOn: Type.String({ description: 'Field with the day the fact arose.' }),
    effectiveFrom: Type.Optional(Type.String()),
    effectiveTo: Type.Optional(Type.String()),
    /** Field and values that say the act was withdrawn or is void. */
    withdrawnWhen: Type.Optional(Condition),
    documentNumber: Type.Optional(Type.String()),
    organ: Type.Optional(Type.String()),
    organCode: Type.Optional(Type.String()),
    /** Fields shown first, in this order, on a page; the first is the headline. */
    headline: Type.Optional(Type.Array(Type.String(), { maxItems: 4 })),
    /** `snapshot`: each batch lists everything that holds; what is missing from the next one has been removed. */
    feed: Type.Optional(Type.Union([Type.Literal('events'), Type.Literal('snapshot')])),
    fields: Type.Array(CatalogField, { minItems: 1, maxItems: 400 }),
    checks: Type.Optional(Type.Array(CatalogCheck)),
    layouts: Type.Optional(Type.Array(CatalogLayout)),
    validFrom: day,
    validTo: Type.Optional(day),
    version: Type.String(),
    legalBasis: Type.Array(Type.String(), { minItems: 1 }),
    note: Type.Optional(Type.String()),
  },
  { additionalProperties: false, $id: 'catalog-item' },
)
export type CatalogItem = Static<typeof CatalogItem>

/** Tables a compiled cleaner looks things up in. Every lookup is O(1) or remembered. */
export type CodeLookups = {
  /** Canonical code of an enum value: by code, title or alias; undefined when unknown. */
  enumOf(table: string, text: string): string | undefined
  /** Title (zh-CN) of an enum code. */
  enumTitle(table: string, code: string): string | undefined
  /**
   * The region of a code (6, 9 or 12 digits, also abolished) or a name, on a day. An abolished one answers with its
   * one successor where it has exactly one; `unknown` is a code that no edition of the table has.
   */
  regionOf(
    text: string,
    day: string | null,
  ): { code: string; state: 'current' | 'abolished' | 'unknown' } | undefined
  /** Industry code with its section letter from F5132, 5132, 5132.0 or a title. */
  industryOf(text: string): string | undefined
}
