import { checkResidentId } from '@xinqiao/standards'
import { dayOf } from '../../../kernel/clock.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { problem } from '../problems.ts'
import { savePerson } from '../store/accounts.ts'

/**
 * The person with an identity number: the same id for every account the person will ever have. The number itself is
 * kept sealed. Problem: numberWrong.
 */
export async function personOf(
  ctx: Ctx,
  person: { name: string; number: string },
): Promise<{ id: string; number: string }> {
  const checked = checkResidentId(person.number, dayOf(ctx.now))
  if (!checked.ok) throw problem.numberWrong({ reason: checked.reason })
  const id = ctx.keys.identityOf('account-person', checked.value)
  await savePerson(ctx, {
    id,
    name: person.name,
    number_sealed: ctx.keys.seal(checked.value, `identity.person/${id}`),
    created_at: ctx.now,
  })
  return { id, number: checked.value }
}
