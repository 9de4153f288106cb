import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { jsonList, list, networks, number, oneOf, origins, text, yesNo } from './config-values.ts'
import { StartProblem } from './start-problem.ts'

type Setting<T> = { name: string; fallback: T; describe: string; read: (text: string) => T | Error }

const setting = <T>(
  name: string,
  fallback: T,
  describe: string,
  read: (value: string) => T | Error,
): Setting<T> => ({ name, fallback, describe, read })

const cores = availableParallelism()

/** Every setting of the platform, in one place: name, default, what it means. */
const settings = {
  home: setting(
    'XINQIAO_HOME',
    join(process.cwd(), '.xinqiao'),
    'Folder of the embedded database, received files and keys.',
    (value) => resolve(value),
  ),
  databaseUrl: setting<string | null>(
    'DATABASE_URL',
    null,
    'PostgreSQL 15 or newer to use instead of the embedded one.',
    (value) =>
      /^postgres(?:ql)?:\/\//.test(value)
        ? value
        : new Error('an address like postgres://user:password@host:5432/database'),
  ),
  keyFile: setting<string | null>(
    'KEY_FILE',
    null,
    'File with the keys; <home>/keys.json when absent. All processes of a cluster need the same.',
    (value) => resolve(value),
  ),
  cryptoSuite: setting(
    'CRYPTO_SUITE',
    'intl' as const,
    'Algorithms that seal what is new: intl (AES-256-GCM) or gm (SM4 with HMAC-SM3). What is there stays readable.',
    oneOf('intl', 'gm') as (v: string) => 'intl' | Error,
  ) as Setting<'intl' | 'gm'>,
  kmsUrl: setting<string | null>(
    'KMS_URL',
    null,
    'Key service that keeps the keys around data keys; the key file when absent.',
    (value) =>
      /^https?:\/\/\S+$/.test(value) ? value : new Error('an address like https://kms.example/keys'),
  ),
  kmsTokenFile: setting<string | null>(
    'KMS_TOKEN_FILE',
    null,
    'File with the token for the key service.',
    (value) => resolve(value),
  ),
  kmsTimeoutMs: setting(
    'KMS_TIMEOUT_MS',
    5_000,
    'How long the key service may take to answer, in milliseconds.',
    number(100, 60_000),
  ),
  host: setting('HOST', '127.0.0.1', 'Address to listen on.', text),
  port: setting('PORT', 8080, 'Port of the pages and the API.', number(0, 65_535)),
  metricsPort: setting(
    'METRICS_PORT',
    9090,
    'Port of health, readiness and metrics, on loopback; the next free one when it is taken.',
    number(0, 65_535),
  ),
  metricsHost: setting('METRICS_HOST', '127.0.0.1', 'Address of health, readiness and metrics.', text),
  role: setting(
    'ROLE',
    'all' as const,
    'What this process does.',
    oneOf('all', 'portal', 'console', 'gateway', 'worker') as (v: string) => 'all' | Error,
  ) as Setting<'all' | 'portal' | 'console' | 'gateway' | 'worker'>,
  logLevel: setting(
    'LOG_LEVEL',
    'info',
    'Least level that is logged.',
    oneOf('debug', 'info', 'warn', 'error', 'silent') as (v: string) => string | Error,
  ),
  localOperator: setting<boolean | null>(
    'LOCAL_OPERATOR',
    null,
    'Whoever sits at this machine may do everything without a token; on when HOST is loopback, and never behind a proxy.',
    yesNo,
  ),
  trustProxy: setting<string[]>(
    'TRUST_PROXY',
    [],
    'Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, comma separated.',
    networks,
  ),
  publicUrl: setting<string | null>(
    'PUBLIC_URL',
    null,
    'Address under which browsers and other systems know this platform; http://localhost:PORT when absent.',
    (value) =>
      /^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/.test(value)
        ? value
        : new Error('an address like https://credit.example.cn'),
  ),
  passwordPolicy: setting(
    'PASSWORD_POLICY',
    'asvs' as const,
    'Rules for passwords: asvs (12 characters, lists of known ones) or mlps3 (also four classes, 90 days).',
    oneOf('asvs', 'mlps3') as (v: string) => 'asvs' | Error,
  ) as Setting<'asvs' | 'mlps3'>,
  identityProviders: setting<readonly unknown[]>(
    'IDENTITY_PROVIDERS',
    [],
    'JSON file with the OpenID Connect providers people may sign in with; see docs/operations.md.',
    jsonList,
  ),
  realName: setting(
    'REAL_NAME',
    'off' as const,
    'How people who register themselves are checked: off (nobody may) or demo (the number must be well formed).',
    oneOf('off', 'demo') as (v: string) => 'off' | Error,
  ) as Setting<'off' | 'demo'>,
  outboundAllow: setting<string[]>(
    'OUTBOUND_ALLOW',
    [],
    'Origins of own systems on inner networks that may be called, e.g. https://kms.inner.example:9443, comma separated; all else must be https on the open internet.',
    origins,
  ),
  clientCertHeader: setting<string | null>(
    'CLIENT_CERT_HEADER',
    null,
    'Header in which the proxies of TRUST_PROXY hand over the certificate of a client they checked (PEM, URL-encoded).',
    (value) => (/^[A-Za-z0-9-]{1,64}$/.test(value) ? value.toLowerCase() : new Error('a header name')),
  ),
  optionalPacks: setting<string[]>(
    'OPTIONAL_PACKS',
    [],
    'Optional packs that are switched on, e.g. evaluation/demo-comprehensive.',
    list,
  ),
  logName: setting(
    'LOG_NAME',
    'xinqiao.local/tlog',
    'Name the transparency logs are signed under, before /audit and /public: the public address without https://. It must never change.',
    (value) =>
      /^[^\s+/][^\s+]{0,180}[^\s+/]$/.test(value)
        ? value
        : new Error('a name without spaces and plus signs, e.g. credit.example.gov.cn/tlog'),
  ),
  witnesses: setting<string | null>(
    'WITNESSES',
    null,
    'File with the witness, group and quorum lines of a tlog-policy; without it checkpoints are published unwitnessed.',
    (value) => resolve(value),
  ),
  inbox: setting<string | null>(
    'INBOX',
    null,
    'Folder watched for files of departments: <inbox>/<provider>/<file>.',
    (value) => resolve(value),
  ),
  uploadBytesMax: setting(
    'UPLOAD_BYTES_MAX',
    2 * 2 ** 30,
    'Largest file taken in, in bytes.',
    number(1, Number.MAX_SAFE_INTEGER),
  ),
  poolMax: setting(
    'POOL_MAX',
    6 + 4 * Math.min(cores, 8),
    'Most database connections of this process.',
    number(4, 200),
  ),
  requestsMax: setting(
    'REQUESTS_MAX',
    256,
    'Requests worked on at once; further ones are answered 503.',
    number(1, 100_000),
  ),
  unmaskPerDay: setting(
    'UNMASK_PER_DAY',
    50,
    'Masked values one person or system may see in clear in a day.',
    number(0, 100_000),
  ),
  ratePerMinute: setting(
    'RATE_PER_MINUTE',
    6_000,
    'Public requests an address may make in a minute; 0 is no limit. Loopback is never limited.',
    number(0, 1_000_000),
  ),
  ratePerPerson: setting(
    'RATE_PER_PERSON',
    1_200,
    'Requests a person who signed in may make in a minute; 0 is no limit.',
    number(0, 1_000_000),
  ),
  ratePerClient: setting(
    'RATE_PER_CLIENT',
    60_000,
    'Requests a system with a token may make in a minute; 0 is no limit.',
    number(0, 10_000_000),
  ),
} as const

