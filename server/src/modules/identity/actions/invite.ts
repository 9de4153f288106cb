import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { invitationMs } from '../rules/stay.ts'
import { saveInvitation } from '../store/credentials.ts'

export type Invitation = { token: string; expiresAt: string }

/** The digest a one-time token is kept as. */
export const invitationDigest = (token: string): Buffer => Buffer.from(digestOf(token), 'hex')

/**
 * A one-time token with which the holder of an account sets a password; null is the first administrator, who has no
 * account yet. Told once, kept as a digest, ended by the next one, in force for a day.
 */
export async function invite(ctx: Ctx, accountId: string | null): Promise<Invitation> {
  const token = `xi_${randomBytes(32).toString('base64url')}`
  const digest = invitationDigest(token)
  const expires_at = new Date(ctx.now.getTime() + invitationMs)
  await saveInvitation(ctx, { digest, account_id: accountId, expires_at })
  await recordLeaf(ctx, {
    action: 'identity.invite',
    object: accountId ?? 'first-administrator',
    digest: digest.toString('hex'),
  })
  return { token, expiresAt: expires_at.toISOString() }
}
