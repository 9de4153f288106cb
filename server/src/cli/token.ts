import { issueToken, listTokens, permissions, revokeToken, type TokenRow } from '../modules/identity/index.ts'
import { withSession } from './session.ts'
import { declareVerb, type Given, UsageProblem } from './verb.ts'

export const verb = declareVerb({
  name: 'token',
  summary: 'Issue an access token, which is shown once; list tokens; revoke one.',
  args: '<name> | list | revoke <id>',
  argsMin: 1,
  argsMax: 2,
  options: {
    org: { type: 'string', value: 'ID', describe: 'Organisation whose things alone the token reaches.' },
    permissions: { type: 'string', value: 'LIST', describe: `Comma list of: ${permissions.join(', ')}.` },
    days: { type: 'string', value: 'N', describe: 'Valid for so many days, 1 to 365; 90 when absent.' },
  },
  run: async (given) => {
    const [word, id] = given.args
    if (word !== 'list' && word !== 'revoke') return issue(given)
    if (['org', 'permissions', 'days'].some((name) => given.options[name] !== undefined))
      throw new UsageProblem(`--org, --permissions and --days belong to a new token, not to ${word}.`)
    if (word === 'revoke') return revoke(id, given.json)
    if (id !== undefined) throw new UsageProblem('xinqiao token list takes nothing more.')
    return list(given.json)
  },
})

async function issue({ args, options, json }: Given): Promise<number> {
  if (args.length > 1) throw new UsageProblem('A token has one name; put it in quotation marks.')
  const wish = { name: args[0]!, ...wishOf(options) }
  return withSession(async ({ ctx }) => {
    const issued = await ctx().inTransaction((tx) => issueToken(tx, wish))
    process.stdout.write(json ? `${JSON.stringify(issued)}\n` : `${issued.token}\n`)
    return 0
  })
}

function wishOf(options: Given['options']): { orgId: string | null; permissions: string[]; days: number } {
  const asked = String(options.permissions ?? '')
    .split(',')
    .filter(Boolean)
  const unknown = asked.find((p) => !(permissions as readonly string[]).includes(p))
  const days = Number(options.days ?? 90)
  if (asked.length === 0 || unknown !== undefined)
    throw new UsageProblem(
      `--permissions takes ${permissions.join(', ')}${unknown ? `; found ${unknown}` : ''}.`,
    )
  if (!Number.isInteger(days) || days < 1 || days > 365)
    throw new UsageProblem('--days is a number from 1 to 365.')
  const org = options.org as string | undefined
  if (org !== undefined && !/^[\p{L}\p{N}._-]{1,64}$/u.test(org))
    throw new UsageProblem('--org is named by 1–64 letters, digits or . _ -.')
  return { orgId: org ?? null, permissions: asked, days }
}

const list = (json: boolean): Promise<number> =>
  withSession(async ({ ctx }) => {
    const { now } = ctx()
    const tokens = (await listTokens(ctx(), 1_000)).map((token) => ({ ...token, state: stateOf(token, now) }))
    if (json) process.stdout.write(`${JSON.stringify(tokens)}\n`)
    else
      for (const t of tokens)
        process.stdout.write(
          `${t.id}  ${t.state.padEnd(7)}  until ${t.expiresAt.toISOString().slice(0, 10)}  ${t.orgId ?? '(all)'}  ${t.permissions.join(',')}  ${t.name.replace(/\p{Cc}/gu, ' ')}\n`,
        )
    return 0
  })

const stateOf = (token: TokenRow, now: Date): 'revoked' | 'expired' | 'valid' =>
  token.revokedAt !== null ? 'revoked' : token.expiresAt <= now ? 'expired' : 'valid'

async function revoke(id: string | undefined, json: boolean): Promise<number> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id ?? ''))
    throw new UsageProblem('xinqiao token revoke takes the id of a token; xinqiao token list tells it.')
  return withSession(async ({ ctx }) => {
    const isDone = await ctx().inTransaction((tx) => revokeToken(tx, id!.toLowerCase()))
    if (json) process.stdout.write(`${JSON.stringify({ revoked: isDone })}\n`)
    else if (isDone) process.stdout.write('Revoked; it is refused within a second.\n')
    else process.stderr.write('There is no such token in use: it never was, or was revoked before.\n')
    return isDone ? 0 : 1
  })
}
