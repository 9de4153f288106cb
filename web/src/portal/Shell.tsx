import { useEffect, useRef } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import { Account, SignInLink } from '../features/identity/Account.tsx'
import { paths } from '../paths.ts'
import { useText } from '../text/index.tsx'
import { Broken } from './Broken.tsx'
import { Preferences } from './Preferences.tsx'
import { Pages } from './routes.tsx'
import { usePlaceOnPage } from './scroll.ts'

/** Header, footer and the place of the page between them. */
export function Shell() {
  const { t } = useText()
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  useFocusOnNewPage(main)
  usePlaceOnPage()
  return (
    <>
      <a className="skip" href="#main">
        {t.site.skip}
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1}>
        <Broken place={pathname}>
          <Pages />
        </Broken>
      </main>
      <Footer />
    </>
  )
}

function Header() {
  const { t } = useText()
  const places = [
    [paths.search(), t.nav.search],
    [paths.submit(), t.nav.submit],
    [paths.batches, t.nav.batches],
    [paths.doubts, t.nav.doubts],
    [paths.kinds, t.nav.kinds],
  ] as const
  return (
    <header className="site-head no-print">
      <div className="site-bar">
        <Link className="brand" to={paths.home}>
          <img src="/favicon.svg" alt="" width="36" height="36" />
          <span>
            <b>{t.site.name}</b>
            <small>{t.site.purpose}</small>
          </span>
        </Link>
        <div className="site-tools">
          <Preferences />
          <SignInLink />
        </div>
      </div>
      <Account />
      <nav className="site-nav" aria-label={t.nav.label}>
        {places.map(([to, title]) => (
          <NavLink key={to} to={to}>
            {title}
          </NavLink>
        ))}
      </nav>
    </header>
  )
}

function Footer() {
  const { t } = useText()
  return (
    <footer className="site-foot">
      <div className="site-foot-in">
        <nav className="no-print" aria-label={t.nav.footer}>
          <Link to={paths.about}>{t.nav.about}</Link>
          <Link to={paths.help}>{t.nav.help}</Link>
          <Link to={paths.privacy}>{t.nav.privacy}</Link>
          <a href={paths.reference}>{t.nav.reference}</a>
        </nav>
        <p>{t.nav.note}</p>
      </div>
    </footer>
  )
}

/** A reader of the screen reader hears the new page, so the focus follows a change of page but not of its query. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current !== pathname) main.current?.focus({ preventScroll: true })
    last.current = pathname
  }, [pathname, main])
}
