import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { officerRoles } from '../rules/shipped-roles.ts'
import { findRoleGrants, moveAccount } from '../store/accounts.ts'
import { findClient, updateClient } from '../store/clients.ts'

/**
 * Pauses an account or client on behalf of a rule; felt at its next request. One of the three officers is never
 * paused by a rule: somebody must be left who can let others go on. Answers whether it was done.
 */
export async function pauseActor(ctx: Ctx, actor: string, rule: string): Promise<boolean> {
  const [, kind, id] = /^(account|client):(.{1,64})$/.exec(actor) ?? []
  if (id === undefined || !(await (kind === 'account' ? pauseAccount : pauseClient)(ctx, id))) return false
  await recordLeaf(ctx, {
    action: 'identity.pause-actor',
    object: id,
    digest: digestOf(`${actor} ${rule}`),
    detail: { rule },
  })
  return true
}

async function pauseAccount(ctx: Ctx, id: string): Promise<boolean> {
  const roles = await findRoleGrants(ctx, [id])
  if (roles.some(({ role }) => officerRoles.includes(role))) return false
  return moveAccount(ctx, id, ['active'], 'paused')
}

async function pauseClient(ctx: Ctx, id: string): Promise<boolean> {
  const client = await findClient(ctx, id)
  return client?.state === 'active' && (await updateClient(ctx, id, { state: 'paused' }))
}
