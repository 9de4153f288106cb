import { createBrowserRouter } from 'react-router'
import { HomePage } from '../features/disclosure/HomePage.tsx'
import { Broken } from './Broken.tsx'
import { Shell } from './Shell.tsx'

/** The portal's pages; each but the first is loaded when it is opened. */
export const createRoutes = () =>
  createBrowserRouter([
    {
      element: <Shell />,
      errorElement: <Broken />,
      hydrateFallbackElement: <p className="notice loading" />,
      children: [
        {
          errorElement: <Broken />,
          children: [
            { path: '/', element: <HomePage /> },
            { path: '/search', lazy: () => import('../features/disclosure/SearchPage.tsx') },
            { path: '/subjects/:id', lazy: () => import('../features/disclosure/SubjectPage.tsx') },
            { path: '/submit', lazy: () => import('../features/intake/SubmitPage.tsx') },
            { path: '/batches', lazy: () => import('../features/intake/BatchesPage.tsx') },
            { path: '/batches/:id', lazy: () => import('../features/intake/BatchPage.tsx') },
            { path: '/doubts', lazy: () => import('../features/subjects/DoubtsPage.tsx') },
            { path: '/kinds', lazy: () => import('../features/catalog/KindsPage.tsx') },
            { path: '/kinds/:kind', lazy: () => import('../features/catalog/KindPage.tsx') },
            { path: '/about', lazy: () => import('../features/about/AboutPage.tsx') },
            { path: '/help', lazy: () => import('../features/about/HelpPage.tsx') },
            { path: '/privacy', lazy: () => import('../features/about/PrivacyPage.tsx') },
            { path: '*', lazy: () => import('../features/about/NotFoundPage.tsx') },
          ],
        },
      ],
    },
  ])
