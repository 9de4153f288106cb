import { randomBytes, randomUUID } from 'node:crypto'
import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { insertToken } from '../store.ts'

/** Issues an access token of 256 random bits; it is told once and only its digest is kept. */
export async function issueToken(
  ctx: Ctx,
  wish: { name: string; orgId: string | null; permissions: string[]; days: number },
): Promise<{ id: string; token: string; expiresAt: string }> {
  const id = randomUUID()
  const token = `xq_${randomBytes(32).toString('base64url')}`
  const expiresAt = new Date(ctx.now.getTime() + wish.days * 86_400_000)
  await insertToken(ctx, {
    id,
    digest: Buffer.from(digestOf(token), 'hex'),
    name: wish.name.slice(0, 100),
    org_id: wish.orgId,
    permissions: wish.permissions,
    created_at: ctx.now,
    expires_at: expiresAt,
  })
  await recordLeaf(ctx, {
    action: 'identity.issue-token',
    object: id,
    digest: digestOf(JSON.stringify(wish)),
    detail: { org: wish.orgId },
  })
  return { id, token, expiresAt: expiresAt.toISOString() }
}