export type Config = {
  [K in keyof typeof settings]: (typeof settings)[K] extends Setting<infer T> ? T : never
}

/** Reads all settings. Throws a StartProblem that lists everything that is wrong, a sentence each. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const faults: string[] = []
  const entries = Object.entries(settings).map(([key, { name, fallback, read }]) => {
    const given = env[name]
    if (given === undefined || given === '') return [key, fallback]
    const value = (read as (value: string) => unknown)(given)
    if (!(value instanceof Error)) return [key, value]
    faults.push(
      `${name} is ${name === 'DATABASE_URL' ? 'not' : `"${given.slice(0, 80)}" and not`} ${value.message}.`,
    )
    return [key, fallback]
  })
  if (faults.length > 0) throw new StartProblem(faults.join('\n'))
  return Object.fromEntries(entries) as Config
}

/** Name, default and meaning of every setting, for the documentation. */
export const configTable = () =>
  Object.values(settings).map(({ name, fallback, describe }) => ({
    name,
    fallback: name === 'XINQIAO_HOME' ? './.xinqiao' : String(fallback ?? ''),
    describe,
  }))

/** True for addresses that only this machine reaches. */
export const isLoopback = (host: string): boolean =>
  /^(?:127(?:\.\d{1,3}){3}|::1|localhost|::ffff:127(?:\.\d{1,3}){3})$/.test(host)

/** Which algorithms seal, and who keeps the keys around data keys. */
export const sealingOf = (
  config: Pick<Config, 'cryptoSuite' | 'kmsUrl' | 'kmsTokenFile' | 'kmsTimeoutMs'>,
) => ({
  suite: config.cryptoSuite,
  service:
    config.kmsUrl === null
      ? null
      : { url: config.kmsUrl, tokenFile: config.kmsTokenFile, timeoutMs: config.kmsTimeoutMs },
})

/** Whether whoever sits at this machine acts as operator. */
export const hasLocalOperator = (config: Pick<Config, 'host' | 'localOperator'>): boolean =>
  config.localOperator ?? isLoopback(config.host)

/** The address of the platform as others know it. */
export const publicUrlOf = (config: Pick<Config, 'publicUrl' | 'port'>): string =>
  config.publicUrl ?? `http://localhost:${config.port}`

/** Whether browsers reach the platform through TLS. */
export const isTls = (config: Pick<Config, 'publicUrl'>): boolean =>
  config.publicUrl?.startsWith('https:') ?? false
