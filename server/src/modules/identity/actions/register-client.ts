import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { problem } from '../problems.ts'
import { publicKeys } from '../rules/key-set.ts'
import { findClient, insertClient, updateClient } from '../store/clients.ts'
import { findOrganisations } from '../store.ts'

export type ClientKeys = { jwks: { keys: Record<string, unknown>[] }; certificates: string[] }

/** Registers a system of a body with the public keys it signs with. It may do nothing before a grant is approved. */
export async function registerClient(
  ctx: Ctx,
  wish: ClientKeys & { id: string; orgId: string; title: string },
): Promise<{ id: string }> {
  if ((await findOrganisations(ctx, [wish.orgId])).length === 0) throw problem.organisationUnknown()
  const jwks = keysOf(wish)
  const isNew = await insertClient(ctx, {
    id: wish.id,
    org_id: wish.orgId,
    title: wish.title,
    jwks,
    certificates: wish.certificates,
    state: 'active',
    created_by: ctx.actor.id,
    created_at: ctx.now,
  })
  if (!isNew) throw problem.clientTaken()
  await recordLeaf(ctx, {
    action: 'identity.register-client',
    object: wish.id,
    digest: digestOf(JSON.stringify([wish.id, wish.orgId, jwks, wish.certificates])),
    detail: { org: wish.orgId },
  })
  return { id: wish.id }
}

/** Puts new keys in place of a client's former ones, which sign nothing from now on. */
export async function replaceKeys(ctx: Ctx, id: string, wish: ClientKeys): Promise<void> {
  const jwks = keysOf(wish)
  if (!(await updateClient(ctx, id, { jwks, certificates: wish.certificates }))) throw problem.clientUnknown()
  await recordLeaf(ctx, {
    action: 'identity.replace-client-keys',
    object: id,
    digest: digestOf(JSON.stringify([jwks, wish.certificates])),
  })
}

/** Pauses a client, lets it go on, or ends it; felt at its next request, also with tokens it has. */
export async function setClientState(
  ctx: Ctx,
  id: string,
  state: 'active' | 'paused' | 'ended',
): Promise<void> {
  if (!(await findClient(ctx, id)) || !(await updateClient(ctx, id, { state }))) throw problem.clientUnknown()
  await recordLeaf(ctx, {
    action: 'identity.set-client-state',
    object: id,
    digest: digestOf(`${id} ${state}`),
    detail: { state },
  })
}

function keysOf(wish: ClientKeys): string {
  const keys = publicKeys(wish.jwks)
  if (keys === null) throw problem.keysWrong()
  return JSON.stringify(keys)
}
