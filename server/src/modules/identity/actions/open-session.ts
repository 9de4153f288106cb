import { randomBytes, randomUUID } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { sessionCookie } from '../../../kernel/http/index.ts'
import type { Cookie } from '../../../kernel/route.ts'
import { absoluteMs } from '../rules/stay.ts'
import { insertDevice } from '../store/attempts.ts'
import { insertSession, renewSession } from '../store/sessions.ts'
import { deviceCookie } from './throttle.ts'

const deviceDays = 90
const newId = () => randomBytes(32).toString('base64url')
const bytes = (text: string) => Buffer.from(digestOf(text), 'hex')
const cookieOf = (value: string): Cookie => ({ name: sessionCookie, value, seconds: absoluteMs / 1_000 })

/** Begins a session: 256 random bits go to the browser, their digest is kept. Whatever id a browser had is not used. */
export async function openSession(
  ctx: Ctx,
  accountId: string,
  isFull: boolean,
  from: { address: string; agent: string | undefined },
): Promise<{ id: string; cookies: Cookie[] }> {
  const [id, value] = [randomUUID(), newId()]
  await insertSession(ctx, {
    id,
    digest: bytes(value),
    account_id: accountId,
    is_full: isFull,
    agent: (from.agent ?? '').slice(0, 200),
    address: from.address.slice(0, 45),
    created_at: ctx.now,
    proven_at: ctx.now,
    seen_at: ctx.now,
  })
  return { id, cookies: [cookieOf(value), ...(isFull ? [await deviceOf(ctx, accountId)] : [])] }
}

/** Gives a session a new id after more was shown; the old one opens nothing from now on. Null when it has ended. */
export async function raiseSession(
  ctx: Ctx,
  session: { id: string; accountId: string },
  isFull: boolean,
  factorShown = true,
): Promise<Cookie[] | null> {
  const value = newId()
  const isDone = await renewSession(ctx, session.id, {
    digest: bytes(value),
    is_full: isFull,
    factor_shown: factorShown,
  })
  return isDone ? [cookieOf(value), ...(isFull ? [await deviceOf(ctx, session.accountId)] : [])] : null
}

/** Remembers the browser, so that an attack from elsewhere does not slow it. It opens nothing. */
async function deviceOf(ctx: Ctx, accountId: string): Promise<Cookie> {
  const value = newId()
  const expiresAt = new Date(ctx.now.getTime() + deviceDays * 86_400_000)
  await insertDevice(ctx, { digest: bytes(value), account_id: accountId, expires_at: expiresAt })
  return { name: deviceCookie, value, seconds: deviceDays * 86_400 }
}
