import { paths } from '../../paths.ts'
import { useIdentityText, wordFor } from '../../text/identity.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Failure, Loading, Message } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import '../../ui/table.css'
import './identity.css'
import type { SessionView } from '../../api/contract.ts'
import { ChangePassword } from './ChangePassword.tsx'
import { FactorsPart } from './FactorsPart.tsx'
import { SessionsPart } from './SessionsPart.tsx'
import { useSession, useSessionChange } from './use-session.ts'

/** The own account: who one is and what one may do, password, factors, sessions. */
export function Component() {
  const { w } = useIdentityText()
  const { isThere, session, problem, retry } = useSession()
  const changed = useSessionChange()
  const isOpen = session?.isFull === true
  const isKnown = !isThere || session !== undefined
  return (
    <Page title={w.account.title}>
      {problem !== null && !session && <Failure problem={problem} retry={retry} />}
      {problem === null && !isKnown && <Loading />}
      {isKnown && !isOpen && (
        <Message look="warn">
          <p>{w.account.signInFirst}</p>
          <ButtonLink look="primary" to={paths.signIn({ to: paths.account })}>
            {w.signIn.title}
          </ButtonLink>
        </Message>
      )}
      {isOpen && (
        <>
          <Who session={session} />
          <SessionsPart />
          <FactorsPart />
          <section aria-labelledby="password">
            <h2 id="password">{w.account.passwordTitle}</h2>
            <ChangePassword onDone={changed} />
          </section>
        </>
      )}
    </Page>
  )
}

function Who({ session }: { session: SessionView }) {
  const { w, t } = useIdentityText()
  const titleOf = (role: string) => wordFor(w.roleNames, role)
  const may = session.permissions.map((permission) => t.permissions[permission] ?? permission)
  return (
    <dl className="facts card">
      <Fact term={w.account.name} value={session.name} />
      <Fact term={w.account.login} value={session.login} />
      <Fact term={w.account.org} value={session.orgId ?? '—'} />
      <Fact
        term={w.account.roles}
        value={session.roles.map(titleOf).join(w.separator) || w.account.noRoles}
      />
      <div className="wide">
        <dt>{w.account.permissions}</dt>
        <dd>{may.join(w.separator) || '—'}</dd>
      </div>
    </dl>
  )
}

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  )
}
