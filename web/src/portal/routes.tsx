import { lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { HomePage } from '../features/disclosure/HomePage.tsx'
import { Loading } from '../ui/Notice.tsx'

type Loaded = { Component: React.ComponentType }

/** The pages that are loaded when they are opened, by their address. */
const pages: Record<string, () => Promise<Loaded>> = {
  '/search': () => import('../features/disclosure/SearchPage.tsx'),
  '/subjects/:id': () => import('../features/disclosure/SubjectPage.tsx'),
  '/submit': () => import('../features/intake/SubmitPage.tsx'),
  '/batches': () => import('../features/intake/BatchesPage.tsx'),
  '/batches/:id': () => import('../features/intake/BatchPage.tsx'),
  '/doubts': () => import('../features/subjects/DoubtsPage.tsx'),
  '/sign-in': () => import('../features/identity/SignInPage.tsx'),
  '/first-start': () => import('../features/identity/FirstStartPage.tsx'),
  '/invitation': () => import('../features/identity/InvitationPage.tsx'),
  '/account': () => import('../features/identity/AccountPage.tsx'),
  '/people': () => import('../features/identity/PeoplePage.tsx'),
  '/organisations': () => import('../features/identity/OrganisationsPage.tsx'),
  '/kinds': () => import('../features/catalog/KindsPage.tsx'),
  '/kinds/:kind': () => import('../features/catalog/KindPage.tsx'),
  '/about': () => import('../features/about/AboutPage.tsx'),
  '/help': () => import('../features/about/HelpPage.tsx'),
  '/privacy': () => import('../features/about/PrivacyPage.tsx'),
  '*': () => import('../features/about/NotFoundPage.tsx'),
}

const lazyPages = Object.entries(pages).map(([path, load]) => {
  const LazyPage = lazy(async () => ({ default: (await load()).Component }))
  return <Route key={path} path={path} element={<LazyPage />} />
})

/** The page of the present address; only the first page comes with the first load. */
export function Pages() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="/" element={<HomePage />} />
        {lazyPages}
      </Routes>
    </Suspense>
  )
}
