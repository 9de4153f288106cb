import type { Ctx } from '../../../kernel/context.ts'
import { digestOf } from '../../../kernel/crypto/keyed-digest.ts'
import { recordLeaf } from '../../audit/index.ts'
import { revokeTokenRow } from '../store.ts'

/** Ends a token within a second; false when it was ended before or never was. */
export async function revokeToken(ctx: Ctx, id: string): Promise<boolean> {
  const isDone = await revokeTokenRow(ctx, id)
  if (isDone) await recordLeaf(ctx, { action: 'identity.revoke-token', object: id, digest: digestOf(id) })
  return isDone
}
