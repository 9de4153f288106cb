import type { Person } from '../../api/contract.ts'
import { useIdentityText, wordFor } from '../../text/identity.ts'
import { useBodies, useRoles } from './use-people.ts'

/** Bodies, roles and how far a given role reaches, in the reader's words. */
export function useRoleWords() {
  const { w, pick } = useIdentityText()
  const bodies = useBodies().data?.pages.flatMap((p) => p.items) ?? []
  const roles = useRoles().data?.items ?? []
  const bodyTitle = (id: string) => bodies.find((one) => one.id === id)?.title ?? id
  const roleTitle = (code: string) => {
    const kind = roles.find((one) => one.code === code)
    return kind ? pick(kind.title) : wordFor(w.roleNames, code)
  }
  const reachOf = ({ orgId, region, kinds }: Person['roles'][number]) =>
    [
      orgId === null ? w.people.everywhere : bodyTitle(orgId),
      ...(region === null ? [] : [w.people.region(region)]),
      ...(kinds === null ? [] : [w.people.kinds(kinds.join(w.separator))]),
    ].join(w.separator)
  return { bodies, roles, bodyTitle, roleTitle, reachOf }
}
